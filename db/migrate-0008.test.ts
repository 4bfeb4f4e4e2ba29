import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { catalogueVersion } from '../core/catalogue/catalogue-version.ts'
import { variantIdSchema } from '../core/ids.ts'
import { catalogueContent, createCatalogues } from './catalogues.ts'
import { type Connection, connectWriter } from './connect.ts'
import { applyMigrations, migrate, versionOf } from './migrate.ts'
import { migrationsUpTo, type TestFolder, testClock, testFolder, testKey } from './test-database.ts'
import { openFirstVersion } from './test-first-version.ts'

const variantId = variantIdSchema.parse('honda/city/1-2l-cvt')
const content = {
  variants: [
    {
      id: variantId,
      brand: 'Honda',
      model: 'City',
      name: '1.2L CVT',
      figures: { seats: { type: 'number' as const, min: 5, max: 5, source: 'letter', asOf: '2026-07' } },
    },
  ],
  sources: [{ id: 'letter', title: 'Letter', collected: 'here', status: 'reported' as const, note: '' }],
}
const catalogue = { version: catalogueVersion(content), ...content }
const hash = 'ab'.repeat(32)

let place: TestFolder
let connection: Connection

beforeEach(() => {
  place = testFolder()
  openFirstVersion(place.folder).close()
  connection = connectWriter(place.folder, testKey)
  applyMigrations(connection, { migrationsFolder: migrationsUpTo(7, place.folder) })
  connection
    .prepare("UPDATE catalogue SET version = ?, content = ?, origin = 'prices.csv'")
    .run(catalogue.version, JSON.stringify(catalogue))
  connection.exec(`
    INSERT INTO stock_unit VALUES ('unit-1', '${variantId}', 'NZE141-6012345', 'White', 'Showroom', 'demo', 0),
      ('unit-2', '${variantId}', 'MRHGM6640NP012345', 'Red', 'Port', 'in-transit', 0),
      ('unit-3', '${variantId}', 'MRHGM6640NP012346', 'Red', 'Yard', 'sold', 1);
    INSERT INTO claim VALUES ('claim-1', 'unit-1', '2026-11-22T15', 'opportunity-1'),
      ('claim-2', 'unit-2', NULL, 'opportunity-2');
    INSERT INTO picture VALUES ('picture-1', 'opportunity-1', 'visit-1', '${hash}', 3, 'image/png', 'the boot',
      'consultant-1', 210);
    INSERT INTO blob VALUES ('${hash}', 3, x'010203', 'whole', NULL)`)
})
afterEach(() => {
  connection.close()
  place[Symbol.dispose]()
})

const upgrade = () =>
  migrate(connection, {
    folder: place.folder,
    key: testKey,
    migrationsFolder: migrationsUpTo(8, place.folder),
    clock: testClock().clock,
    newId: v7,
  })
const all = (sql: string) => connection.prepare(sql).all()

describe('0008, from a laptop with a catalogue, cars, claims and pictures', () => {
  it('leaves a database that is sound', () => {
    upgrade()
    expect(versionOf(connection)).toBe(8)
    expect(connection.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(connection.pragma('foreign_key_check')).toEqual([])
  })

  it('reads the catalogue that lies there as JSON, and one that is packed beside it', () => {
    upgrade()
    const catalogues = createCatalogues(connection)
    expect(catalogues.inUse()).toEqual({ importedAt: 90, origin: 'prices.csv', catalogue })
    const later = { variants: [], sources: [] }
    catalogues.use(catalogueContent({ version: catalogueVersion(later), ...later }), 'empty.csv', 95)
    expect(catalogues.inUse()?.catalogue.variants).toEqual([])
    expect(catalogues.get(catalogue.version)).toEqual(catalogue)
    expect(() => connection.exec("UPDATE catalogue SET content = 7 WHERE origin = 'empty.csv'")).toThrow(
      /CHECK/,
    )
  })

  it('keeps every car with its claims, with no day of arrival, and takes one that is allocated', () => {
    upgrade()
    expect(
      all('SELECT id, number, colour, place, state, arrived_on, expected_on, deleted FROM stock_unit'),
    ).toEqual([
      car('unit-1', 'NZE141-6012345', 'White', 'Showroom', 'demo', 0),
      car('unit-2', 'MRHGM6640NP012345', 'Red', 'Port', 'in-transit', 0),
      car('unit-3', 'MRHGM6640NP012346', 'Red', 'Yard', 'sold', 1),
    ])
    expect(all('SELECT id, stock_unit_id, hour, opportunity_id FROM claim ORDER BY id')).toEqual([
      { id: 'claim-1', stock_unit_id: 'unit-1', hour: '2026-11-22T15', opportunity_id: 'opportunity-1' },
      { id: 'claim-2', stock_unit_id: 'unit-2', hour: null, opportunity_id: 'opportunity-2' },
    ])
    connection.exec("UPDATE stock_unit SET state = 'allocated' WHERE id = 'unit-2'")
    expect(() => connection.exec("UPDATE stock_unit SET state = 'lost' WHERE id = 'unit-2'")).toThrow(/CHECK/)
    expect(() => connection.exec("INSERT INTO claim VALUES ('claim-3', 'no-unit', NULL, NULL)")).toThrow(
      /FOREIGN/,
    )
  })

  it('keeps every picture, whose bytes are named as those of a photo of a vehicle are', () => {
    upgrade()
    const photo = 'cd'.repeat(32)
    connection.exec(`INSERT INTO vehicle_photo VALUES
      ('photo-1', '${variantId}', '${photo}', 4, 'image/png', '', 'manager-1', 300, 0),
      ('photo-2', '${variantId}', 'gone', 4, 'image/png', '', 'manager-1', 301, 1)`)
    expect(all('SELECT entity, id, hash, bytes, occurred_at FROM named_blob ORDER BY id')).toEqual([
      { entity: 'vehiclePhoto', id: 'photo-1', hash: photo, bytes: 4, occurred_at: 300 },
      { entity: 'picture', id: 'picture-1', hash, bytes: 3, occurred_at: 210 },
    ])
    expect(all('SELECT caption FROM picture')).toEqual([{ caption: 'the boot' }])
  })

  it('brings imports, mappings and the store’s own rates, each empty', () => {
    upgrade()
    for (const table of ['import', 'import_mapping', 'rate_edit'])
      expect(all(`SELECT count(*) AS n FROM ${table}`)).toEqual([{ n: 0 }])
  })
})

function car(id: string, number: string, colour: string, where: string, state: string, deleted: number) {
  return { id, number, colour, place: where, state, arrived_on: null, expected_on: null, deleted }
}
