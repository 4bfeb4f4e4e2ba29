import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { newId } from '../../doors.ts'
import { openTestLaptop, refusal, refusalCode, type TestLaptop } from '../test-laptop.ts'
import { imported, lookAt, planned, rowsOf, sent } from './test-imports.ts'

const language = 'en' as const
const inUse = async () => (await laptop.client.app.state()).catalogue

let laptop: TestLaptop
beforeAll(async () => {
  laptop = await openTestLaptop()
})
afterEach(async () => {
  const { standing } = await laptop.client.imports.progress()
  if (standing) await laptop.client.imports.cancel({ importId: standing.importId })
})
afterAll(() => laptop[Symbol.asyncDispose]())

const figures = (...rows: string[]) =>
  ['brand,model,variant,attribute,value,unit,source,as_of', ...rows].join('\n')
const price = (variant: string, rupees: number | string, source = 'Letter') =>
  `Test,Car,${variant},price,${rupees},PKR,${source},2026-11-20`
async function priceOf(variant: string): Promise<string | null> {
  const { vehicles } = await laptop.client.catalogue.search({ language, words: `test car ${variant}` })
  return vehicles[0]?.priceText ?? null
}

describe('of imports', () => {
  test('there is one at a time, which any window can see, go on with and cancel', async () => {
    const { client } = laptop
    const importId = await sent(client, 'first.csv', figures(price('One', 3_000_000)))
    expect((await client.imports.progress()).standing).toMatchObject({
      importId,
      fileName: 'first.csv',
      personName: 'Ayesha Malik',
      step: 'mapping',
    })
    await client.imports.begin({ importId, fileName: 'first.csv', bytes: 1 })
    const other = client.imports.begin({ importId: newId(), fileName: 'second.csv', bytes: 1 })
    expect(await refusal(other)).toEqual({
      code: 'IMPORT_UNDER_WAY',
      detail: { file: 'first.csv', person: 'Ayesha Malik' },
    })
    await client.imports.cancel({ importId })
    await client.imports.cancel({ importId })
    expect(await client.imports.progress()).toEqual({ standing: null })
    expect(await refusalCode(lookAt(client, importId))).toBe('IMPORT_OVER')
    await sent(client, 'second.csv', figures(price('One', 3_000_000)))
  })

  test('one that is cancelled while it is planned writes nothing', async () => {
    const { client } = laptop
    const before = await inUse()
    const many = Array.from({ length: 20_000 }, (_, n) => price(`Row ${n}`, 3_000_000 + n))
    const importId = await sent(client, 'many.csv', figures(...many))
    const { mapping } = await lookAt(client, importId)
    const planning = refusalCode(client.imports.plan({ importId, language, mapping }))
    await expect
      .poll(async () => (await client.imports.progress()).standing?.done, { interval: 5 })
      .toBeGreaterThan(0)
    await client.imports.cancel({ importId })
    expect(await planning).toBe('IMPORT_OVER')
    expect(await inUse()).toEqual(before)
    expect(await client.imports.progress()).toEqual({ standing: null })
  })

  test('what was said of its file is kept for whoever goes on, until it is over', async () => {
    const { client } = laptop
    const importId = await sent(client, 'half.csv', figures(price('One', 3_000_000)))
    const { mapping } = await lookAt(client, importId)
    const kept = async () => (await client.imports.progress()).standing?.said
    expect(await kept()).toBeNull()
    const said = { reading: { headerRow: 1 }, target: mapping.target, mapping }
    const windowId = newId()
    await client.imports.keepMapping({ importId, windowId, ...said, mapping: null })
    await client.imports.keepMapping({ importId, windowId, ...said })
    expect(await kept()).toEqual(said)
    await lookAt(client, importId)
    await client.imports.plan({ importId, language, mapping })
    expect(await kept()).toEqual(said)
    await client.imports.cancel({ importId })
    expect(await refusalCode(client.imports.keepMapping({ importId, windowId, ...said }))).toBe('IMPORT_OVER')
    await sent(client, 'other.csv', figures(price('One', 3_000_000)))
    expect(await kept()).toBeNull()
  })

  test('each window can tell that another one said something of its file', async () => {
    const { client } = laptop
    const importId = await sent(client, 'two.csv', figures(price('One', 3_000_000)))
    const said = { reading: {}, target: null, mapping: null }
    const [one, other] = [newId(), newId()]
    const standing = async () => (await client.imports.progress()).standing
    expect(await standing()).toMatchObject({ saidIn: null, saidTimes: 0 })
    await client.imports.keepMapping({ importId, windowId: one, ...said })
    await client.imports.keepMapping({ importId, windowId: other, ...said, reading: { headerRow: 2 } })
    expect(await standing()).toMatchObject({
      saidIn: other,
      saidTimes: 2,
      said: { reading: { headerRow: 2 } },
    })
  })

  test('nothing is asked out of order', async () => {
    const { client } = laptop
    const importId = newId()
    const ofImport = { importId, language }
    await client.imports.begin({ importId, fileName: 'late.csv', bytes: 10 })
    const part = (offset: number) => client.imports.part({ importId, offset, content: new Blob(['0123456']) })
    expect(await refusalCode(part(3))).toBe('NOT_NOW')
    await part(0)
    await part(0)
    expect((await client.imports.progress()).standing).toMatchObject({ step: 'receiving', done: 7, of: 10 })
    expect(await refusalCode(lookAt(client, importId))).toBe('NOT_NOW')
    expect(await refusalCode(client.imports.run(ofImport))).toBe('NOT_NOW')
  })

  test('a file comes whole: a part over a hole or over another, one too large, and one too late are refused', async () => {
    const { client } = laptop
    const importId = newId()
    const content = Buffer.from(figures(price('Parts', 3_000_000)))
    await client.imports.begin({ importId, fileName: 'parts.csv', bytes: content.length })
    const part = (from: number, to: number) =>
      client.imports.part({ importId, offset: from, content: new Blob([content.subarray(from, to)]) })
    await part(0, 10)
    expect(await refusalCode(part(20, 30))).toBe('NOT_NOW')
    expect(await refusalCode(part(0, 20))).toBe('NOT_NOW')
    expect(await refusalCode(part(5, 15))).toBe('NOT_NOW')
    const large = new Blob([new Uint8Array(1_000_001)])
    await expect(client.imports.part({ importId, offset: 10, content: large })).rejects.toThrow()
    await part(10, content.length)
    expect((await client.imports.progress()).standing?.step).toBe('mapping')
    expect(await refusalCode(part(0, 10))).toBe('NOT_NOW')
    expect((await lookAt(client, importId)).target).toBe('figures')
  })

  test('one that nobody goes on with for half an hour is let go, with the file that it holds', async () => {
    const { client } = laptop
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const importId = newId()
      await client.imports.begin({ importId, fileName: 'left.csv', bytes: 10 })
      vi.advanceTimersByTime(20 * 60_000)
      await client.imports.part({ importId, offset: 0, content: new Blob(['01234']) })
      vi.advanceTimersByTime(30 * 60_000 - 1)
      expect((await client.imports.progress()).standing).toMatchObject({ importId, done: 5 })
      vi.advanceTimersByTime(1)
      expect(await client.imports.progress()).toEqual({ standing: null })
    } finally {
      vi.useRealTimers()
    }
  })

  test('a file too large is refused before a byte of it is sent', async () => {
    const bytes = 200_000_001
    const call = laptop.client.imports.begin({ importId: newId(), fileName: 'all.csv', bytes })
    expect(await refusal(call)).toEqual({
      code: 'FILE_TOO_LARGE',
      detail: { file: 'all.csv', size: '200.0', most: '200' },
    })
  })
})

