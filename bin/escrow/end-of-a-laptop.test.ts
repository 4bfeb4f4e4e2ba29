import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type DeviceId, deviceIdSchema } from '../../core/ids.ts'
import { backupsFolder } from '../../db/backups.ts'
import { connectFileReader, connectWriter } from '../../db/connect.ts'
import type { DatabaseKey } from '../../db/database-key.ts'
import { destroyLaptop, writeRevokedNote } from '../../db/destroy-laptop.ts'
import { type TestFolder, testFolder } from '../../db/test-database.ts'
import type { Laptop } from '../../electron/data/laptop.ts'
import { textQuestion, words } from '../../electron/data/test-laptop.ts'
import { setUp, signIn, walkIn } from '../../electron/data/test-service.ts'
import { createKeyVault } from '../../electron/data/vault/key-vault.ts'
import { newId, randomBytes, systemClock } from '../../electron/doors.ts'
import { type Headoffice, startHeadoffice } from '../../headoffice/start.ts'
import { openFarewellWith } from '../headoffice/open-farewell.ts'
import { recoverWith } from '../headoffice/recover.ts'
import { openLaptop as openOtherLaptop } from '../sync-testing/laptop.ts'
import { escrowJournalFile, verifyEscrowJournal } from './escrow-journal.ts'
import { makeEscrowKeyFile } from './escrow-key-file.ts'
import { type RunningLaptop, startLaptop } from './running-laptop.ts'

// Real derivations and a real head office: on a busy machine each takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const resources = resolve(import.meta.dirname, '..', '..')
const passphrase = 'four words nobody says'
const escrowPassphrase = 'six words that do not belong together'
const log = pino({ level: 'silent' })
const own = 'Seven of us, every Friday.'

let place: TestFolder
let keys: TestFolder
let officePlace: TestFolder
let office: Headoffice
let laptops: Laptop[]
beforeEach(async () => {
  place = testFolder()
  keys = testFolder()
  laptops = []
  officePlace = testFolder()
  office = await openOffice()
})
afterEach(async () => {
  for (const laptop of laptops) await laptop.close()
  await office.close()
  officePlace[Symbol.dispose]()
  place[Symbol.dispose]()
  keys[Symbol.dispose]()
})

const openOffice = (port = 0): Promise<Headoffice> =>
  startHeadoffice({
    folder: officePlace.folder,
    port,
    resources,
    clock: systemClock,
    newId,
    randomBytes,
    log,
  })

async function start() {
  const running = await startLaptop(place.folder)
  laptops.push(running.laptop)
  return running
}

const escrowFile = () => join(keys.folder, 'escrow.key')
/** Says nothing aloud, and knows the passphrase. */
function operator(...answers: readonly string[]) {
  const said: string[] = []
  const left = [...answers]
  return { said, say: (line: string) => void said.push(line), ask: async () => left.shift() ?? null }
}
async function putEscrowInForce() {
  const publicKey = await makeEscrowKeyFile({
    file: escrowFile(),
    passphrase: escrowPassphrase,
    madeAt: 7,
    randomBytes,
  })
  await office.operator.setEscrowKey(Buffer.from(publicKey).toString('base64url'))
}

/** A laptop with a store that is enrolled, synced, backed up, and keeps its key with escrow where there is one. */
async function anEnrolledLaptop(): Promise<
  RunningLaptop & { readonly deviceId: DeviceId; readonly key: DatabaseKey }
> {
  const running = await start()
  const { gate, client, laptop, until } = running
  await gate.choosePassphrase({ passphrase })
  await laptop.idle()
  await until('open')
  await setUp(client())
  const code = await office.operator.newEnrolmentCode({ storeCode: 'KHI-01' })
  await client().enrolment.enrol({ url: office.url, code })
  await client().sync.now({ language: 'en' })
  await client().backups.make()
  const [device] = await office.operator.devices()
  const vault = createKeyVault({ folder: place.folder, clock: systemClock, newId, randomBytes, sealer: null })
  const opened = await vault.open({ type: 'passphrase', passphrase })
  if (!device || opened.type !== 'opened') throw new Error('not enrolled')
  return { ...running, deviceId: deviceIdSchema.parse(device.deviceId), key: { ...opened.key } }
}

