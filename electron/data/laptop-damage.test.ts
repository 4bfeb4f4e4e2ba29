import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../../contract/errors.ts'
import { testFolder } from '../../db/test-database.ts'
import { createDataService } from './service.ts'
import { actsOf, answersOf, createGate, logOf, openWith } from './test-gate.ts'
import { refusalCode, textQuestion, words } from './test-laptop.ts'
import { signIn, walkIn } from './test-service.ts'

const { start, folder, database, aStore, anOpenStore } = createGate()

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

/** Ends a laptop as a kill does: what is on the disk now is what the next start finds. */
async function kill(laptop: { readonly close: () => Promise<void> }) {
  using copy = testFolder()
  cpSync(folder(), copy.folder, { recursive: true })
  await laptop.close()
  rmSync(folder(), { recursive: true })
  cpSync(copy.folder, folder(), { recursive: true })
}
async function answerOften(laptop: Awaited<ReturnType<typeof start>>, times: number) {
  await signIn(laptop.client())
  const question = await textQuestion(laptop.client())
  const visit = await walkIn(laptop.client())
  let before: readonly string[] = []
  for (let turn = 1; turn <= times; turn += 1) {
    const said = words(visit.id, question, `Said ${turn}.`, ...before)
    const { answer } = await laptop.client().discovery.answer(said)
    before = [answer.id]
  }
  return visit
}
async function reopened() {
  const laptop = await start()
  await laptop.finished(laptop.gate.open(openWith))
  return laptop
}
const walFile = () => `${database()}-wal`
const journalFolder = () => join(folder(), 'journal')

describe('acknowledged commits that SQLite would pass over', () => {
  it('behind a damaged place of the log are damage, and reading out brings them back', async () => {
    const first = await anOpenStore()
    const visit = await answerOften(first, 12)
    await kill(first)
    rmSync(journalFolder(), { recursive: true, force: true })
    const bytes = readFileSync(walFile())
    expect(bytes.length).toBeGreaterThan(50_000)
    const middle = bytes.length >> 1
    bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle)
    writeFileSync(walFile(), bytes)

    const { gate, finished, client } = await reopened()
    expect(await gate.state()).toMatchObject({ type: 'damaged', extent: 'some' })
    await finished(gate.tryAgain())
    expect(await gate.state()).toMatchObject({ type: 'damaged', extent: 'some' })
    await finished(gate.salvage())
    await finished(gate.takeSalvaged())
    expect(await gate.state()).toEqual({ type: 'open' })
    expect(await answersOf(client(), visit.opportunityId)).toEqual(['Said 12.'])
    expect(readdirSync(folder()).filter((name) => name.includes('salvaged'))).toEqual([])
    expect(await actsOf(client())).toContain('data-salvaged')
  })

  it('that an older file no longer has come back from the journal, and the access log says so', async () => {
    aStore()
    const older = readFileSync(database())
    const first = await reopened()
    const visit = await answerOften(first, 3)
    await first.close()
    writeFileSync(database(), older)
    for (const ending of ['-wal', '-shm']) rmSync(`${database()}${ending}`, { force: true })

    const { gate, client } = await reopened()
    expect(await gate.state()).toEqual({ type: 'open' })
    expect(await answersOf(client(), visit.opportunityId)).toEqual(['Said 3.'])
    const replayed = (await logOf(client())).find(({ act }) => act === 'journal-replayed')
    expect(replayed?.detail).toEqual({ replayed: '4', notReplayed: '0' })
  })

  it('of which the journal has only some are for a person to mend, who may also go on', async () => {
    aStore()
    const older = readFileSync(database())
    const first = await reopened()
    const visit = await answerOften(first, 1)
    await first.close()
    const journaled = readdirSync(journalFolder())
    const second = await reopened()
    await signIn(second.client())
    const question = await textQuestion(second.client())
    const { answers } = await second.client().discovery.board({ ...visit, language: 'en' })
    const said = words(visit.id, question, 'Said again.', ...answers.map(({ id }) => id))
    await second.client().discovery.answer(said)
    await second.close()
    writeFileSync(database(), older)
    for (const name of journaled) rmSync(join(journalFolder(), name))

    const { gate, finished } = await reopened()
    expect(await gate.state()).toMatchObject({ type: 'damaged', extent: 'some' })
    await finished(gate.tryAgain())
    expect(await gate.state()).toEqual({ type: 'open' })
  })

  it('just before a kill are in the journal soon after the next start', async () => {
    const first = await anOpenStore()
    await answerOften(first, 2)
    await kill(first)
    rmSync(journalFolder(), { recursive: true, force: true })
    await reopened()
    await expect.poll(() => existsSync(journalFolder()) && readdirSync(journalFolder()).length).toBe(1)
  })
})

describe('a database that is gone', () => {
  it.each([
    ['with its file', () => rmSync(database())],
    ['but for a file without a byte', () => truncateSync(database(), 0)],
  ])('%s is no new laptop: only starting empty makes one', async (_how, lose) => {
    aStore()
    lose()
    const { gate, finished, client } = await reopened()
    expect(await gate.state()).toMatchObject({ type: 'damaged', extent: 'all' })
    await finished(gate.tryAgain())
    expect(await gate.state()).toMatchObject({ type: 'damaged', extent: 'all' })
    await finished(gate.startEmpty({ understood: 'start-empty', again: 'start-empty' }))
    expect(await gate.state()).toEqual({ type: 'open' })
    expect((await client().app.state()).store).toBeNull()
  })

  it('keeps its log, out of which it is read', async () => {
    const first = await anOpenStore()
    await answerOften(first, 2)
    await kill(first)
    const logBytes = statSync(walFile()).size
    truncateSync(database(), 0)
    const { gate, finished } = await reopened()
    expect(await gate.state()).toMatchObject({ type: 'damaged', extent: 'all' })
    expect(logBytes).toBeGreaterThan(0)
    expect(statSync(walFile()).size).toBe(logBytes)
    await finished(gate.salvage())
    const state = await gate.state()
    expect(state).toMatchObject({ type: 'damaged', failed: null })
    if (state.type !== 'damaged') return
    expect(state.salvaged?.tables.find(({ table }) => table === 'answer')?.rows).toBeGreaterThan(0)
  })

  it('is not made anew beside its log when the keys are gone as well', async () => {
    const first = await anOpenStore()
    await answerOften(first, 1)
    await kill(first)
    for (const name of ['northstar.db', 'key-wraps.json', 'key-wraps.json.before', 'backups'])
      rmSync(join(folder(), name), { recursive: true, force: true })
    const { gate } = await start()
    expect(await gate.state()).toMatchObject({ type: 'key-needed', because: 'wraps-missing' })
  })
})

describe('damage and the end', () => {
  it('that is met while the laptop closes begins nothing', async () => {
    const services: Parameters<typeof createDataService>[0][] = []
    aStore()
    const { laptop, gate, finished, close } = await start(null, folder(), {
      createService: (options) => {
        services.push(options)
        return createDataService(options)
      },
    })
    await finished(gate.open(openWith))
    const service = laptop.service()
    const closing = close()
    services[0]?.onDamage?.(new Refusal('DATABASE_DAMAGED'))
    expect(laptop.state()).toEqual({ type: 'open' })
    await closing
    await service?.close()
    expect(laptop.state()).toEqual({ type: 'open' })
    const again = await reopened()
    expect(await again.gate.state()).toEqual({ type: 'open' })
  })
})
