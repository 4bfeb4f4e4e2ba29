import { z } from 'zod'
import type { StoreId } from '../core/ids.ts'
import { type EntityName, isEntityName } from '../core/sync/entities.ts'
import { customerPath, erasedFields } from '../core/sync/erased-values.ts'
import type { Change, ChangeSet } from '../core/sync/protocol.ts'
import { column, idsIn } from './columns.ts'
import { entitiesAboutCustomers, namedRows, type RowId, type SaidRow, whatItHangsOn } from './hangs-on.ts'
import type { PageRows } from './page-rows.ts'
import { type RowNow, rowKey, shownOf } from './row-now.ts'
import type { Sql } from './sql.ts'

/** Tells what is about an erased customer, by what is said and by the rows that head office has. */
export interface AboutErased {
  /** @param said by field, as a change has it; what it does not say is as the row has it */
  readonly has: (row: SaidRow) => boolean
  /** Whether a change is about one, by what it says itself. */
  readonly says: (change: Change) => boolean
  /** A change set without the words of erased customers; itself where it has none. */
  readonly stripped: (changeSet: ChangeSet) => ChangeSet
}

export const aboutNobody: AboutErased = {
  has: () => false,
  says: () => false,
  stripped: (changeSet) => changeSet,
}

/** Reads, for a page, the rows through which its changes are about customers, and which of these are erased. */
export async function readAboutErased(
  sql: Sql,
  storeId: StoreId,
  page: readonly ChangeSet[],
  rows: PageRows,
): Promise<AboutErased> {
  const said = page.flatMap(({ changes }) => changes.map(saidBy))
  const ids = new Set(said.map(({ rowId }) => rowId))
  let next = new Set(said.flatMap((row) => leadsTo(row, rows.now.get(rowKey(row)))))
  while (next.size > 0) {
    await rows.load(next)
    for (const id of next) ids.add(id)
    const found = [...next].flatMap((rowId) =>
      entitiesAboutCustomers.flatMap((entity) => {
        const row = rows.now.get(rowKey({ entity, rowId }))
        return row ? leadsTo({ entity, rowId, said: shownOf(row) }, row) : []
      }),
    )
    next = new Set(found.filter((id) => !ids.has(id)))
  }
  const erased = await readErased(sql, storeId, [...ids])
  if (erased.size === 0) return aboutNobody

  const knownHas = ({ entity, rowId }: RowId, own: SaidRow['said']): boolean => {
    const path = customerPath(entity)
    if (path === null) return false
    if (path.type === 'itself') return erased.has(rowId)
    const target = whatItHangsOn({ entity, said: { ...shownIn(rows, { entity, rowId }), ...own } })
    return target !== null && knownHas(target, {})
  }
  const has = ({ entity, rowId, said: own }: SaidRow): boolean => {
    if (isEntityName(entity)) return knownHas({ entity, rowId }, own)
    const named = namedRows({ entity, said: { ...shownIn(rows, { entity, rowId }), ...own } })
    return named.some((id) =>
      entitiesAboutCustomers.some((known) => knownHas({ entity: known, rowId: id }, {})),
    )
  }

  const says = (change: Change) => has(saidBy(change))

  return {
    has,
    says,
    stripped(changeSet) {
      if (!changeSet.changes.some(says)) return changeSet
      const changes = changeSet.changes.map((change) =>
        says(change) ? { ...change, fields: erasedFields(change.entity, change.fields) } : change,
      )
      return { ...changeSet, changes }
    },
  }
}

function saidBy({ entity, rowId, fields }: Change): SaidRow {
  const said = Object.fromEntries(Object.entries(fields).map(([field, { value }]) => [field, value]))
  return { entity, rowId, said }
}

const shownIn = (rows: PageRows, id: { readonly entity: string; readonly rowId: string }) => {
  const row = rows.now.get(rowKey(id))
  return row ? shownOf(row) : {}
}

/** The ids of the rows by which a row may be about a customer, as it is and as it is said to be. */
function leadsTo({ entity, said }: SaidRow, row: RowNow | undefined): readonly string[] {
  const shown = row ? shownOf(row) : {}
  return [shown, { ...shown, ...said }].flatMap((all) => {
    const target = whatItHangsOn({ entity, said: all })
    return target ? [target.rowId] : namedRows({ entity, said: all })
  })
}

async function readErased(sql: Sql, storeId: StoreId, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql.query(
    z.object({ customer_id: z.string() }),
    `SELECT customer_id FROM erased_customer WHERE store_id = $1 AND customer_id = ANY(${idsIn(2)})`,
    [storeId, column(ids)],
  )
  return new Set(rows.map(({ customer_id }) => customer_id))
}

/** Whether other rows may be about a customer by rows of this entity. */
export const mayLead = (entity: string): entity is EntityName =>
  isEntityName(entity) && customerPath(entity) !== null