async function recordAnswer({ client }: RunningLaptop) {
  const visit = await walkIn(client())
  await client().discovery.answer(words(visit.id, await textQuestion(client()), own))
}

/** Brings what a revoked laptop handed over in, as the operator does while head office runs. */
const taken = (terminal: ReturnType<typeof operator>, deviceId: DeviceId): Promise<number> =>
  openFarewellWith(terminal).run([
    '--device',
    deviceId,
    '--escrow-key',
    escrowFile(),
    '--folder',
    officePlace.folder,
  ])

function meddle(key: DatabaseKey, sql: string) {
  const connection = connectWriter(place.folder, key)
  connection.exec(sql)
  connection.close()
}

/** Without what SQLite keeps beside the lock while it is held. */
const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'in-use.lock-journal')
    .map(({ parentPath, name }) => join(parentPath, name))

function expectNothingLeft(key: DatabaseKey) {
  const left = filesIn(place.folder).map((file) => file.slice(place.folder.length + 1))
  expect(left.toSorted()).toEqual(['in-use.lock', 'revoked.json'])
  for (const file of filesIn(place.folder)) {
    expect(() => connectFileReader(file, key)).toThrow()
    expect(readFileSync(file).includes(key.salt)).toBe(false)
  }
  const vault = createKeyVault({ folder: place.folder, clock: systemClock, newId, randomBytes, sealer: null })
  expect(vault.state()).toEqual({ hasKeys: false, ways: [], salt: null })
}

