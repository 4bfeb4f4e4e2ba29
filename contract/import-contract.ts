import { z } from 'zod'
import { importIdSchema } from '../core/ids.ts'
import { call } from './call.ts'
import {
  importAsks,
  importCheckSchema,
  importFitSchema,
  importLookSchema,
  importPlanSchema,
  importRecordSchema,
  importRowsSchema,
  importSaidSchema,
  importStandingSchema,
  importUndoSchema,
  windowIdSchema,
} from './import-views.ts'

const ofImport = { importId: importIdSchema }
/** Small enough that no answer waits for one on its way. */
const largestPartBytes = 1_000_000
const partSchema = z.instanceof(Blob).refine(({ size }) => size <= largestPartBytes)

/** A file of vehicles, figures or stock brought in: looked at, mapped, planned, written, taken back. One at a time. */
export const importContract = {
  imports: {
    /** Announces a file. @throws IMPORT_UNDER_WAY, FILE_TOO_LARGE */
    begin: call
      .input(
        z.object({
          ...ofImport,
          fileName: z.string().trim().min(1).max(255),
          bytes: z.int().min(0),
        }),
      )
      .output(z.object({})),
    /** The next part of the file. */
    part: call
      .input(z.object({ ...ofImport, offset: z.int().min(0), content: partSchema }))
      .output(z.object({})),
    /** What the file is, and how it would be mapped: asked anew after another sheet, encoding or target was chosen. */
    look: call.input(importAsks.look.extend(ofImport)).output(importLookSchema),
    /** How a column that was chosen for a field is to be read. */
    fit: call.input(importAsks.fit.extend(ofImport)).output(importFitSchema),
    /** What a mapping lacks yet, and how it reads the first rows. */
    check: call.input(importAsks.mapped.extend(ofImport)).output(importCheckSchema),
    /** Keeps what was said so far of how the file is read, for whoever goes on; `progress` gives it back. @throws IMPORT_OVER */
    keepMapping: call
      .input(importSaidSchema.extend({ ...ofImport, windowId: windowIdSchema }))
      .output(z.object({})),
    /** The dry run: answered when all rows have been read. Nothing is written but the mapping, which is remembered. */
    plan: call.input(importAsks.mapped.extend(ofImport)).output(importPlanSchema),
    /** Rows of the plan, by line. */
    rows: call.input(importAsks.rows.extend(ofImport)).output(importRowsSchema),
    /** The refused rows as a CSV file with the same columns, and the reasons behind them. */
    refused: call
      .input(importAsks.inLanguage.extend(ofImport))
      .output(z.object({ fileName: z.string(), content: z.instanceof(Blob) })),
    /** What is under way on this laptop; `null` when nothing is. */
    progress: call.output(z.object({ standing: importStandingSchema.nullable() })),
    /** Writes what was planned, answered when it is written. @throws IMPORT_PLANNED_ANEW, IMPORT_NOTHING_TO_WRITE */
    run: call.input(importAsks.inLanguage.extend(ofImport)).output(importStandingSchema),
    /** Ends the import. What is written of a stock list by then is in the history; nothing else is written. */
    cancel: call.input(z.object(ofImport)).output(z.object({})),
    /** The newest first. */
    history: call.output(z.object({ imports: z.array(importRecordSchema) })),
    /** Takes a whole import back, but for what was changed since. With `dryRun` nothing is written. */
    undo: call
      .input(importAsks.inLanguage.extend({ ...ofImport, dryRun: z.boolean() }))
      .output(importUndoSchema),
  },
}
