import type { z } from 'zod'
import type { importCheckSchema } from '../../../contract/import-views.ts'
import { attributeNames } from '../../../core/catalogue/attribute.ts'
import { variantIdSchema } from '../../../core/ids.ts'
import { cellSource, textOf } from '../../../core/import/cell-readers.ts'
import { type ColumnMapping, constantField, type FieldMapping } from '../../../core/import/mapping.ts'
import { createStockRowReader } from '../../../core/import/read-stock-row.ts'
import { createVehicleRowReader } from '../../../core/import/read-vehicle-row.ts'
import { type CellRefusal, refusalSentence } from '../../../core/import/refusal.ts'
import type { FindVehicle } from '../../../core/import/vehicle-finder.ts'
import type { Language } from '../../../core/market/language.ts'
import type { MarketPack } from '../../../core/market/market-pack.ts'
import { shortened } from './look-at-table.ts'
import type { SayImport } from './say-import.ts'

/** A row out of the beginning of the table. */
export interface SampleRow {
  readonly line: number
  readonly cells: readonly string[]
}

type Previews = z.infer<typeof importCheckSchema>['previews']

/** Of each field so many different cells are shown. */
const cellsShown = 3

/** What one row comes to, field by field. */
interface RowRead {
  /** As a person reads it; `null` for what stays empty. */
  readonly text: (field: string) => string | null
  readonly refusals: readonly CellRefusal[]
}

/** How a mapping reads the first rows: of each field a few cells that differ, and what comes of them. */
export function previewRows(given: {
  readonly mapping: ColumnMapping
  readonly samples: readonly SampleRow[]
  readonly table: { readonly columns: readonly string[] }
  readonly market: MarketPack
  readonly findVehicle: FindVehicle
  readonly say: SayImport
  readonly language: Language
}): Previews {
  const { mapping, samples, table, language } = given
  const readRow = given.mapping.target === 'stock' ? stockRows(given) : vehicleRows(given)
  const read = new Map<SampleRow, RowRead>()
  const rowRead = (row: SampleRow): RowRead => {
    const known = read.get(row) ?? readRow(row.cells)
    read.set(row, known)
    return known
  }
  return mapping.fields.map((fieldMapping) => {
    const { field } = fieldMapping
    const rows = differing(samples, fieldMapping, table.columns)
    return {
      field,
      cells: rows.map(({ row, cell }) => {
        const { text, refusals } = rowRead(row)
        const refusal = refusals.find((one) => one.field === field)
        const why = refusal === undefined ? null : refusalSentence(refusal.why, language)
        return { line: row.line, cell: shortened(cell), text: why === null ? text(field) : null, why }
      }),
    }
  })
}

/** The first rows in which different things stand for a field. */
function differing(samples: readonly SampleRow[], fieldMapping: FieldMapping, columns: readonly string[]) {
  const source = cellSource(fieldMapping, columns)
  const found = new Map<string, SampleRow>()
  for (const row of samples) {
    const cell = textOf(source, row.cells)
    if (cell !== '' && !found.has(cell)) found.set(cell, row)
    if (found.size === cellsShown) break
  }
  return [...found].map(([cell, row]) => ({ cell, row }))
}

type Given = Parameters<typeof previewRows>[0]

/** What every row needs is put in where it is not mapped yet, so that the rest can be read all the same. */
const standIns: readonly FieldMapping[] = [
  constantField('brand', 'Brand'),
  constantField('model', 'Model'),
  constantField('source', 'Source'),
  constantField('asOf', '2000'),
]

function vehicleRows({ mapping, table, market, say }: Given): (cells: readonly string[]) => RowRead {
  const named = new Set(mapping.fields.map(({ field }) => field))
  const whole = {
    ...mapping,
    fields: [...mapping.fields, ...standIns.filter(({ field }) => !named.has(field))],
  }
  const readRow = createVehicleRowReader({ mapping: whole, columns: table.columns, market })
  const typed = typedText(mapping, table.columns)
  return (cells) => {
    const reading = readRow(cells)
    if (reading.type === 'left-out') return { text: () => null, refusals: [] }
    if (reading.type === 'refused') return { text: typed(cells), refusals: reading.refusals }
    const { figures, brand, model, variant } = reading.row
    const [figure] = Object.values(figures)
    const names: Readonly<Record<string, string>> = {
      brand,
      model,
      variant,
      ...(figure && figure.type !== 'unknown' && { source: figure.source, asOf: figure.asOf }),
    }
    return {
      refusals: reading.refusals,
      text(field) {
        const attribute = attributeNames.find((name) => name === field)
        if (attribute) return figures[attribute] ? say.figure(attribute, figures[attribute]) : null
        const [said] = attributeNames.filter((name) => figures[name] !== undefined)
        if (field === 'value' && said) return say.figure(said, figures[said])
        return names[field] ?? typed(cells)(field)
      },
    }
  }
}

/** Fields without which a row of a stock list is refused as a whole. */
const namesCar: ReadonlySet<string> = new Set(['number', 'vehicle', 'brand', 'model', 'variant'])
const someNumber = constantField('number', '1HGCM82633A004352')
const someVehicle = { type: 'found', id: variantIdSchema.parse('brand/model/variant') } as const

function stockRows({ mapping, table, findVehicle, say }: Given): (cells: readonly string[]) => RowRead {
  const { columns } = table
  const readRow = createStockRowReader({ mapping, columns, findVehicle })
  const others = mapping.fields.filter(({ field }) => !namesCar.has(field))
  const readRest = createStockRowReader({
    mapping: { ...mapping, fields: [...others, someNumber, constantField('vehicle', 'Vehicle')] },
    columns,
    findVehicle: () => someVehicle,
  })
  const typed = typedText(mapping, columns)
  return (cells) => {
    const reading = readRow(cells)
    const rest = reading.type === 'refused' ? readRest(cells) : reading
    if (rest.type === 'refused') return { text: typed(cells), refusals: reading.refusals }
    const { row } = rest
    return {
      refusals: rest === reading ? reading.refusals : [...reading.refusals, ...rest.refusals],
      text(field) {
        // Not what the stand-ins come to.
        if (rest !== reading && namesCar.has(field)) return typed(cells)(field)
        if (field === 'vehicle') return say.stockValue('variantId', row.variantId)
        if (field === 'number' || field === 'colour' || field === 'place') return row[field]
        if (field === 'arrivedOn' || field === 'expectedOn') return row[field]
        if (field === 'state') return row.state === null ? null : say.stockValue('state', row.state)
        return typed(cells)(field)
      },
    }
  }
}

/** What stands in a row for a field, as it is typed. */
function typedText(mapping: ColumnMapping, columns: readonly string[]) {
  const sources = new Map(mapping.fields.map((one) => [one.field, cellSource(one, columns)]))
  return (cells: readonly string[]) => (field: string) => {
    const text = textOf(sources.get(field), cells)
    return text === '' ? null : shortened(text)
  }
}
