import { cpSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { changeSetIdSchema } from '../../core/ids.ts'
import { createOutboxJournal } from '../../db/outbox-journal.ts'
import { createJournalWriter } from '../../db/outbox-journal-files.ts'
import { journalKeyOf } from '../../db/outbox-journal-frames.ts'
import { testFolder } from '../../db/test-database.ts'
import { newId, randomBytes } from '../doors.ts'
import { createDataService } from './service.ts'
import { actsOf, answersOf, createGate, createSystem, logOf, openWith, passphrase } from './test-gate.ts'
import { refusalCode } from './test-laptop.ts'
import { setUp, signIn, testPin, walkIn } from './test-service.ts'
import { createKeyVault } from './vault/key-vault.ts'

const { start, advance, folder, database, aStore, anOpenStore, keptWraps } = createGate()

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
    rmSync(join(folder(), 'key-wraps.json'))
    rmSync(join(folder(), 'key-wraps.json.before'), { force: true })
    rmSync(join(folder(), 'backups'), { recursive: true, force: true })
    const laptop = await start()
    expect(await laptop.gate.state()).toEqual({ type: 'key-needed', because: 'wraps-missing', ways: [] })
    expect(await refusalCode(laptop.gate.choosePassphrase({ passphrase }))).toBe('NOT_NOW')
    expect(await refusalCode(laptop.gate.open(openWith))).not.toBe('nothing was refused')
    expect(readFileSync(database()).equals(before)).toBe(true)
    expect(existsSync(join(folder(), 'key-wraps.json'))).toBe(false)
    cpSync(keptWraps(), join(folder(), 'key-wraps.json'))
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
    renameSync(join(folder(), 'backups'), join(other.folder, 'backups'))

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

  it('tells the manager of changes that the tables refuse, and so does the next start', async () => {
    const first = await anOpenStore()
    await signIn(first.client())
    const { id } = await first.client().backups.make()
    await walkIn(first.client())
    await first.close()
    await journalAgain()

    const problem = { code: 'RESTORED_WITHOUT', detail: { count: '1' } }
    const second = await start()
    await second.finished(second.gate.open(openWith))
    await signIn(second.client())
    expect((await second.client().backups.list()).problem).toEqual(problem)
    expect(await actsOf(second.client())).not.toContain('journal-replayed')
    advance(60_000)
    await second.finished(second.gate.restore({ backupId: id, code: null }))
    await signIn(second.client())
    expect((await second.client().backups.list()).problem).toEqual(problem)
    const restored = (await logOf(second.client())).find(({ act }) => act === 'backup-restored')
    expect(restored?.detail).toMatchObject({
      backup: id,
      replayed: '1',
      notReplayed: '1',
      isNewDevice: 'false',
    })
    expect(restored?.detail.personId).toBe((await second.client().session.state()).signedIn?.consultantId)
  })
})

/** Journals the newest change set once more under another id: its changes are there already, so no table takes it. */
async function journalAgain() {
  const vault = createKeyVault({ folder: folder(), clock: () => 0, newId, randomBytes, sealer: null })
  const found = await vault.open({ type: 'passphrase', passphrase })
  if (found.type !== 'opened') throw new Error('the passphrase opens it')
  const { key } = found
  const newest = [...createOutboxJournal({ folder: folder(), key, randomBytes }).records()].at(-1)
  if (!newest) throw new Error('nothing is journaled')
  const deps = { key: journalKeyOf(key), randomBytes, isAnew: false }
  const writer = createJournalWriter(folder(), deps)
  writer.append([{ ...newest, id: changeSetIdSchema.parse(newId()), position: newest.position + 1 }])
  writer.close()
}

describe('a laptop that is set up for another market than it was opened with', () => {
  const consultants = [{ name: 'Ayesha Malik', role: 'manager' as const, pin: testPin }]
  const store = { storeName: 'Lakeside Motors', storeCode: 'LM-01', language: 'en' as const, consultants }

  it('is opened anew with that one, and whoever set it up is still signed in', async () => {
    const { gate, laptop, client, finished } = await start()
    await finished(gate.choosePassphrase({ passphrase }))
    const before = laptop.service()
    await finished(client().setup.complete({ ...store, market: 'us' }))
    expect(await gate.state()).toEqual({ type: 'open' })
    expect(laptop.service()).not.toBe(before)
    expect((await client().app.state()).market.id).toBe('us')
    const { signedIn, people } = await client().session.state()
    expect(people.find(({ id }) => id === signedIn?.consultantId)?.name).toBe('Ayesha Malik')
    const { entries } = await client().access.log({ before: null, limit: 10, customerId: null })
    expect(entries.filter(({ act }) => act === 'signed-in')).toHaveLength(1)
  })

  it('signs nobody in where that failed and somebody tries again later', async () => {
    let opened = 0
    const { gate, client, finished } = await start(null, folder(), {
      createService(options) {
        opened += 1
        if (opened === 2) throw new Error('The disk was away')
        return createDataService(options)
      },
    })
    await finished(gate.choosePassphrase({ passphrase }))
    await finished(client().setup.complete({ ...store, market: 'us' }))
    expect(await gate.state()).toMatchObject({ type: 'refused' })
    await finished(gate.tryAgain())
    expect((await client().app.state()).market.id).toBe('us')
    expect((await client().session.state()).signedIn).toBeNull()
  })
})
