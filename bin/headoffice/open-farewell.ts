import { type DeviceId, deviceIdSchema } from '../../core/ids.ts'
import { nothingSealed } from '../../core/sealing/farewell.ts'
import type { ChangeSet } from '../../core/sync/protocol.ts'
import { systemClock } from '../../electron/doors.ts'
import { sha256Of } from '../../headoffice/identity/key-pairs.ts'
import { appendToEscrowJournal, escrowJournalFile } from '../escrow/escrow-journal.ts'
import { type OpenedFarewell, openedFarewell } from '../escrow/opened-farewell.ts'
import { systemTerminal, type Terminal } from '../escrow/terminal.ts'
import { namedEscrowKey, openedEscrowKey } from '../escrow/with-escrow-key.ts'
import { type Command, dataOptions, instantText, readOptions, WrongUse } from './command.ts'
import { type DataPlace, type OperatorClient, withOperator } from './with-operator.ts'

/** So many are brought in at once. */
const pageChangeSets = 100

/** That laptop is none whose last words are taken. */
const notAllowed = 2

/** @param place.databaseUrl as in `withOperator` */
export const openFarewellWith = (terminal: Terminal, place: Omit<DataPlace, 'folder'> = {}): Command => ({
  usage: '--device ID --escrow-key FILE [--look]',
  about: 'opens what a revoked laptop handed over and takes it in as that laptop’s; --look only counts it',
  async run(args) {
    const options = readOptions(args, {
      ...dataOptions,
      device: { type: 'string' },
      'escrow-key': { type: 'string' },
      look: { type: 'boolean', default: false },
    })
    const deviceId = deviceIdSchema.safeParse(options.device?.toLowerCase()).data
    if (deviceId === undefined)
      throw new WrongUse('Say of which laptop, as in --device 0198a1…; the command farewells lists them.')
    const key = namedEscrowKey(options['escrow-key'])
    return withOperator({ folder: options.folder, ...place }, async (operator) => {
      const { farewells } = await operator.farewells()
      const own = farewells.filter(
        ({ deviceId: of, sealedHash }) => of === deviceId && sealedHash !== sha256Of(nothingSealed),
      )
      if (own.length === 0) {
        terminal.say('That laptop has handed nothing over.')
        return 1
      }
      const privateKey = await openedEscrowKey(key, terminal)
      if (privateKey === null) return 1
      const opened = await openedFarewell(sealedOf(operator, own), deviceId, privateKey)
      if (opened === null) {
        privateKey.fill(0)
        terminal.say(
          `It was sealed to another escrow key than ${key.file}, or was changed. Nothing was taken in.`,
        )
        return 1
      }
      const { changeSets, ofOtherStores: others, pictures } = opened
      const isWhole = sayWhatIsLacking(opened, own, terminal)
      terminal.say(`It holds ${counted(changeSets.length)} that head office gave no receipt for.`)
      if (pictures > 0) terminal.say(`It holds ${countedPictures(pictures)} that head office was not given.`)
      if (others.length > 0)
        terminal.say(
          `${counted(others.length)} of another store that was once on that laptop stay sealed: nobody takes them in here.`,
        )
      const detail = { deviceId, changeSets: String(changeSets.length), taken: String(!options.look) }
      appendToEscrowJournal(escrowJournalFile(key.file), {
        at: systemClock(),
        act: 'farewell-opened',
        detail,
      })
      const code = options.look ? 0 : await takenIn(operator, { deviceId, changeSets }, terminal)
      const isAllowed = !options.look && code !== notAllowed
      const refused =
        isAllowed && pictures > 0 ? await takePictures(operator, { deviceId, own, privateKey }, terminal) : 0
      privateKey.fill(0)
      return code === 0 && refused === 0 && isWhole ? 0 : 1
    })
  },
})

export const openFarewell = openFarewellWith(systemTerminal)

type Listed = Awaited<ReturnType<OperatorClient['farewells']>>['farewells']

/** One part after the other: pictures make them large. */
async function* sealedOf(operator: OperatorClient, own: Listed): AsyncGenerator<string> {
  for (const farewell of own) {
    const { sealed } = await operator.farewell(farewell)
    // One that is gone meanwhile keeps its place, and does not open.
    yield sealed ?? ''
  }
}

const countedPictures = (count: number): string => `${count} ${count === 1 ? 'picture' : 'pictures'}`

/** @returns how many were not taken */
async function takePictures(
  operator: OperatorClient,
  of: { readonly deviceId: DeviceId; readonly own: Listed; readonly privateKey: Uint8Array },
  terminal: Terminal,
): Promise<number> {
  const { deviceId, own, privateKey } = of
  let [taken, refused] = [0, 0]
  await openedFarewell(sealedOf(operator, own), deviceId, privateKey, async (picture) => {
    const { type } = await operator.takeLastPicture({ deviceId, ...picture })
    if (type === 'taken') taken += 1
    else refused += 1
  })
  terminal.say(`Taken in: ${countedPictures(taken)}, ${refused} refused.`)
  return refused
}

/** @returns whether all of the farewell is there */
function sayWhatIsLacking(
  { notOpened, parts, missing }: OpenedFarewell,
  own: Listed,
  terminal: Terminal,
): boolean {
  if (notOpened.length > 0)
    terminal.say(
      `${notOpened.length} of the ${own.length} parts ${notOpened.length === 1 ? 'does' : 'do'} not open: sealed to another escrow key, changed, or not of Northstar. Head office keeps them:`,
    )
  for (const part of notOpened.flatMap((place) => own[place] ?? []))
    terminal.say(
      `  ${part.sealedHash.slice(0, 12)}  came ${instantText(part.receivedAt)}  ${counted(part.changeSets)}`,
    )
  if (missing > 0)
    terminal.say(
      `The farewell is not whole: ${missing} of its ${parts} parts never came${notOpened.length > 0 ? ' or did not open' : ''}.`,
    )
  return notOpened.length === 0 && missing === 0
}

const counted = (changeSets: number): string => `${changeSets} change ${changeSets === 1 ? 'set' : 'sets'}`

async function takenIn(
  operator: OperatorClient,
  { deviceId, changeSets }: { readonly deviceId: DeviceId; readonly changeSets: readonly ChangeSet[] },
  terminal: Terminal,
): Promise<number> {
  const count = { accepted: 0, conflict: 0, refused: 0 }
  for (let at = 0; at < changeSets.length; at += pageChangeSets) {
    const page = changeSets.slice(at, at + pageChangeSets)
    const taken = await operator.takeLastWords({ deviceId, changeSets: page })
    if (taken.type !== 'taken') {
      terminal.say(
        taken.type === 'not-known'
          ? 'That laptop is not known here. Nothing was taken in.'
          : 'That laptop is not revoked: what it has it sends by itself. Nothing was taken in.',
      )
      return notAllowed
    }
    for (const outcome of taken.outcomes) count[outcome] += 1
  }
  terminal.say(
    `Taken in: ${count.accepted} accepted, ${count.conflict} in conflict, ${count.refused} refused.`,
  )
  terminal.say('The same again changes nothing.')
  return count.refused === 0 ? 0 : 1
}
