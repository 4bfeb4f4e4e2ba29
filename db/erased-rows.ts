import { type EntityName, entityNames, isEntityName } from '../core/sync/entities.ts'
import { customerPath } from '../core/sync/erased-values.ts'
import { namedIds } from '../core/sync/named-ids.ts'
import { feedRowSchema } from '../core/sync/protocol.ts'
import type { Connection } from './connect.ts'
import { columnsOf, tableOf } from './entity-tables.ts'

export interface ErasedRows {
  /** Most laptops have erased nobody: then nothing else has to be asked. */
  readonly areThere: () => boolean
  readonly isErased: (customerId: string) => boolean
  /**
   * Whether a row is about somebody who is erased, by what is said of it and, where that says nothing, by what is on
   * this laptop: its tables, and the fed rows that stand aside.
   * @param said values by field, as a change or a fed row has them
   */
  readonly has: (entity: string, rowId: string, said: Readonly<Record<string, unknown>>) => boolean
}

/** Tells rows that are about an erased customer, by the references that the registry names. */
export function createErasedRows(connection: Connection): ErasedRows {
  const anybody = connection.prepare('SELECT 1 FROM erased_customer LIMIT 1')
  const byId = connection.prepare<[string]>('SELECT 1 FROM erased_customer WHERE customer_id = ?')
  const asideRow = connection.prepare<[string, string], { row: string }>(
    'SELECT row FROM feed_aside WHERE entity = ? AND row_id = ?',
  )
  /** For each entity that hangs on another, the id of the row it hangs on. */
  const targetOf = new Map(
    entityNames.flatMap((entity) => {
      const path = customerPath(entity)
      if (path?.type !== 'through') return []
      const column = columnsOf(entity).find(({ field }) => field === path.field)?.column
      const sql = `SELECT ${column} AS target FROM ${tableOf(entity)} WHERE id = ?`
      return [[entity, connection.prepare<[string], { target: string | null }>(sql)] as const]
    }),
  )

  const isErased = (customerId: string) => byId.get(customerId) !== undefined

  /** What the row itself is, as far as this laptop has it: `null` for one that hangs on nothing or is not here. */
  const onRecord = (entity: EntityName, rowId: string, field: string): unknown => {
    const row = targetOf.get(entity)?.get(rowId)
    if (row) return row.target
    const aside = asideRow.get(entity, rowId)
    return aside ? feedRowSchema.parse(JSON.parse(aside.row)).fields[field]?.value : null
  }

  const knownHas = (entity: EntityName, rowId: string, said: Readonly<Record<string, unknown>>): boolean => {
    const path = customerPath(entity)
    if (path === null) return false
    if (path.type === 'itself') return isErased(rowId)
    const id = Object.hasOwn(said, path.field) ? said[path.field] : onRecord(entity, rowId, path.field)
    return typeof id === 'string' && knownHas(path.target, id, {})
  }

  return {
    areThere: () => anybody.get() !== undefined,
    isErased,
    has(entity, rowId, said) {
      if (isEntityName(entity)) return knownHas(entity, rowId, said)
      // What this version does not know hangs on whatever it names.
      return namedIds(Object.values(said)).some((id) => entityNames.some((known) => knownHas(known, id, {})))
    },
  }
}
