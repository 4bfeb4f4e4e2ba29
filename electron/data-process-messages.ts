import { z } from 'zod'
import { type ErrorCode, errorCatalogue } from '../contract/errors.ts'

/**
 * What the main process and the data process say to each other besides the page's port, which travels as the one
 * transferred port of a `port` message.
 *
 * main → data: `port`, `printed` (answers `print` by id), `stop`.
 * data → main: `ready` once calls can be answered, `refused` when the data cannot be opened (then it ends), `print`.
 */
export const toDataSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('port') }),
  z.object({ type: z.literal('printed'), id: z.int(), pdf: z.instanceof(Uint8Array).nullable() }),
  z.object({ type: z.literal('stop') }),
])
export type ToData = z.infer<typeof toDataSchema>

/** A screen made for paper; nothing else of the page can be printed. */
const printPathSchema = z.string().regex(/^\/print\/[A-Za-z0-9/_-]+(\?[A-Za-z0-9=&_.%-]*)?$/)

const errorCodeSchema = z.custom<ErrorCode>(
  (code) => typeof code === 'string' && Object.hasOwn(errorCatalogue, code),
)

export const toMainSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('refused'), code: errorCodeSchema, detail: z.record(z.string(), z.string()) }),
  z.object({ type: z.literal('print'), id: z.int(), path: printPathSchema }),
])
export type ToMain = z.infer<typeof toMainSchema>