describe('an import of vehicles', () => {
  test('is written whole, known to the history and the access log, and taken back once', async () => {
    const { client } = laptop
    const before = await inUse()
    const file = figures(price('One', 3_000_000), price('Two', 'plenty'), price('Three', 2_000_000))
    const { importId, plan, standing } = await imported(client, 'letter.csv', file)
    expect(plan.counts).toMatchObject({ rows: 3, added: 2, refused: 1 })
    expect(standing).toMatchObject({
      step: 'done',
      outcome: { target: 'vehicles', written: 2, passedOver: 0 },
    })
    expect(await inUse()).toMatchObject({ version: standing.outcome?.version, origin: 'letter.csv' })
    expect(await priceOf('one')).toBe('Rs 3,000,000 (30 lakh)')
    // Asked again after no answer came, it writes nothing more.
    expect(await client.imports.run({ importId, language })).toEqual(standing)
    expect((await client.imports.refused({ importId, language })).fileName).toBe('refused-letter.csv')
    const record = {
      id: importId,
      target: 'vehicles',
      fileName: 'letter.csv',
      personName: 'Ayesha Malik',
      at: Date.UTC(2026, 10, 22, 7),
      counts: { ...plan.counts, written: 2 },
      cutShort: false,
      undoneAt: null,
    }
    expect((await client.imports.history()).imports).toEqual([record])

    const would = await client.imports.undo({ importId, language, dryRun: true })
    expect(would).toEqual({ goesBack: 2, staysCount: 0, stays: [] })
    expect(await priceOf('one')).not.toBeNull()
    expect(await client.imports.undo({ importId, language, dryRun: false })).toEqual(would)
    expect(await priceOf('one')).toBeNull()
    expect((await inUse())?.version).toBe(before?.version)
    const again = client.imports.undo({ importId, language, dryRun: false })
    expect(await refusalCode(again)).toBe('IMPORT_UNDONE')
    expect((await client.imports.history()).imports).toEqual([{ ...record, undoneAt: record.at }])
    const { entries } = await client.access.log({ before: null, limit: 3, customerId: null })
    expect(entries.slice(1).map(({ act, detail, personName }) => ({ act, detail, personName }))).toEqual([
      { act: 'import-undone', detail: { importId, target: 'vehicles' }, personName: 'Ayesha Malik' },
      { act: 'file-imported', detail: { importId, target: 'vehicles' }, personName: 'Ayesha Malik' },
    ])
  })

  test('is planned anew when the catalogue changed after its plan, and is not written for nothing', async () => {
    const { client } = laptop
    const first = await imported(client, 'first.csv', figures(price('Anew', 3_000_000)))
    const second = await planned(client, 'second.csv', figures(price('Anew', 3_200_000)))
    expect((await rowsOf(client, second.importId, 'changed')).rows[0]?.changes).toEqual([
      { label: 'Price', from: 'Rs 3,000,000 (30 lakh)', to: 'Rs 3,200,000 (32 lakh)', older: false },
    ])
    await client.imports.undo({ importId: first.importId, language, dryRun: false })
    const { importId } = second
    expect(await refusalCode(client.imports.run({ importId, language }))).toBe('IMPORT_PLANNED_ANEW')
    expect((await client.imports.progress()).standing).toMatchObject({
      step: 'planned',
      plan: { counts: { added: 1, changed: 0 } },
    })
    await client.imports.run({ importId, language })
    expect(await priceOf('anew')).toBe('Rs 3,200,000 (32 lakh)')
    const same = await planned(client, 'same.csv', figures(price('Anew', 3_200_000)))
    expect(await refusal(client.imports.run({ importId: same.importId, language }))).toEqual({
      code: 'IMPORT_NOTHING_TO_WRITE',
      detail: { file: 'same.csv' },
    })
  })

  test('leaves nothing of two that change one figure, in whatever order they are taken back', async () => {
    const { client } = laptop
    const takeBack = (importId: string) => client.imports.undo({ importId, language, dryRun: false })
    await imported(client, 'base.csv', figures(price('Order', 3_000_000)))
    const first = await imported(client, 'a.csv', figures(price('Order', 3_100_000)))
    const second = await imported(client, 'b.csv', figures(price('Order', 3_200_000)))
    expect(await takeBack(first.importId)).toMatchObject({ goesBack: 0, staysCount: 1 })
    expect(await priceOf('order')).toBe('Rs 3,200,000 (32 lakh)')
    expect(await takeBack(second.importId)).toMatchObject({ goesBack: 1, staysCount: 0 })
    expect(await priceOf('order')).toBe('Rs 3,000,000 (30 lakh)')
  })

  test('says how many rows would put an older figure in place of a newer one', async () => {
    const { client } = laptop
    const dated = (asOf: string) => figures(`Test,Car,Dated,seats,${asOf.length},persons,Letter,${asOf}`)
    await imported(client, 'new.csv', dated('2026-11-20'))
    const { importId, plan } = await planned(client, 'old.csv', dated('2026-03'))
    expect(plan).toMatchObject({ counts: { changed: 1 }, rowsWithOlder: 1 })
    expect((await rowsOf(client, importId, 'changed')).rows[0]?.changes).toMatchObject([
      { from: '10 seats (Letter, 2026-11-20)', to: '7 seats (Letter, 2026-03)', older: true },
    ])
    await client.imports.cancel({ importId })
  })

  test('is taken back but for what was changed since, and not once its catalogue is gone', async () => {
    const { client } = laptop
    const seats = 'Test,Car,Back,seats,5,persons,Letter,2026-11-20'
    const { importId, standing } = await imported(client, 'b.csv', figures(price('Back', 3_300_000), seats))
    await imported(client, 'c.csv', figures(price('Back', 3_400_000)))
    expect(await client.imports.undo({ importId, language, dryRun: true })).toEqual({
      goesBack: 1,
      staysCount: 1,
      stays: [{ name: 'Test Car Back', label: 'Price', now: 'Rs 3,400,000 (34 lakh)', why: 'changed since' }],
    })
    laptop.meddle(`DELETE FROM catalogue WHERE version = '${standing.outcome?.version}'`)
    const call = client.imports.undo({ importId, language, dryRun: false })
    expect(await refusalCode(call)).toBe('IMPORT_NOT_KNOWN')
    const nowhere = client.imports.undo({ importId: newId(), language, dryRun: true })
    expect(await refusalCode(nowhere)).toBe('NOT_FOUND')
  })
})