describe('a laptop that head office revokes', () => {
  it('hands over what it had not sent, sealed, and then nothing on it opens any more; escrow brings it in', async () => {
    await putEscrowInForce()
    const running = await anEnrolledLaptop()
    const { laptop, client, until, deviceId, key } = running
    expect(readFileSync(join(place.folder, 'key-wraps.json'), 'utf8')).toContain('"escrow"')
    expect(await office.operator.revoke(deviceId)).toBe(true)
    await recordAnswer(running)
    await client()
      .sync.now({ language: 'en' })
      .catch(() => {})
    await until('revoked')
    expect(laptop.state()).toMatchObject({ type: 'revoked', storeCode: 'KHI-01' })
    expectNothingLeft(key)

    const [farewell] = await office.operator.farewells()
    expect(farewell?.changeSets).toBeGreaterThan(0)
    const sealed = farewell && (await office.operator.farewell(farewell))
    expect(Buffer.from(sealed ?? '', 'base64url').includes(own)).toBe(false)

    const stranger = operator('not the passphrase at all')
    expect(await taken(stranger, deviceId)).toBe(1)
    const right = operator(escrowPassphrase)
    expect(await taken(right, deviceId)).toBe(0)
    expect(right.said.join('\n')).toMatch(/Taken in: [1-9]\d* accepted, 0 in conflict, 0 refused/)
    const again = operator(escrowPassphrase)
    expect(await taken(again, deviceId)).toBe(0)
    expect(verifyEscrowJournal(escrowJournalFile(escrowFile()))).toMatchObject({ type: 'whole', entries: 2 })

    const other = openOtherLaptop({ url: office.url, storeCode: 'KHI-01' })
    await other.enrol(office)
    await other.round()
    expect(JSON.stringify(other.rows())).toContain(own)
    await other.close()
  })

  it('says so after a restart, and begins as a new laptop when somebody wants it to', async () => {
    await putEscrowInForce()
    const { client, until, deviceId, laptop } = await anEnrolledLaptop()
    await office.operator.revoke(deviceId)
    await client()
      .sync.now({ language: 'en' })
      .catch(() => {})
    await until('revoked')
    await laptop.close()
    const again = await start()
    expect(again.laptop.state()).toMatchObject({ type: 'revoked' })
    await again.gate.startEmpty({ understood: 'start-empty', again: 'start-empty' })
    await again.laptop.idle()
    expect(again.laptop.state()).toMatchObject({ type: 'passphrase-to-choose', because: 'new' })
  })

  it('destroys nothing without a connection, and goes on when there is one again', async () => {
    await putEscrowInForce()
    const running = await anEnrolledLaptop()
    const { laptop, deviceId, key } = running
    const { port } = new URL(office.url)
    await office.operator.revoke(deviceId)
    await office.close()
    await recordAnswer(running)
    await laptop.close()
    // Told once, and then the line is gone.
    meddle(key, "UPDATE identity SET state = 'revoked'")
    const cut = await start()
    await cut.gate.open({ with: 'passphrase', passphrase })
    await cut.until('handing-over')
    await cut.untilProblem()
    expect(cut.laptop.state()).toMatchObject({ type: 'handing-over', problem: 'unreachable' })
    const before = filesIn(place.folder)
    expect(before.some((file) => file.endsWith('northstar.db'))).toBe(true)
    expect(readdirSync(backupsFolder(place.folder)).length).toBeGreaterThan(0)
    await cut.laptop.close()
    expect(existsSync(join(place.folder, 'revoked.json'))).toBe(false)
    connectFileReader(join(place.folder, 'northstar.db'), key).close()

    const again = await start()
    expect(again.laptop.state()).toMatchObject({ type: 'key-needed' })
    await again.gate.open({ with: 'passphrase', passphrase })
    await again.untilProblem()
    office = await openOffice(Number(port))
    await again.gate.tryAgain({})
    await again.until('revoked')
    expectNothingLeft(key)
    expect((await office.operator.farewells()).length).toBe(1)
  })

  it('keeps what it has where no escrow key was named, and says so', async () => {
    const running = await anEnrolledLaptop()
    const { laptop, client, deviceId } = running
    await office.operator.revoke(deviceId)
    await recordAnswer(running)
    await client()
      .sync.now({ language: 'en' })
      .catch(() => {})
    expect(laptop.state().type).toBe('open')
    const status = await client().sync.status({ language: 'en' })
    expect(status.advice).toContain('no escrow key')
    expect(existsSync(join(place.folder, 'key-wraps.json'))).toBe(true)
  })

  it('is destroyed to the end at the next start when the power went anywhere in it', async () => {
    await putEscrowInForce()
    const { laptop, key, deviceId } = await anEnrolledLaptop()
    await laptop.close()
    const note = {
      format: 'northstar-revoked',
      version: 1,
      at: 7,
      changeSets: 0,
      deviceId,
      storeCode: 'KHI-01',
    } as const
    writeRevokedNote(place.folder, note)
    writeFileSync(join(place.folder, 'my own letter.txt'), 'not Northstar’s')
    let left = 3
    const step = () => {
      left -= 1
      if (left === 0) throw new Error('the power went')
    }
    expect(() => destroyLaptop(place.folder, step)).toThrow('the power went')
    const again = await start()
    expect(again.laptop.state()).toEqual({ type: 'revoked', at: 7, changeSets: 0, storeCode: 'KHI-01' })
    expect(readFileSync(join(place.folder, 'my own letter.txt'), 'utf8')).toBe('not Northstar’s')
    const files = filesIn(place.folder).map((file) => file.slice(place.folder.length + 1))
    expect(files.toSorted()).toEqual(['in-use.lock', 'my own letter.txt', 'revoked.json'])
    expect(() => connectFileReader(join(place.folder, 'northstar.db'), key)).toThrow()
  })
})

