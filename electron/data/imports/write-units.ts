import { setTimeout as pause } from 'node:timers/promises'
import type { StockUnitId } from '../../../core/ids.ts'
import { entities } from '../../../core/sync/entities.ts'
import type { Edit } from '../../../db/change-sets.ts'
import type { UnitWrite } from '../../../db/imports.ts'
import type { ShowroomDatabase } from '../../../db/showroom-database.ts'

type UnitFields = NonNullable<UnitWrite['after']>

/** A car that was left as it is: changed since the plan was made, or kept for somebody. */
interface PassedOver {
  readonly unitId: StockUnitId
  readonly why: 'changed' | 'kept'
}

/** `written` counts cars. */
export interface WrittenUnits {
  readonly written: number
  readonly passedOver: readonly PassedOver[]
}

/** So many cars are one change set: answers wait no longer than it takes to write them. */
const carsOfASlice = 60
/** Between slices: what is committed is copied into the outbox journal every now and then, all of it in one go. */
const pauseMs = 40

/**
 * Writes cars in slices, each on disk before the next, with a turn for everybody else between them. A car that is not
 * what it was taken to be any more is passed over, and so is one that is to go and is kept for somebody.
 * @param slice gives the next cars to write, none at the end
 * @param write writes one slice as a change set, with how many cars were written by then
 */
export async function writeUnits(deps: {
  readonly db: Pick<ShowroomDatabase, 'tables' | 'stock'>
  /** Whether somebody has the car: then it is not taken out of the stock. */
  readonly isKept: (unitId: StockUnitId) => boolean
  readonly slice: (from: number, count: number) => Promise<readonly UnitWrite[]>
  readonly write: (edits: readonly Edit[], written: number) => void
  readonly isCancelled: () => boolean
}): Promise<WrittenUnits> {
  const { slice, write, isCancelled } = deps
  let written = 0
  const passedOver: PassedOver[] = []
  for (let from = 0; !isCancelled(); from += carsOfASlice) {
    const units = await slice(from, carsOfASlice)
    if (units.length === 0 || isCancelled()) break
    const edits: Edit[] = []
    for (const unit of units) {
      const edit = editOf(unit, deps)
      if (typeof edit === 'string') passedOver.push({ unitId: unit.unitId, why: edit })
      else edits.push(edit)
    }
    written += edits.length
    if (edits.length > 0) write(edits, written)
    await pause(pauseMs)
  }
  return { written, passedOver }
}

/** Why, where the car is passed over. One that was taken out of the stock comes back to its own row. */
function editOf(
  { unitId, before, after }: UnitWrite,
  { db, isKept }: Pick<Parameters<typeof writeUnits>[0], 'db' | 'isKept'>,
): Edit | PassedOver['why'] {
  const found = db.tables.read('stockUnit', unitId)
  const now = found === null ? null : entities.stockUnit.fields.parse(found)
  if (before === null) {
    const isThere = now !== null && !now.deleted
    if (isThere || after === null || db.stock.unitsWithNumber(after.number).length > 0) return 'changed'
    return { entity: 'stockUnit', rowId: unitId, fields: { ...after, deleted: false } }
  }
  if (now === null || now.deleted || differing(before, now).length > 0) return 'changed'
  if (after === null)
    return isKept(unitId) ? 'kept' : { entity: 'stockUnit', rowId: unitId, fields: { deleted: true } }
  const fields = Object.fromEntries(differing(after, before).map((field) => [field, after[field]]))
  return { entity: 'stockUnit', rowId: unitId, fields }
}

const unitFields = [
  'variantId',
  'number',
  'colour',
  'place',
  'state',
  'arrivedOn',
  'expectedOn',
] as const satisfies readonly (keyof UnitFields)[]

const differing = (one: UnitFields, other: UnitFields): readonly (keyof UnitFields)[] =>
  unitFields.filter((field) => one[field] !== other[field])
