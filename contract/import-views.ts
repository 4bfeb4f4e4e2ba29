import { z } from 'zod'
import { importIdSchema } from '../core/ids.ts'
import { fieldMappingSchema, importTargetSchema, mappingSchema } from '../core/import/mapping.ts'
import { delimiters, encodings } from '../core/import/table.ts'
import { languageSchema } from '../core/market/language.ts'

/** How a person wants the file to be read; what is left out is found from the file itself. */
const readingSchema = z.object({
  sheet: z.string().max(200).optional(),
  delimiter: z.enum(delimiters).optional(),
  encoding: z.enum(encodings).optional(),
  headerRow: z.int().min(1).max(10_000).optional(),
})

/** One opening of the screen, by an id that it made for itself. */
export const windowIdSchema = z.string().min(1).max(60)

/** What a person has said so far of how the file is to be read: kept with the import until it is over. */
export const importSaidSchema = z.object({
  reading: readingSchema,
  target: importTargetSchema.nullable(),
  /** `null` while what was guessed stands. */
  mapping: mappingSchema.nullable(),
})

/** What is asked of the file of an import; whoever calls names the import as well. */
export const importAsks = {
  look: z.object({ reading: readingSchema, target: importTargetSchema.nullable(), language: languageSchema }),
  /** A field and the columns that are to fill it. */
  fit: z.object({ field: z.string().max(60), columns: z.array(z.string().max(400)).min(1).max(12) }),
  mapped: z.object({ mapping: mappingSchema, language: languageSchema }),
  rows: z.object({
    show: z.enum(['refused', 'changed', 'added']),
    /** Only rows in which all of these words stand somewhere. */
    words: z.string().max(200),
    offset: z.int().min(0),
    limit: z.int().min(1).max(100),
    language: languageSchema,
  }),
  inLanguage: z.object({ language: languageSchema }),
}
const codeSchema = z.object({ code: z.string(), name: z.string() })

/** One thing that a file can say, as a person is asked for it. */
const fieldSchema = z.object({
  id: z.string(),
  label: z.string(),
  kind: z.enum(['text', 'quantity', 'code', 'date', 'as-of', 'vehicle', 'attribute', 'value', 'unit']),
  required: z.boolean(),
  units: z.array(z.string()),
  codes: z.array(codeSchema),
  several: z.enum(['joined', 'range', 'together', 'no']),
  constant: z.boolean(),
  parts: z.boolean(),
})

/** How one field was guessed, and from what, as the end of a sentence. */
const guessSchema = z.object({ field: z.string(), sureness: z.enum(['sure', 'likely']), why: z.string() })

export const importLookSchema = z.object({
  format: z.enum(['text', 'workbook']),
  encoding: z.enum(encodings).nullable(),
  delimiter: z.enum(delimiters).nullable(),
  sheets: z.array(z.string()),
  sheet: z.string().nullable(),
  headerRow: z.int(),
  /** The first lines as they stand, a few cells of each. */
  head: z.array(z.object({ line: z.int(), cells: z.array(z.string()) })),
  /** `filled` is in how many rows something stands that is known. */
  columns: z.array(z.object({ name: z.string(), samples: z.array(z.string()), filled: z.int() })),
  target: importTargetSchema,
  /** What a person may say that the file holds. */
  targets: z.array(importTargetSchema),
  fields: z.array(fieldSchema),
  mapping: mappingSchema,
  guesses: z.array(guessSchema),
  /** When a file with these very columns was last mapped, UTC milliseconds; the mapping is then that one. */
  rememberedAt: z.int().nullable(),
  /** The model years of a file whose columns are known beforehand, ascending. */
  modelYears: z.array(z.int()),
})

/** How the cells of a column are most likely written. */
export const importFitSchema = fieldMappingSchema.pick({ unit: true, decimal: true, dateOrder: true })

