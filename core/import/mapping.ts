import { z } from 'zod'

/** What an import fills. `epa` is the one file whose columns are known beforehand and are mapped by nobody. */
const importTargets = ['vehicles-wide', 'figures', 'stock', 'epa'] as const
export const importTargetSchema = z.enum(importTargets)
export type ImportTarget = z.infer<typeof importTargetSchema>
/** A target whose fields a person maps to the columns of a file. */
export type MappedTarget = Exclude<ImportTarget, 'epa'>

const decimalMarkSchema = z.enum(['point', 'comma'])
/** The mark before the decimals, where `1.234` and `1,234` alone would not say it. */
export type DecimalMark = z.infer<typeof decimalMarkSchema>

const dateOrderSchema = z.enum(['day-first', 'month-first'])
/** What `03/04/2026` is: the third of April, or the fourth of March. */
export type DateOrder = z.infer<typeof dateOrderSchema>

/** Columns by name, or one value for the whole file. Several columns: see `TargetField.several`. */
const fieldFromSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('columns'), columns: z.array(z.string().min(1)).min(1).max(12) }),
  z.object({ type: z.literal('constant'), value: z.string().trim().min(1).max(200) }),
])

export const fieldMappingSchema = z.object({
  /** The id of a `TargetField`. */
  field: z.string().min(1).max(60),
  from: fieldFromSchema,
  /** Which part, from 0, of a cell such as `4495 x 1816 x 1425 mm`; `null` for the whole cell. */
  part: z.int().min(0).max(5).nullable(),
  /** The unit of a number that comes without one, out of `TargetField.units`; `null` for the first of them. */
  unit: z.string().min(1).max(40).nullable(),
  decimal: decimalMarkSchema,
  dateOrder: dateOrderSchema,
  /** Words of the file, folded by `foldWords`, and the code that each stands for; empty for "not known". */
  translations: z.record(z.string().max(200), z.string().max(200)),
})
/** How one field of the target is filled. */
export type FieldMapping = Readonly<z.infer<typeof fieldMappingSchema>>

/** How the rows of a file are read: kept by the laptop, sent by the page. A field that is not named stays empty. */
export const mappingSchema = z.discriminatedUnion('target', [
  z.object({
    target: z.enum(['vehicles-wide', 'figures', 'stock']),
    fields: z.array(fieldMappingSchema).max(100),
  }),
  z.object({
    target: z.literal('epa'),
    /** The first and the last model year that go in; `null` for no end. */
    fromYear: z.int().min(1900).max(2200).nullable(),
    toYear: z.int().min(1900).max(2200).nullable(),
  }),
])
export type Mapping = Readonly<z.infer<typeof mappingSchema>>
/** How a file whose columns a person mapped is read. */
export type ColumnMapping = Extract<Mapping, { readonly target: MappedTarget }>

/** A field from one column that needs nothing else said. */
export function columnField(field: string, columns: readonly string[]): FieldMapping {
  return plainField(field, { type: 'columns', columns: [...columns] })
}

/** A field that is the same for the whole file. */
export function constantField(field: string, value: string): FieldMapping {
  return plainField(field, { type: 'constant', value })
}

function plainField(field: string, from: FieldMapping['from']): FieldMapping {
  return { field, from, part: null, unit: null, decimal: 'point', dateOrder: 'day-first', translations: {} }
}
