import { cpSync, existsSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestFolder, testClock, testFolder } from '../../db/test-database.ts'
import { monotonicMs, newId, randomBytes } from '../doors.ts'
import { createLaptop, type Laptop } from './laptop.ts'
import { createLaptopRouting } from './laptop-handlers.ts'
import { createDataService } from './service.ts'
import { refusalCode, textQuestion, words } from './test-laptop.ts'
import { setUp, signIn, walkIn } from './test-service.ts'
import { createKeyVault } from './vault/key-vault.ts'
import type { Sealer } from './vault/sealer.ts'

const resources = resolve(import.meta.dirname, '..', '..')
const log = pino({ level: 'silent' })
const passphrase = 'four words nobody says'

let place: TestFolder
let opened: Laptop[] = []
beforeEach(() => {
  place = testFolder()
  opened = []
})
afterEach(async () => {
  for (const laptop of opened) await laptop.close()
  place[Symbol.dispose]()
})

/** An operating system that seals with a key of its own, and unseals nothing that another one sealed. */
function createSystem(mark: number): Sealer {
  const turned = (bytes: Uint8Array) => bytes.map((byte) => byte ^ mark)
  return {
    state: async () => ({ backend: 'test-keychain', isWeak: false }),
    seal: async (bytes) => ({
      backend: 'test-keychain',
      isWeak: false,
      sealed: Uint8Array.of(mark, ...turned(bytes)),
    }),
    unseal: async ([sealedBy, ...sealed]) =>
      sealedBy === mark
        ? { type: 'unsealed', bytes: turned(Uint8Array.from(sealed)), shouldReseal: false }
        : { type: 'lost' },
  }
}

const { clock, advance } = testClock()

async function start(sealer: Sealer | null = null, folder = place.folder) {
  const laptop = createLaptop({
    folder,
    resources,
    reportsWorker: join(import.meta.dirname, 'reports', 'reports-worker.ts'),
    upkeepWorker: join(import.meta.dirname, 'upkeep', 'upkeep-worker.ts'),
    host: { kind: 'none', printPage: async () => ({ type: 'no-browser' }) },
    demo: false,
    log,
    clock,
    monotonicMs,
    newId,
    randomBytes,
    vault: createKeyVault({ folder, clock, newId, randomBytes, sealer }),
    canSeal: async () => sealer !== null,
    createService: createDataService,
  })
  opened.push(laptop)
  await laptop.idle()
  const gate = createRouterClient(createLaptopRouting(laptop, log).router).laptop
  const client = () => {
    const service = laptop.service()
    if (!service) throw new Error(`the laptop is ${laptop.state().type}`)
    return createRouterClient(service.router)
  }
  const close = async () => {
    opened = opened.filter((one) => one !== laptop)
    await laptop.close()
  }
  /** Goes on with a call that only begins its work. */
  const finished = async (call: Promise<unknown>) => {
    await call
    await laptop.idle()
  }
  return { laptop, gate, client, close, finished }
}

let made: { readonly place: TestFolder; readonly recoveryCode: string; readonly opportunityId: string }
/** A laptop with a store and one answer, made once: sealing is meant to take its time. */
beforeAll(async () => {
  const template = testFolder()
  const first = await start(null, template.folder)
  await first.finished(first.gate.choosePassphrase({ passphrase }))
  await setUp(first.client())
  const { code } = await first.client().security.newRecoveryCode()
  await first.client().security.confirmRecoveryCode({ code })
  const question = await textQuestion(first.client())
  const visit = await walkIn(first.client())
  await first.client().discovery.answer(words(visit.id, question, 'Seven of us, every Friday.'))
  await first.close()
  made = { place: template, recoveryCode: code, opportunityId: visit.opportunityId }
})
afterAll(() => made.place[Symbol.dispose]())

/** That laptop, closed, in this test's folder. */
function aStore() {
  cpSync(made.place.folder, place.folder, { recursive: true })
  return { recoveryCode: made.recoveryCode, visit: { opportunityId: made.opportunityId } }
}

async function answersOf(
  client: ReturnType<Awaited<ReturnType<typeof start>>['client']>,
  opportunityId: string,
) {
  await signIn(client)
  const { answers } = await client.discovery.board({ opportunityId, language: 'en' })
  return answers.map(({ ownWords }) => ownWords)
}

const database = () => join(place.folder, 'northstar.db')
const openWith = { with: 'passphrase', passphrase } as const

