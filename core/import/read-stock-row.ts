import type { VariantId } from '../ids.ts'
import { stockStates } from '../stock/stock-state.ts'
import { readVehicleNumber } from '../stock/vehicle-number.ts'
import { type CellSource, cellSource, createCodeTaker, textOf } from './cell-readers.ts'
import { foldWords } from './fold-words.ts'
import type { ColumnMapping } from './mapping.ts'
import { readDate } from './read-date.ts'
import type { CellRefusal, ImportRefusal } from './refusal.ts'
import type { FindVehicle } from './vehicle-finder.ts'
import { vehicleName } from './vehicle-name.ts'

export type StockState = (typeof stockStates)[number]

/** One car as a row says it; `null` for what the row does not say. */
export interface StockRow {
  /** VIN or frame number, as `readVehicleNumber` has it. */
  readonly number: string
  readonly variantId: VariantId
  readonly colour: string | null
  readonly place: string | null
  readonly state: StockState | null
  /** `YYYY-MM-DD` */
  readonly arrivedOn: string | null
  readonly expectedOn: string | null
}

type StockRowReading =
  | { readonly type: 'unit'; readonly row: StockRow; readonly refusals: readonly CellRefusal[] }
  /** `name` is the number as far as it can be told. */
  | { readonly type: 'refused'; readonly name: string; readonly refusals: readonly CellRefusal[] }

export type ReadStockRow = (cells: readonly string[]) => StockRowReading

const longestColour = 80
const longestPlace = 120

/** Reads the rows of a stock list. A row without a number or a vehicle of the catalogue is refused; a bad cell is left out. */
export function createStockRowReader(given: {
  readonly mapping: ColumnMapping
  readonly columns: readonly string[]
  readonly findVehicle: FindVehicle
}): ReadStockRow {
  const { mapping, columns, findVehicle } = given
  const fieldMapping = (field: string) => mapping.fields.find((one) => one.field === field)
  const source = (field: string): CellSource | undefined => {
    const found = fieldMapping(field)
    return found && cellSource(found, columns)
  }
  const numberSource = source('number')
  const sources = { colour: source('colour'), place: source('place') }
  const days = { arrivedOn: source('arrivedOn'), expectedOn: source('expectedOn') }
  const stateMapping = fieldMapping('state')
  const takeState = stateMapping && createCodeTaker('state', stateMapping, columns)
  const readVehicle = createVehicleReading(source, fieldMapping('vehicle')?.translations ?? {}, findVehicle)

  return (cells) => {
    const typed = textOf(numberSource, cells)
    const refuseRow = (refusal: CellRefusal): StockRowReading => ({
      type: 'refused',
      name: typed,
      refusals: [refusal],
    })
    const numberColumn = numberSource?.columns[0] ?? null
    if (typed === '') return refuseRow({ column: numberColumn, field: 'number', why: { type: 'no-number' } })
    const number = readVehicleNumber(typed)?.number
    if (number === undefined)
      return refuseRow({
        column: numberColumn,
        field: 'number',
        why: { type: 'vehicle-number', text: typed },
      })
    const vehicle = readVehicle(cells)
    if (vehicle.type === 'refused') return refuseRow(vehicle.refusal)

    const refusals: CellRefusal[] = []
    const refuse = (from: CellSource | undefined, field: string, why: ImportRefusal): null => {
      refusals.push({ column: from?.columns[0] ?? null, field, why })
      return null
    }
    const text = (field: 'colour' | 'place', most: number): string | null => {
      const from = sources[field]
      const said = textOf(from, cells)
      if (said === '') return null
      if (said.length > most) return refuse(from, field, { type: 'too-long', most })
      return said.includes('\ufffd') ? refuse(from, field, { type: 'encoding' }) : said
    }
    const day = (field: 'arrivedOn' | 'expectedOn'): string | null => {
      const from = days[field]
      const said = textOf(from, cells)
      if (said === '') return null
      const read = readDate(said, fieldMapping(field)?.dateOrder ?? 'day-first')
      return read ?? refuse(from, field, { type: 'date', text: said })
    }
    const state = takeState?.(cells) ?? { type: 'unknown' }
    if (state.type === 'refused') refusals.push(...state.refusals)
    const codes = state.type === 'value' ? state.value : []
    const row = {
      number,
      variantId: vehicle.id,
      colour: text('colour', longestColour),
      place: text('place', longestPlace),
      // "Booked, in transit" is first of all what nobody else can have.
      state: stockStates.findLast((code) => codes.includes(code)) ?? null,
      arrivedOn: day('arrivedOn'),
      expectedOn: day('expectedOn'),
    }
    return { type: 'unit', row, refusals }
  }
}

type VehicleReading =
  | { readonly type: 'found'; readonly id: VariantId }
  | { readonly type: 'refused'; readonly refusal: CellRefusal }

/** Finds the vehicle of a row by its whole name, or by brand, model and variant; a person's word for a name goes first. */
function createVehicleReading(
  source: (field: string) => CellSource | undefined,
  translations: Readonly<Record<string, string>>,
  findVehicle: FindVehicle,
): (cells: readonly string[]) => VehicleReading {
  const whole = source('vehicle')
  const [brand, model, variant] = [source('brand'), source('model'), source('variant')]
  const kept = new Map<string, ReturnType<FindVehicle>>()
  const find = (text: string): ReturnType<FindVehicle> => {
    const known = kept.get(text)
    if (known) return known
    const folded = foldWords(text)
    const said = Object.hasOwn(translations, folded) ? translations[folded] : undefined
    const found = findVehicle(said ?? text)
    kept.set(text, found)
    return found
  }
  return (cells) => {
    const from = whole ?? model
    const field = whole ? 'vehicle' : 'model'
    const text = whole
      ? textOf(whole, cells)
      : namedByParts(textOf(brand, cells), textOf(model, cells), textOf(variant, cells))
    const refuse = (why: ImportRefusal): VehicleReading => ({
      type: 'refused',
      refusal: { column: from?.columns[0] ?? null, field, why },
    })
    if (text === '') return refuse({ type: 'no-vehicle' })
    const found = find(text)
    if (found.type === 'found') return found
    return refuse(
      found.type === 'not-known'
        ? { type: 'vehicle-not-known', text }
        : { type: 'vehicle-not-clear', text, names: found.names.join(', ') },
    )
  }
}

/** One name of the parts; without a brand the model has to be enough. */
function namedByParts(brand: string, model: string, variant: string): string {
  if (model === '' || brand === '') return [model, variant].filter((part) => part !== '').join(' ')
  const name = vehicleName(brand, model, variant)
  if ('type' in name) return [brand, model, variant].join(' ')
  return [name.brand, name.model, name.variant].filter((part) => part !== '').join(' ')
}