describe('a laptop that lost its passphrase and its recovery code', () => {
  it('is opened by head office’s operator with the escrow key, offline, and the act is written down', async () => {
    await putEscrowInForce()
    const running = await anEnrolledLaptop()
    await recordAnswer(running)
    await running.laptop.close()
    await office.close()
    const { gate, laptop, client, until } = await start()
    const asked = await gate.askHeadoffice({ anew: false })
    const request = join(keys.folder, 'request.txt')
    const answer = join(keys.folder, 'answer.txt')
    writeFileSync(request, asked.lines.join('\n'))
    const args = ['--request', request, '--escrow-key', escrowFile(), '--out', answer]
    const wrong = operator('not the passphrase at all')
    expect(await recoverWith(wrong).run(args)).toBe(1)
    expect(existsSync(answer)).toBe(false)
    const right = operator(escrowPassphrase)
    expect(await recoverWith(right).run(args)).toBe(0)
    expect(right.said.join('\n')).toContain(asked.mark)
    expect(right.said.join('\n')).toContain('KHI-01')
    expect(right.said.join('\n')).toContain(asked.deviceId)
    const journal = readFileSync(escrowJournalFile(escrowFile()), 'utf8')
    expect(journal).toContain('request-answered')
    expect(journal).toContain(asked.mark)
    await gate.takeAnswer({ answer: readFileSync(answer, 'utf8') })
    await gate.choosePassphrase({ passphrase: 'quite other words now' })
    await gate.keepCode({ kept: false })
    await laptop.idle()
    await until('open')
    await signIn(client())
    const entries = (await client().access.log({ before: null, limit: 50, customerId: null })).entries
    expect(entries.find(({ act }) => act === 'opened-by-headoffice')?.detail).toEqual({ request: asked.mark })
    office = await openOffice()
  })

  it('has no answer from another escrow key, from a mistyped request, or from one that was changed', async () => {
    await putEscrowInForce()
    const { laptop } = await anEnrolledLaptop()
    await laptop.close()
    const { gate } = await start()
    const { lines } = await gate.askHeadoffice({ anew: false })
    const other = join(keys.folder, 'other.key')
    await makeEscrowKeyFile({ file: other, passphrase: escrowPassphrase, madeAt: 7, randomBytes })
    const terminal = operator(escrowPassphrase)
    expect(await recoverWith(terminal).run(['--request', lines.join(' '), '--escrow-key', other])).toBe(1)
    expect(terminal.said.at(-1)).toContain('another escrow key')
    const asking = (request: string) =>
      recoverWith(operator(escrowPassphrase)).run(['--request', request, '--escrow-key', escrowFile()])
    const [first = '', ...rest] = lines
    await expect(asking([first, ...rest.slice(1)].join(' '))).rejects.toThrow('Line 2 of the request')
    await expect(asking(lines.slice(0, -1).join(' '))).rejects.toThrow('The end of the request is missing')
    await expect(asking('')).rejects.toThrow('The end of the request is missing')
  })
})

describe('another escrow key at head office', () => {
  it('is only offered, until a manager has accepted it', async () => {
    await putEscrowInForce()
    const { client, laptop } = await anEnrolledLaptop()
    const { pinned } = await client().security.escrow()
    expect(pinned).not.toBeNull()
    const publicKey = await makeEscrowKeyFile({
      file: join(keys.folder, 'next.key'),
      passphrase: escrowPassphrase,
      madeAt: 8,
      randomBytes,
    })
    await office.operator.setEscrowKey(Buffer.from(publicKey).toString('base64url'))
    // What is looked at after the records may be called off by the next round.
    const offered = async () => {
      await client().sync.now({ language: 'en' })
      return (await client().security.escrow()).offered
    }
    await expect.poll(offered, { timeout: 20_000, interval: 300 }).not.toBeNull()
    const state = await client().security.escrow()
    expect(state.pinned).toEqual(pinned)
    const mark = state.offered ?? ''
    await expect(client().security.acceptEscrow({ mark: 'AAAA-BBBB-CCCC' })).rejects.toMatchObject({
      code: 'CHANGED_SINCE_SEEN',
    })
    await client().security.acceptEscrow({ mark })
    expect(await client().security.escrow()).toMatchObject({ pinned: { mark }, offered: null })
    await laptop.close()
    const again = await start()
    await again.gate.open({ with: 'passphrase', passphrase })
    await again.until('open')
    await signIn(again.client())
    expect(await again.client().security.escrow()).toMatchObject({ pinned: { mark } })
  })
})
