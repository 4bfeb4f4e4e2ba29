import { z } from 'zod'
import { errorCatalogue } from '../../../contract/errors.ts'
import {
  importAsks,
  importCheckSchema,
  importFitSchema,
  importLookSchema,
  importPlanSchema,
  importRowsSchema,
  importUndoSchema,
} from '../../../contract/import-views.ts'
import { importIdSchema } from '../../../core/ids.ts'
import { keysOf } from '../../../core/keys-of.ts'
import { businessDaySchema } from '../../../core/market/business-day.ts'
import { languageSchema } from '../../../core/market/language.ts'
import { marketPackSchema } from '../../../core/market/market-pack.ts'
import { databaseKeySchema } from '../../../db/database-key.ts'
import { unitWriteSchema } from '../../../db/imports.ts'
import { problemSchema } from '../worker-problem.ts'

/** What a worker is started with: the key goes this way only. */
export const importWorkerDataSchema = z.object({
  folder: z.string(),
  key: databaseKeySchema,
  market: marketPackSchema,
  /** The file that it is to hold, which comes in parts; `null` for an undo, which needs none. */
  file: z.object({ name: z.string(), bytes: z.int() }).nullable(),
})
export type ImportWorkerData = Readonly<z.infer<typeof importWorkerDataSchema>>

const bytesSchema = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/** A catalogue ready to be put in use; `before` is the version that it was made from. */
const packedCatalogueSchema = z.object({
  type: z.literal('vehicles'),
  before: z.string().nullable(),
  version: z.string(),
  content: bytesSchema,
  /** Where its newest figures come from, in words. */
  origin: z.string(),
})
/** So many cars to write; `edits` is what the history keeps of them, empty for an undo. */
const packedUnitsSchema = z.object({ type: z.literal('stock'), units: z.int(), edits: z.string() })
const packedSchema = z.discriminatedUnion('type', [packedCatalogueSchema, packedUnitsSchema])

/** Each thing that the data process asks of the worker that holds the file, and what it answers. */
const exchanges = {
  part: { ask: z.object({ offset: z.int(), content: bytesSchema }), answer: z.object({}) },
  look: { ask: importAsks.look, answer: importLookSchema },
  fit: { ask: importAsks.fit, answer: importFitSchema },
  check: { ask: importAsks.mapped, answer: importCheckSchema },
  /** Tells how far it is while it reads. */
  plan: {
    ask: importAsks.mapped,
    answer: z.object({
      plan: importPlanSchema,
      /** How the file was mapped, to be remembered; `null` where nobody mapped it. */
      mapped: z.object({ target: z.string(), header: z.string(), mapping: z.unknown() }).nullable(),
    }),
  },
  rows: { ask: importAsks.rows, answer: importRowsSchema },
  refused: { ask: importAsks.inLanguage, answer: z.object({ content: bytesSchema }) },
  /** What is to be written of the plan. */
  pack: { ask: z.object({}), answer: packedSchema },
  /** What takes an import back. */
  undo: {
    ask: z.object({ importId: importIdSchema, today: businessDaySchema, language: languageSchema }),
    answer: z.object({ undo: importUndoSchema, packed: packedSchema }),
  },
  /** Some of the cars that were packed, in their order. */
  units: {
    ask: z.object({ from: z.int(), count: z.int() }),
    answer: z.object({ units: z.array(unitWriteSchema) }),
  },
} as const satisfies Record<string, { readonly ask: z.ZodObject; readonly answer: z.ZodType }>

export type AskName = keyof typeof exchanges
export type Asked = { readonly [A in AskName]: Readonly<z.infer<(typeof exchanges)[A]['ask']>> }
export type Answered = { readonly [A in AskName]: Readonly<z.infer<(typeof exchanges)[A]['answer']>> }

// Typed by the same name on both sides, so that what is asked names what is answered.
const answerSchemas: { readonly [A in AskName]: z.ZodType<Answered[A]> } = {
  part: exchanges.part.answer,
  look: exchanges.look.answer,
  fit: exchanges.fit.answer,
  check: exchanges.check.answer,
  plan: exchanges.plan.answer,
  rows: exchanges.rows.answer,
  refused: exchanges.refused.answer,
  pack: exchanges.pack.answer,
  undo: exchanges.undo.answer,
  units: exchanges.units.answer,
}

/** Reads what the worker answered. */
export const parseAnswer = <A extends AskName>(name: A, answer: unknown): Answered[A] =>
  answerSchemas[name].parse(answer)

const id = z.int()
/** What the worker is asked; it answers with the same `id`. */
export const importAskSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('part'), id, asked: exchanges.part.ask }),
  z.object({ name: z.literal('look'), id, asked: exchanges.look.ask }),
  z.object({ name: z.literal('fit'), id, asked: exchanges.fit.ask }),
  z.object({ name: z.literal('check'), id, asked: exchanges.check.ask }),
  z.object({ name: z.literal('plan'), id, asked: exchanges.plan.ask }),
  z.object({ name: z.literal('rows'), id, asked: exchanges.rows.ask }),
  z.object({ name: z.literal('refused'), id, asked: exchanges.refused.ask }),
  z.object({ name: z.literal('pack'), id, asked: exchanges.pack.ask }),
  z.object({ name: z.literal('undo'), id, asked: exchanges.undo.ask }),
  z.object({ name: z.literal('units'), id, asked: exchanges.units.ask }),
])
export type ImportAsk = Readonly<z.infer<typeof importAskSchema>>

/** What the worker says: how far it is with a plan, as often as it likes, and to each ask how it ended. */
export const importReplySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), rows: z.int(), share: z.number() }),
  z.object({ type: z.literal('answer'), id, answer: z.unknown() }),
  z.object({
    type: z.literal('refused'),
    id,
    code: z.enum(keysOf(errorCatalogue)),
    detail: z.record(z.string(), z.string()),
  }),
  z.object({ type: z.literal('failed'), id, problem: problemSchema }),
])
export type ImportReply = Readonly<z.infer<typeof importReplySchema>>