describe('a laptop in the browser host', () => {
  it('asks for a passphrase to be chosen, and at each start after that for it', async () => {
    const first = await start()
    expect(await first.gate.state()).toEqual({ type: 'passphrase-to-choose', because: 'new', backups: [] })
    expect(await refusalCode(first.gate.choosePassphrase({ passphrase: 'too short' }))).toBe(
      'PASSPHRASE_TOO_SHORT',
    )
    expect(existsSync(database())).toBe(false)
    await first.finished(first.gate.choosePassphrase({ passphrase }))
    expect(await first.gate.state()).toEqual({ type: 'open' })
    await setUp(first.client())
    await first.close()

    const second = await start()
    expect(await second.gate.state()).toEqual({ type: 'key-needed', because: 'start', ways: ['passphrase'] })
    expect(await refusalCode(second.gate.open({ ...openWith, passphrase: `${passphrase}!` }))).toBe(
      'PASSPHRASE_WRONG',
    )
    expect(second.laptop.service()).toBeNull()
    await second.finished(second.gate.open(openWith))
    expect((await second.client().app.state()).store?.name).toBe('Clifton Motors')
  })

  it('is opened by the recovery code, and then wants a new passphrase', async () => {
    const { recoveryCode, visit } = aStore()
    const laptop = await start()
    expect(await laptop.gate.state()).toMatchObject({ ways: ['passphrase', 'recovery-code'] })
    const wrong = 'ABCD-ABCD-ABCD-ABCD-ABCD-ABCD-ABCD-ABCD'
    expect(await refusalCode(laptop.gate.open({ with: 'recovery-code', code: wrong }))).toMatch(
      /^RECOVERY_CODE/,
    )
    await laptop.gate.open({ with: 'recovery-code', code: recoveryCode })
    expect(await laptop.gate.state()).toMatchObject({ type: 'passphrase-to-choose', because: 'recovered' })
    await laptop.finished(laptop.gate.choosePassphrase({ passphrase: `${passphrase} two` }))
    expect(await answersOf(laptop.client(), visit.opportunityId)).toEqual(['Seven of us, every Friday.'])
    await laptop.close()
    const again = await start()
    expect(await refusalCode(again.gate.open(openWith))).toBe('PASSPHRASE_WRONG')
    await again.finished(again.gate.open({ ...openWith, passphrase: `${passphrase} two` }))
    expect(await again.gate.state()).toEqual({ type: 'open' })
  })

  it('never makes a key beside a database whose keys are gone', async () => {
    aStore()
    const before = readFileSync(database())
    rmSync(join(place.folder, 'key-wraps.json'))
    rmSync(join(place.folder, 'key-wraps.json.before'), { force: true })
    rmSync(join(place.folder, 'backups'), { recursive: true, force: true })
    const laptop = await start()
    expect(await laptop.gate.state()).toEqual({ type: 'key-needed', because: 'wraps-missing', ways: [] })
    expect(await refusalCode(laptop.gate.choosePassphrase({ passphrase }))).toBe('NOT_NOW')
    expect(await refusalCode(laptop.gate.open(openWith))).not.toBe('nothing was refused')
    expect(readFileSync(database()).equals(before)).toBe(true)
    expect(existsSync(join(place.folder, 'key-wraps.json'))).toBe(false)
    cpSync(join(made.place.folder, 'key-wraps.json'), join(place.folder, 'key-wraps.json'))
    await laptop.finished(laptop.gate.tryAgain())
    expect(await laptop.gate.state()).toMatchObject({ type: 'key-needed', because: 'start' })
  })
})

describe('a laptop whose operating system seals', () => {
  it('opens by itself, and asks for the recovery code when the system has lost its key', async () => {
    const first = await start(createSystem(1))
    expect(await first.gate.state()).toEqual({ type: 'open' })
    await setUp(first.client())
    const { code } = await first.client().security.newRecoveryCode()
    await first.close()

    const lost = await start(createSystem(2))
    expect(await lost.gate.state()).toEqual({
      type: 'key-needed',
      because: 'os-key-lost',
      ways: ['recovery-code'],
    })
    await lost.finished(lost.gate.open({ with: 'recovery-code', code }))
    expect((await lost.client().app.state()).store?.name).toBe('Clifton Motors')
    await lost.close()
    const sealedAnew = await start(createSystem(2))
    expect(await sealedAnew.gate.state()).toEqual({ type: 'open' })
  })
})

