import { z } from 'zod'
import { callSchema, madeSchema } from './calls.ts'

/** What a laptop process is told once, on its standard input, when it is to begin. */
export const goSchema = z.object({
  folder: z.string(),
  resources: z.string(),
  reportsWorker: z.string(),
  upkeepWorker: z.string(),
  importsWorker: z.string(),
  adviceWorker: z.string(),
  seed: z.int(),
  /** Where to enrol and with what, unless it is enrolled already. */
  headoffice: z.object({ url: z.string(), code: z.string() }).nullable(),
  /** The call that got no answer before the kill, to be made again. */
  again: callSchema.nullable(),
  /** Done after a few calls, so that a kill can be aimed at it. */
  soon: z.enum(['sync', 'import-catalogue', 'close-day', 'export-day', 'back-up', 'restart']).nullable(),
  /** `OFF` makes a laptop that loses what it acknowledged, to prove that the harness would see it. */
  synchronous: z.enum(['FULL', 'OFF']),
})
export type Go = Readonly<z.infer<typeof goSchema>>

/** What a laptop process says, one line of JSON each. */
export const lineSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('opening') }),
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('begun'), call: callSchema }),
  /** Said after the call returned: from here on what it wrote may never be lost. */
  z.object({ type: z.literal('acknowledged'), made: madeSchema }),
  /** Refused for a reason that is in order, such as a day that has not changed. */
  z.object({ type: z.literal('refused'), code: z.string() }),
  z.object({ type: z.literal('fault'), what: z.string() }),
])
export type Line = Readonly<z.infer<typeof lineSchema>>
