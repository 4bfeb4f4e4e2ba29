import { z } from 'zod'
import type { NewId } from '../core/ids.ts'
import type { Connection } from './connect.ts'
import { quoted } from './salvage-relations.ts'

/*
 * Rows whose own row to refer to is lost are kept, and what they refer to is made again with nothing in it but what they
 * say themselves. So no word of a customer goes with another row's page:
 *
 * - an answer, shortlist or booking whose visit is lost: a visit of that opportunity and day, held by whoever wrote it,
 *   `unknown` arrival, ended when it was written;
 * - a link of visits of which one is lost: a visit of no day that counts, of an opportunity of its own;
 * - any of them, a visit or a draft whose opportunity is lost: an open opportunity of the same consultant, no customer;
 * - a consent or opportunity whose customer is lost: a customer without name and phone;
 * - anything whose consultant is lost: a consultant without a name, not active;
 * - a claim whose stock unit is lost: one without a name that is sold, so that nobody promises it;
 * - a change or a receipt whose change set is lost: a change set of the time of the one before it. It does not wait to
 *   be sent unless it did before.
 *
 * Head office's feed, read from its beginning after a salvage, puts the true values into each of them that it knows.
 */

type Row = Readonly<Record<string, unknown>>
type ParentTable = 'visit' | 'opportunity' | 'customer' | 'consultant' | 'stock_unit' | 'change_set'

/** In the order in which a stand-in may need another. */
const parentTables: readonly ParentTable[] = [
  'visit',
  'opportunity',
  'customer',
  'consultant',
  'stock_unit',
  'change_set',
]

interface Reference {
  readonly table: string
  readonly column: string
  readonly parentTable: string
  readonly parentColumn: string
}

const tableRows = z.array(z.object({ name: z.string() }))
const foreignKeyRows = z.array(z.object({ table: z.string(), from: z.string(), to: z.string() }))

/** Every reference from one table to another. */
export function readReferences(connection: Connection): readonly Reference[] {
  return tableRows
    .parse(connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all())
    .flatMap(({ name }) =>
      foreignKeyRows
        .parse(connection.pragma(`foreign_key_list(${quoted(name)})`))
        .map(({ table, from, to }) => ({ table: name, column: from, parentTable: table, parentColumn: to })),
    )
}

/**
 * Makes a stand-in for every row that is referred to and not there.
 * @returns how many, by table
 */
export function makeStandIns(connection: Connection, newId: NewId): ReadonlyMap<string, number> {
  const references = readReferences(connection)
  const make = createMakers(connection, newId)
  return new Map(
    parentTables.map((parentTable) => {
      const ofTable = references.filter((reference) => reference.parentTable === parentTable)
      const made = ofTable.map((reference) => {
        const orphans = orphansOf(connection, reference)
        for (const { key, row } of orphans) make[parentTable](reference.parentColumn, key, row)
        return orphans.length
      })
      return [parentTable, made.reduce((total, count) => total + count, 0)]
    }),
  )
}

const row = z.record(z.string(), z.unknown())
const keys = z.array(z.union([z.string(), z.number()]))

/** The keys that a reference names and that are not there, each with the first row that names it. */
function orphansOf(
  connection: Connection,
  { table, column, parentTable, parentColumn }: Reference,
): readonly { readonly key: string | number; readonly row: Row }[] {
  const child = quoted(column)
  const missing = connection
    .prepare(
      `SELECT DISTINCT ${child} FROM ${quoted(table)}
       WHERE ${child} IS NOT NULL AND ${child} NOT IN (SELECT ${quoted(parentColumn)} FROM ${quoted(parentTable)})`,
    )
    .pluck()
    .all()
  const first = connection.prepare(`SELECT * FROM ${quoted(table)} WHERE ${child} = ? LIMIT 1`)
  return keys.parse(missing).map((key) => ({ key, row: row.parse(first.get(key)) }))
}

type Maker = (parentColumn: string, key: string | number, child: Row) => void

function createMakers(connection: Connection, newId: NewId): Readonly<Record<ParentTable, Maker>> {
  const visit = connection.prepare(
    `INSERT INTO visit (id, opportunity_id, owner_id, arrival, started_at, business_day, ended_at, left_before_contact)
     VALUES (@id, @opportunityId, @personId, 'unknown', @at, @businessDay, @at, 0)`,
  )
  const opportunity = connection.prepare(
    "INSERT INTO opportunity (id, owner_id, state, opened_at) VALUES (@id, @personId, 'open', @at)",
  )
  const customer = connection.prepare(
    `INSERT INTO customer (id, language) VALUES (@id, coalesce((SELECT language FROM device), 'en'))`,
  )
  const consultant = connection.prepare(
    "INSERT INTO consultant (id, name, role, active) VALUES (@id, '…', 'consultant', 0)",
  )
  const stockUnit = connection.prepare(
    `INSERT INTO stock_unit (id, variant_id, number, colour, place, state, deleted)
     VALUES (@id, 'unknown/unknown/unknown', '…', '', '', 'sold', 0)`,
  )
  const changeSet = connection.prepare(
    `INSERT INTO change_set (position, id, occurred_at, business_day)
     SELECT @position, @id, coalesce(near.occurred_at, 0), coalesce(near.business_day, '1970-01-01')
     FROM (SELECT 1) LEFT JOIN
       (SELECT occurred_at, business_day FROM change_set WHERE position < @position ORDER BY position DESC LIMIT 1) near`,
  )
  const anyone = connection.prepare('SELECT id FROM consultant ORDER BY active DESC, id LIMIT 1').pluck()
  const afterLast = connection.prepare('SELECT coalesce(max(position), 0) + 1 FROM change_set').pluck()

  const said = (id: string | number, child: Row) => ({
    id,
    opportunityId: child.opportunity_id,
    personId: child.author_id ?? child.owner_id ?? anyone.get() ?? newId(),
    at: child.occurred_at ?? child.started_at ?? child.kept_at ?? 0,
    businessDay: child.business_day,
  })
  return {
    visit: (_, id, child) => {
      const told = said(id, child)
      const { opportunityId = newId(), businessDay = '1970-01-01' } = told
      visit.run({ ...told, opportunityId, businessDay })
    },
    opportunity: (_, id, child) => opportunity.run(said(id, child)),
    customer: (_, id) => customer.run({ id }),
    consultant: (_, id) => consultant.run({ id }),
    stock_unit: (_, id) => stockUnit.run({ id }),
    // A change names its set's position, a receipt its id.
    change_set: (parentColumn, key) =>
      changeSet.run(
        parentColumn === 'position' ? { position: key, id: newId() } : { position: afterLast.get(), id: key },
      ),
  }
}
