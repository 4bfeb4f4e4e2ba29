import type { StockUnitId, VariantId } from '../ids.ts'
import { type BusinessDay, businessDaySchema } from '../market/business-day.ts'
import type { ImportPlan, Planner } from './import-plan.ts'
import { createPlanRows } from './plan-rows.ts'
import type { ReadStockRow, StockRow, StockState } from './read-stock-row.ts'
import type { CellRefusal } from './refusal.ts'
import type { TableItem } from './table.ts'

/** The fields of a stock unit that a list can say. */
export interface StockFields {
  readonly variantId: VariantId
  readonly number: string
  readonly colour: string
  readonly place: string
  readonly state: StockState
  readonly arrivedOn: BusinessDay | null
  readonly expectedOn: BusinessDay | null
}
export const stockFieldNames = [
  'variantId',
  'number',
  'colour',
  'place',
  'state',
  'arrivedOn',
  'expectedOn',
] as const satisfies readonly (keyof StockFields)[]
export type StockField = (typeof stockFieldNames)[number]

/** One field of a car that would change; without `from` the car is new. */
export interface StockChange {
  readonly field: StockField
  readonly from: string | null | undefined
  readonly to: string | null
}

/** What is to be written: a car to add (`unitId` and `before` are `null`) or to change. */
interface StockEdit {
  readonly line: number
  readonly unitId: StockUnitId | null
  readonly before: StockFields | null
  readonly after: StockFields
}

export interface StockPlan extends ImportPlan<StockChange> {
  readonly edits: readonly StockEdit[]
}

/**
 * Plans an import of a stock list. A car is known by its number; what a row does not say stays as it is, and of a new car
 * it is in stock, or in transit where the row says when it is expected and not when it arrived; one of which that cannot be
 * read is refused. A car on its way that the row says has arrived is in stock. Cars that the list leaves out stay as they are.
 */
export function createStockPlanner({
  units,
  readRow,
}: {
  readonly units: readonly (StockFields & { readonly id: StockUnitId })[]
  readonly readRow: ReadStockRow
}): Planner<StockPlan> {
  const unitsByNumber = Map.groupBy(units, ({ number }) => number)
  const rows = createPlanRows<StockChange>()
  const firstLines = new Map<string, number>()
  const edits: StockEdit[] = []

  const addUnit = (line: number, row: StockRow, refusals: readonly CellRefusal[]): void => {
    const { number } = row
    const earlier = firstLines.get(number)
    const [unit, second] = unitsByNumber.get(number) ?? []
    if (earlier !== undefined) {
      rows.refuseRow(line, number, { type: 'duplicate', line: earlier })
      return
    }
    firstLines.set(number, line)
    if (second !== undefined) {
      rows.refuseRow(line, number, { type: 'number-twice', number })
      return
    }
    const before = unit === undefined ? null : fieldsOf(unit)
    const isRefused = (field: StockField) => refusals.some((refusal) => refusal.field === field)
    const isUnclear =
      isRefused('state') || (isRefused('expectedOn') && row.state === null && row.arrivedOn === null)
    if (before === null && isUnclear) {
      rows.refuse(line, number, [...refusals, { column: null, field: null, why: { type: 'no-state' } }])
      return
    }
    const after = withRow(before, row, isRefused('state'))
    const changes = changesBetween(before, after)
    const outcome = before === null ? 'added' : changes.length > 0 ? 'changed' : 'unchanged'
    if (outcome !== 'unchanged') edits.push({ line, unitId: unit?.id ?? null, before, after })
    rows.takeIn(outcome, line, number, refusals, () => changes)
  }

  return {
    add(item: TableItem) {
      if (item.type === 'broken') return rows.endEarly(item.why)
      if (item.type === 'bad-row') return rows.refuseRow(item.line, '', item.why)
      const reading = readRow(item.cells)
      if (reading.type === 'refused') return rows.refuse(item.line, reading.name, reading.refusals)
      addUnit(item.line, reading.row, reading.refusals)
    },
    finish: () => ({ ...rows.finish(), edits }),
  }
}

function fieldsOf({
  variantId,
  number,
  colour,
  place,
  state,
  arrivedOn,
  expectedOn,
}: StockFields): StockFields {
  return { variantId, number, colour, place, state, arrivedOn, expectedOn }
}

const daySchema = businessDaySchema.nullable()

function withRow(before: StockFields | null, row: StockRow, isStateRefused: boolean): StockFields {
  const { number, variantId } = row
  const hasCome =
    row.arrivedOn !== null && row.state === null && !isStateRefused && before?.state === 'in-transit'
  const arrivedOn = daySchema.parse(row.arrivedOn ?? before?.arrivedOn ?? null)
  const expectedOn = daySchema.parse(row.expectedOn ?? (hasCome ? null : before?.expectedOn) ?? null)
  const isOnItsWay = expectedOn !== null && arrivedOn === null
  return {
    number,
    variantId,
    colour: row.colour ?? before?.colour ?? '',
    place: row.place ?? before?.place ?? '',
    state: row.state ?? (hasCome ? 'in-stock' : before?.state) ?? (isOnItsWay ? 'in-transit' : 'in-stock'),
    arrivedOn,
    expectedOn,
  }
}

/** What differs between a car before and after; of a new one everything that it says. */
function changesBetween(before: StockFields | null, after: StockFields): readonly StockChange[] {
  return stockFieldNames.flatMap((field): readonly StockChange[] => {
    const to = after[field]
    const from = before === null ? undefined : before[field]
    return from === to || (before === null && (to === null || to === '')) ? [] : [{ field, from, to }]
  })
}
