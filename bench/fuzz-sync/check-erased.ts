import { z } from 'zod'
import { type EntityName, entities, isEntityName } from '../../core/sync/entities.ts'
import type { FeedRow } from '../../core/sync/protocol.ts'
import type { Checked } from './checked.ts'
import { type Ledger, textOf } from './ledger.ts'
import type { Fault } from './seed-result.ts'

/**
 * Rows that are about an erased customer, by the registry's references as they stand in the end; with a ledger, also
 * those that ever were: what was erased does not come back when its row is moved to somebody else.
 */
export function aboutErased(
  customerIds: Iterable<string>,
  rows: readonly FeedRow[],
  ledger: Pick<Ledger, 'acts'> | null,
): ReadonlySet<string> {
  const about = new Set([...customerIds].map((id) => `customer ${id}`))
  const saidOf = Map.groupBy(
    (ledger?.acts() ?? []).flatMap(({ edits }) => edits),
    ({ entity, rowId }) => `${entity} ${rowId}`,
  )
  const before = () => about.size
  for (let size = -1; size !== before(); ) {
    size = before()
    for (const row of rows) {
      if (!isEntityName(row.entity)) {
        // Of what nobody knows, every id may be the row it is about.
        for (const { value } of Object.values(row.fields))
          if (typeof value === 'string' && about.has(`customer ${value}`))
            about.add(`${row.entity} ${row.rowId}`)
        continue
      }
      const way = wayToCustomer(row.entity)
      if (way === null) continue
      const { value: shown = null, others = [] } = row.fields[way.field] ?? {}
      const ever = saidOf.get(`${row.entity} ${row.rowId}`)?.map(({ fields }) => fields[way.field]) ?? []
      const values = [shown, ...others.map(({ value }) => value), ...ever]
      if (values.some((value) => about.has(`${way.target} ${value}`))) about.add(`${row.entity} ${row.rowId}`)
    }
  }
  return about
}

/** The first reference by which a row of the entity hangs on a customer, however far. */
function wayToCustomer(entity: EntityName): { readonly field: string; readonly target: EntityName } | null {
  for (const [field, target] of Object.entries(entities[entity].references))
    if (isEntityName(target) && (target === 'customer' || wayToCustomer(target) !== null))
      return { field, target }
  return null
}

/** The words of the erased are nowhere, in no table and under no name. */
export async function resurrected(
  { office, storeId, ledger, laptops }: Checked,
  rows: readonly FeedRow[],
): Promise<readonly Fault[]> {
  if (ledger.erased().size === 0) return []
  const about = aboutErasedForSure(rows)
  const words = new Set(
    ledger
      .acts()
      .flatMap((act) =>
        act.edits
          .filter((said) => about.has(`${said.entity} ${said.rowId}`))
          .flatMap((said) => textOf(said.fields).match(/zq[a-z0-9]+qz|\+9230\d{8}/g) ?? []),
      ),
  )
  // What somebody else's row says too is not theirs alone.
  for (const act of ledger.acts())
    for (const said of act.edits)
      if (!about.has(`${said.entity} ${said.rowId}`))
        for (const word of textOf(said.fields).match(/zq[a-z0-9]+qz|\+9230\d{8}/g) ?? []) words.delete(word)
  const faults: Fault[] = []
  const look = (where: string, text: string) => {
    const found = text.match(/zq[a-z0-9]+qz|\+9230\d{8}/g)?.find((word) => words.has(word))
    if (found)
      faults.push({ kind: 'resurrected', what: `${found} stands in ${where}: ${text.slice(0, 400)}` })
  }
  for (const laptop of laptops) {
    const { connection } = laptop.db()
    const tables = namesRows.parse(
      connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all(),
    )
    for (const { name } of tables)
      for (const row of connection.prepare(`SELECT * FROM "${name}"`).all())
        look(`laptop ${laptop.number} ${name}`, JSON.stringify(row))
  }
  const contents = await office.door.query(
    z.object({ text: z.string().nullable() }),
    `SELECT content AS text FROM change_set WHERE store_id = $1 UNION ALL SELECT state FROM feed_row WHERE store_id = $1`,
    [storeId],
  )
  for (const { text } of contents) if (text !== null) look('head office', text)
  return faults
}

const namesRows = z.array(z.object({ name: z.string() }))

/** Those whose erasure has come through, and only by what is shown: of the sides of a conflict none is sure. */
function aboutErasedForSure(rows: readonly FeedRow[]): ReadonlySet<string> {
  const customerIds = rows.flatMap(({ entity, fields }) =>
    entity === 'erasure' && typeof fields.customerId?.value === 'string' ? [fields.customerId.value] : [],
  )
  const shown = rows.map(({ fields, ...row }) => ({
    ...row,
    fields: Object.fromEntries(
      Object.entries(fields).map(([field, { value, changeId }]) => [field, { value, changeId }]),
    ),
  }))
  return aboutErased(customerIds, shown, null)
}