export const importCheckSchema = z.object({
  /** What has to be mapped before anything can go in: of each the ids of fields of which one is enough. */
  missing: z.array(z.array(z.string())),
  /** Words of the file that stand for no code yet, the most frequent first. */
  words: z.array(
    z.object({
      field: z.string(),
      words: z.array(z.object({ word: z.string(), text: z.string(), count: z.int() })),
      /** So many more are not listed. */
      more: z.int(),
    }),
  ),
  /** How the first rows would be read: of each field what stands there and what comes of it. */
  previews: z.array(
    z.object({
      field: z.string(),
      cells: z.array(
        z.object({
          line: z.int(),
          /** What stands there, cut where it is long. */
          cell: z.string(),
          /** What is read, as a person of the market reads it; `null` where it stays empty or is refused. */
          text: z.string().nullable(),
          /** Why it is refused. */
          why: z.string().nullable(),
        }),
      ),
    }),
  ),
})

const countsSchema = z.object({
  rows: z.int(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  leftOut: z.int(),
  refusedCells: z.int(),
})

export const importPlanSchema = z.object({
  counts: countsSchema,
  /** Rows of which something is refused, be it a cell or all of it. */
  rowsWithRefusals: z.int(),
  /** Rows with a figure that is older than the one that stands, and would take its place. */
  rowsWithOlder: z.int(),
  /** Cells that are refused beyond those that are listed. */
  refusedCellsNotListed: z.int(),
})

export const importRowsSchema = z.object({
  total: z.int(),
  rows: z.array(
    z.object({
      line: z.int(),
      name: z.string(),
      outcome: z.enum(['added', 'changed', 'unchanged', 'refused', 'left-out']),
      refusals: z.array(
        z.object({
          column: z.string().nullable(),
          /** The field that stays empty, `null` where the row as a whole is refused. */
          label: z.string().nullable(),
          /** What stands there, `null` for the row as a whole. */
          cell: z.string().nullable(),
          why: z.string(),
        }),
      ),
      /** `from` is `null` for what was not known. */
      changes: z.array(
        z.object({
          label: z.string(),
          from: z.string().nullable(),
          to: z.string(),
          /** What stands is of a later date. */
          older: z.boolean(),
        }),
      ),
    }),
  ),
})

const stepSchema = z.enum([
  'receiving',
  'looking',
  'mapping',
  'planning',
  'planned',
  'writing',
  'done',
  'failed',
])

/** The import under way on this laptop, whoever began it. Times are UTC milliseconds. */
export const importStandingSchema = z.object({
  importId: importIdSchema,
  fileName: z.string(),
  personName: z.string(),
  beganAt: z.int(),
  step: stepSchema,
  /** Bytes of the file while it is received, rows of it afterwards. */
  done: z.int(),
  /** About how many there are; `null` while nobody can tell. */
  of: z.int().nullable(),
  secondsLeft: z.int().nullable(),
  /** `null` while nobody has said anything. */
  said: importSaidSchema.nullable(),
  /** The window in which that was said, and how often something was said in any. */
  saidIn: windowIdSchema.nullable(),
  saidTimes: z.int().min(0),
  plan: importPlanSchema.nullable(),
  /** What came of it, once it is done or was cut short. */
  outcome: z
    .object({
      target: z.enum(['vehicles', 'stock']),
      written: z.int(),
      /** Rows that were not written because they were changed after the plan was made. */
      passedOver: z.int(),
      version: z.string().nullable(),
    })
    .nullable(),
})

export const importRecordSchema = z.object({
  id: importIdSchema,
  target: z.enum(['vehicles', 'stock']),
  fileName: z.string(),
  personName: z.string(),
  at: z.int(),
  counts: countsSchema.extend({ written: z.int() }),
  /** It ended before all of it was written. */
  cutShort: z.boolean(),
  undoneAt: z.int().nullable(),
})

/** What stands in the way of something going back, for each vehicle or car that it is so of. */
const staysSchema = z.object({ name: z.string(), label: z.string(), now: z.string(), why: z.string() })

export const importUndoSchema = z.object({
  /** Figures of vehicles, or cars, that go back to what they were. */
  goesBack: z.int(),
  staysCount: z.int(),
  /** The first of those that stay as they are now. */
  stays: z.array(staysSchema),
})
