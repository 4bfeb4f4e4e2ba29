import { Refusal } from '../contract/errors.ts'
import { canonicalJson, type Json } from '../core/canonical-json.ts'
import type { EntityName } from '../core/sync/entities.ts'
import { customerPath, erasedValue } from '../core/sync/erased-values.ts'
import type { EntityTables, Fields } from './entity-tables.ts'
import type { ErasedRows } from './erased-rows.ts'

interface WantedEdit {
  readonly entity: EntityName
  readonly rowId: string
  readonly fields: Fields
  readonly settles?: boolean
}

/**
 * Makes the function that refuses what would be kept about somebody erased: new rows about them, their own record, and
 * words. What ends something stays possible, for an erasure may come from elsewhere while they are in the showroom: a
 * visit ends, an opportunity is lost without a note, and what two laptops wrote differently is settled.
 */
export function createRefuseAboutErased(
  erasedRows: ErasedRows,
  tables: Pick<EntityTables, 'isThere'>,
): (edits: readonly WantedEdit[]) => void {
  const mayBeWritten = ({ entity, rowId, fields, settles }: WantedEdit): boolean => {
    const isThere = tables.isThere(entity, rowId)
    const isAbout = isThere && erasedRows.has(entity, rowId, {})
    const becomesAbout = erasedRows.has(entity, rowId, fields)
    if (!isAbout && !becomesAbout) return true
    if (!isThere || entity === 'customer' || !isAbout) return false
    const path = customerPath(entity)
    if (path?.type === 'through' && Object.hasOwn(fields, path.field) && !settles) return false
    return Object.entries(fields).every(
      ([field, value]) => textOf(value) === textOf(erasedValue(entity, field, toJson(value))),
    )
  }
  return (edits) => {
    if (erasedRows.areThere() && !edits.every(mayBeWritten)) throw new Refusal('CUSTOMER_ERASED')
  }
}

const toJson = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null))
const textOf = (value: unknown): string => canonicalJson(toJson(value))
