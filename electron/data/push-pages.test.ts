import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { businessDaySchema } from '../../core/market/business-day.ts'
import { unpackChangeSets } from '../../core/sync/packed-change-sets.ts'
import { createOutbox, type Outbox } from '../../db/outbox.ts'
import type { ShowroomDatabase } from '../../db/showroom-database.ts'
import { openTestDatabase, type TestFolder, testFolder } from '../../db/test-database.ts'
import { createPushPages } from './push-pages.ts'

const day = businessDaySchema.parse('2026-11-22')
let folder: TestFolder
let db: ShowroomDatabase
let outbox: Outbox
let meanwhile: () => void
let cut: AbortController
/** A step of any length ends a slice. */
let nowMs: number
beforeEach(() => {
  folder = testFolder()
  db = openTestDatabase(folder.folder)
  outbox = createOutbox(db.connection)
  meanwhile = () => {}
  cut = new AbortController()
  nowMs = 0
})
afterEach(() => {
  db.close()
  folder[Symbol.dispose]()
})

const readyPage = (maxBytes: number, after = 0) =>
  createPushPages({
    outbox,
    monotonicMs: () => (nowMs += 10),
    yieldTo: async () => meanwhile(),
    signal: cut.signal,
  })(maxBytes, after)
const addCustomers = (count: number) => {
  const rowIds = Array.from({ length: count }, () => v7())
  db.connection.transaction(() => {
    for (const rowId of rowIds) save(rowId, { name: 'Ali', phone: null, language: 'ur' })
  })()
  return rowIds
}
const save = (rowId: string, fields: { readonly [field: string]: string | null }) =>
  db.changeSets.commit({
    authorId: null,
    occurredAt: 1,
    businessDay: day,
    visitId: null,
    edits: [{ entity: 'customer', rowId, fields }],
  })

test('a page is what waits, packed, and the next is what comes after it', async () => {
  addCustomers(2300)
  const first = await readyPage(400_000)
  const second = await readyPage(4_000_000, first?.upTo)
  const sent = [...(first?.changeSets ?? []), ...(second?.changeSets ?? [])]
  expect(sent).toEqual(outbox.nextPage(4_000_000).changeSets.concat(sent.slice(2000)))
  expect(sent).toHaveLength(2300)
  expect(first?.bytes).toBeLessThanOrEqual(400_000)
  expect([first, second].flatMap((page) => (page ? unpackChangeSets(page.page) : []))).toEqual(sent)
  expect(await readyPage(400_000, second?.upTo)).toBe(null)
})

test('it holds one change set at least, and no more than head office takes', async () => {
  addCustomers(5100)
  expect((await readyPage(1))?.changeSets).toHaveLength(1)
  const most = (await readyPage(100_000_000))?.changeSets.length ?? 0
  expect(most).toBeGreaterThan(4000)
  expect(most).toBeLessThanOrEqual(5000)
})

test('what is edited while it is made ready is not folded out of it', async () => {
  const [customer = ''] = addCustomers(2)
  meanwhile = () => {
    meanwhile = () => {}
    save(customer, { name: 'Ali Raza' })
  }
  const page = await readyPage(4_000_000)
  expect(page?.changeSets.slice(0, 2)).toEqual(outbox.nextPage(4_000_000).changeSets.slice(0, 2))
  const edit = outbox.nextPage(4_000_000).changeSets[2]?.changes[0]
  expect(edit?.fields.name).toMatchObject({ parent: page?.changeSets[0]?.changes[0]?.id })
})

test('it is called off between two steps', async () => {
  addCustomers(10)
  meanwhile = () => cut.abort(new Error('called off'))
  await expect(readyPage(4_000_000)).rejects.toThrow('called off')
})
