import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { catalogueVersion } from '../core/catalogue/catalogue-version.ts'
import { type ConsultantId, importIdSchema, stockUnitIdSchema, variantIdSchema } from '../core/ids.ts'
import { connectReader } from './connect.ts'
import { createImports, type Imports, unitEditsText } from './imports.ts'
import type { ShowroomDatabase } from './showroom-database.ts'
import { openTestDatabase, setUpStore, type TestFolder, testFolder, testKey } from './test-database.ts'

let place: TestFolder
let db: ShowroomDatabase
let imports: Imports
let authorId: ConsultantId
beforeAll(() => {
  place = testFolder()
  db = openTestDatabase(place.folder)
  authorId = setUpStore(db)
  imports = db.imports
})
beforeEach(() => db.connection.exec('DELETE FROM import; DELETE FROM import_mapping; DELETE FROM catalogue'))
afterAll(() => {
  db.close()
  place[Symbol.dispose]()
})

const counts = {
  rows: 9,
  added: 2,
  changed: 1,
  unchanged: 4,
  refused: 2,
  leftOut: 0,
  refusedCells: 3,
  written: 0,
}
const newId = () => importIdSchema.parse(v7())
const car = (number: string, place: string) => ({
  variantId: variantIdSchema.parse('honda/city/1-2l-cvt'),
  number,
  colour: 'White',
  place,
  state: 'in-stock' as const,
  arrivedOn: null,
  expectedOn: null,
})
const edits = [
  { unitId: stockUnitIdSchema.parse(v7()), before: null, after: car('NZE141-6012345', 'Yard') },
  {
    unitId: stockUnitIdSchema.parse(v7()),
    before: car('NZE141-6012346', 'Port'),
    after: car('NZE141-6012346', 'Yard'),
  },
]
function addStock(occurredAt = 5) {
  const id = newId()
  imports.add({
    id,
    fileName: 'stock.xlsx',
    authorId,
    occurredAt,
    counts,
    what: { target: 'stock', edits: unitEditsText(edits) },
  })
  return id
}

it('tells what was brought in, by whom and when, the newest first', () => {
  const stock = addStock()
  const vehicles = newId()
  imports.add({
    id: vehicles,
    fileName: 'prices.csv',
    authorId,
    occurredAt: 7,
    counts: { ...counts, written: 3 },
    what: { target: 'vehicles', beforeVersion: null, afterVersion: 'v1' },
  })
  const common = { authorId, authorName: 'Ayesha Malik', undoneAt: null }
  expect(imports.list(9)).toEqual([
    {
      ...common,
      id: vehicles,
      target: 'vehicles',
      fileName: 'prices.csv',
      occurredAt: 7,
      counts: { ...counts, written: 3 },
      beforeVersion: null,
      afterVersion: 'v1',
    },
    {
      ...common,
      id: stock,
      target: 'stock',
      fileName: 'stock.xlsx',
      occurredAt: 5,
      counts,
      beforeVersion: null,
      afterVersion: null,
    },
  ])
  expect(imports.list(1).map(({ id }) => id)).toEqual([vehicles])
  expect(imports.get(newId())).toBeNull()
})

it('keeps what takes a stock list back, and how much of it was written', () => {
  const id = addStock()
  expect(imports.unitEdits(id)).toEqual(edits)
  imports.written(id, 2)
  expect(imports.get(id)?.counts).toEqual({ ...counts, written: 2 })
  imports.undone(id, 8)
  expect(imports.get(id)?.undoneAt).toBe(8)
})

it('is read through a connection that cannot write', () => {
  const id = addStock()
  const reader = connectReader(place.folder, testKey)
  expect(createImports(reader).unitEdits(id)).toEqual(edits)
  reader.close()
})

it('keeps the catalogues that an import can be taken back to, until it and those that stood on it then were', () => {
  const use = (name: string) => {
    const content = {
      variants: [],
      sources: [{ id: name, title: name, collected: 'here', status: 'reported' as const, note: '' }],
    }
    const catalogue = { version: catalogueVersion(content), ...content }
    db.catalogues.use(catalogue, name, 1)
    return catalogue.version
  }
  const [beforeVersion, afterVersion] = [use('before'), use('after')]
  const id = newId()
  const what = { target: 'vehicles' as const, beforeVersion, afterVersion }
  imports.add({ id, fileName: 'prices.csv', authorId, occurredAt: 1, counts, what })
  for (let n = 0; n < 14; n += 1) use(`later ${n}`)
  expect(db.catalogues.get(beforeVersion)?.sources[0]?.id).toBe('before')
  expect(db.catalogues.get(afterVersion)?.sources[0]?.id).toBe('after')
  const onTop = newId()
  const other = { target: 'vehicles' as const, beforeVersion: null, afterVersion: 'another' }
  imports.add({ id: onTop, fileName: 'more.csv', authorId, occurredAt: 2, counts, what: other })
  imports.undone(id, 9)
  use('while one stands on it')
  imports.add({ id: newId(), fileName: 'most.csv', authorId, occurredAt: 10, counts, what: other })
  expect(db.catalogues.get(beforeVersion)?.sources[0]?.id).toBe('before')
  imports.undone(onTop, 11)
  use('the last')
  expect([db.catalogues.get(beforeVersion), db.catalogues.get(afterVersion)]).toEqual([null, null])
})

it('remembers how files with the same columns were mapped last, and the last fifty of a target', () => {
  const remember = (target: string, header: string, mapping: object, usedAt: number) =>
    imports.remember(target, { header, mapping, usedAt })
  remember('stock', 'a|b', { fields: [1] }, 1)
  remember('stock', 'c', { fields: [2] }, 2)
  remember('stock', 'a|b', { fields: [3] }, 3)
  remember('figures', 'a|b', { fields: [4] }, 4)
  expect(imports.mappings()).toEqual([
    { header: 'a|b', mapping: { fields: [4] }, usedAt: 4 },
    { header: 'a|b', mapping: { fields: [3] }, usedAt: 3 },
    { header: 'c', mapping: { fields: [2] }, usedAt: 2 },
  ])
  for (let n = 0; n < 50; n += 1) remember('stock', `later ${n}`, {}, 10 + n)
  expect(imports.mappings()).toHaveLength(51)
  expect(imports.mappings().filter(({ header }) => header === 'a|b')).toEqual([
    { header: 'a|b', mapping: { fields: [4] }, usedAt: 4 },
  ])
})
