import { type DeviceId, deviceIdSchema } from '../../core/ids.ts'
import type { ChangeSet } from '../../core/sync/protocol.ts'
import { systemClock } from '../../electron/doors.ts'
import { appendToEscrowJournal, escrowJournalFile } from '../escrow/escrow-journal.ts'
import { openedFarewell } from '../escrow/opened-farewell.ts'
import { systemTerminal, type Terminal } from '../escrow/terminal.ts'
import { namedEscrowKey, openedEscrowKey } from '../escrow/with-escrow-key.ts'
import { type Command, dataOptions, readOptions, WrongUse } from './command.ts'
import { type DataPlace, type OperatorClient, withOperator } from './with-operator.ts'

/** So many are brought in at once. */
const pageChangeSets = 100

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
      const sealed = await sealedOf(operator, deviceId)
      if (sealed.length === 0) {
        terminal.say('That laptop has handed nothing over.')
        return 1
      }
      const privateKey = await openedEscrowKey(key, terminal)
      if (privateKey === null) return 1
      const opened = await openedFarewell(sealed, deviceId, privateKey)
      privateKey.fill(0)
      if (opened === null) {
        terminal.say(
          `It was sealed to another escrow key than ${key.file}, or was changed. Nothing was taken in.`,
        )
        return 1
      }
      const { changeSets, ofOtherStores: others } = opened
      terminal.say(`It holds ${counted(changeSets)} that head office gave no receipt for.`)
      if (others.length > 0)
        terminal.say(
          `${counted(others)} of another store that was once on that laptop stay sealed: nobody takes them in here.`,
        )
      const detail = { deviceId, changeSets: String(changeSets.length), taken: String(!options.look) }
      appendToEscrowJournal(escrowJournalFile(key.file), {
        at: systemClock(),
        act: 'farewell-opened',
        detail,
      })
      return options.look ? 0 : takenIn(operator, { deviceId, changeSets }, terminal)
    })
  },
})

export const openFarewell = openFarewellWith(systemTerminal)

async function sealedOf(operator: OperatorClient, deviceId: DeviceId): Promise<readonly string[]> {
  const { farewells } = await operator.farewells()
  const own = farewells.filter((farewell) => farewell.deviceId === deviceId)
  const read = await Promise.all(own.map((farewell) => operator.farewell(farewell)))
  // One that counts nothing seals nothing.
  return read.flatMap(({ sealed }, index) =>
    sealed === null || own[index]?.changeSets === 0 ? [] : [sealed],
  )
}

const counted = (of: readonly unknown[]): string => `${of.length} change ${of.length === 1 ? 'set' : 'sets'}`

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
      return 1
    }
    for (const outcome of taken.outcomes) count[outcome] += 1
  }
  terminal.say(
    `Taken in: ${count.accepted} accepted, ${count.conflict} in conflict, ${count.refused} refused.`,
  )
  terminal.say('The same again changes nothing.')
  return count.refused === 0 ? 0 : 1
}