describe('damage', () => {
  async function damagedLaptop(damage: () => void) {
    const { visit } = aStore()
    damage()
    const laptop = await start()
    await laptop.finished(laptop.gate.open(openWith))
    return { ...laptop, visit }
  }
  const overwrite = (from: number, to: number) => {
    const bytes = readFileSync(database())
    bytes.fill(0x77, from, to)
    writeFileSync(database(), bytes)
  }

  it('to the salt alone is mended without a word', async () => {
    const { gate, client, visit } = await damagedLaptop(() => overwrite(0, 16))
    expect(await gate.state()).toEqual({ type: 'open' })
    expect(await answersOf(client(), visit.opportunityId)).toHaveLength(1)
  })

  it('to every page ends in choices, the empty laptop last and said twice', async () => {
    const { gate, finished, client } = await damagedLaptop(() =>
      overwrite(16, readFileSync(database()).length),
    )
    expect(await gate.state()).toMatchObject({ type: 'damaged', extent: 'all', salvaged: null, failed: null })
    expect(await refusalCode(gate.takeSalvaged())).toBe('NOT_NOW')
    await finished(gate.tryAgain())
    expect(await gate.state()).toMatchObject({ type: 'damaged', extent: 'all' })
    await finished(gate.startEmpty({ understood: 'start-empty', again: 'start-empty' }))
    expect(await gate.state()).toEqual({ type: 'open' })
    expect((await client().app.state()).store).toBeNull()
  })

  it('to some pages is read around, and what was read is put in use only when it is asked for', async () => {
    const { gate, finished, client, laptop } = await damagedLaptop(() => {
      const size = readFileSync(database()).length
      overwrite(size - 3 * 1024, size - 2 * 1024)
    })
    if (laptop.state().type === 'damaged') {
      await finished(gate.salvage())
      const state = await gate.state()
      expect(state).toMatchObject({ type: 'damaged', failed: null })
      if (state.type === 'damaged') expect(state.salvaged?.tables.length).toBeGreaterThan(10)
      await finished(gate.takeSalvaged())
    }
    expect(await gate.state()).toEqual({ type: 'open' })
    expect((await client().app.state()).store?.name).toBe('Clifton Motors')
  })

  it('met while people work refuses the call, and the backup with the journal brings everything back', async () => {
    const { visit } = aStore()
    const laptop = await start()
    await laptop.finished(laptop.gate.open(openWith))
    await signIn(laptop.client())
    const backup = await laptop.client().backups.make()
    const question = await textQuestion(laptop.client())
    const later = await walkIn(laptop.client())
    await laptop.client().discovery.answer(words(later.id, question, 'Said after the backup.'))
    await laptop.close()
    truncateSync(database(), 8 * 1024)

    const broken = await start()
    await broken.finished(broken.gate.open(openWith))
    const state = await broken.gate.state()
    expect(state).toMatchObject({ type: 'damaged' })
    if (state.type !== 'damaged') return
    expect(state.journaled).toBeGreaterThan(0)
    expect(state.backups.map(({ id }) => id)).toContain(backup.id)
    await broken.finished(broken.gate.restore({ backupId: backup.id, code: null }))
    expect(await broken.gate.state()).toEqual({ type: 'open' })
    expect(await answersOf(broken.client(), visit.opportunityId)).toEqual(['Seven of us, every Friday.'])
    expect(await answersOf(broken.client(), later.opportunityId)).toEqual(['Said after the backup.'])
  })
})

describe('a restore', () => {
  it('is for a manager while the data is open, and signs everybody out', async () => {
    aStore()
    const laptop = await start()
    await laptop.finished(laptop.gate.open(openWith))
    expect(await refusalCode(laptop.gate.restore({ backupId: 'any', code: null }))).toBe('SIGNED_OUT')
    await signIn(laptop.client())
    const { id } = await laptop.client().backups.make()
    advance(60_000)
    await laptop.finished(laptop.gate.restore({ backupId: id, code: null }))
    expect(await laptop.gate.state()).toEqual({ type: 'open' })
    expect((await laptop.client().session.state()).signedIn).toBeNull()
  })

  it('leaves what was in use when the backup is not there', async () => {
    const { visit } = aStore()
    const laptop = await start()
    await laptop.finished(laptop.gate.open(openWith))
    await signIn(laptop.client())
    await laptop.finished(laptop.gate.restore({ backupId: 'never-made', code: null }))
    expect(await laptop.gate.state()).toEqual({ type: 'open' })
    expect(await answersOf(laptop.client(), visit.opportunityId)).toHaveLength(1)
    expect((await laptop.client().backups.list()).problem?.code).toBe('BACKUP_NOT_FOUND')
  })

  it('on another laptop needs the recovery code and makes it a device of its own', async () => {
    const { recoveryCode, visit } = aStore()
    const first = await start()
    await first.finished(first.gate.open(openWith))
    await signIn(first.client())
    const { id } = await first.client().backups.make()
    await first.close()
    using other = testFolder()
    renameSync(join(place.folder, 'backups'), join(other.folder, 'backups'))

    const second = await start(null, other.folder)
    expect(await second.gate.state()).toMatchObject({
      type: 'passphrase-to-choose',
      because: 'new',
      backups: [{ id, kind: 'brought' }],
    })
    await second.finished(second.gate.restore({ backupId: id, code: recoveryCode }))
    expect(await second.gate.state()).toMatchObject({ type: 'passphrase-to-choose', because: 'recovered' })
    await second.finished(second.gate.choosePassphrase({ passphrase }))
    expect(await answersOf(second.client(), visit.opportunityId)).toEqual(['Seven of us, every Friday.'])
    await second.close()
  })
})
