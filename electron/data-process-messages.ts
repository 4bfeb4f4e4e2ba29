import { z } from 'zod'
import { type ErrorCode, errorCatalogue } from '../contract/errors.ts'

/**
 * What the main process and the data process say to each other besides the page's port, which travels as the one
 * transferred port of a `port` message.
 *
 * main → data: `port`, `printed` (answers `print` by id), `sealing`, `sealed` and `unsealed` (answer `sealing-state`,
 * `seal` and `unseal` by id), `may-update` (answered by `update`), `stop`.
 * data → main: `ready` once calls can be answered, `refused` when the data cannot be opened (then it ends), `print`,
 * `sealing-state`, `seal`, `unseal`, `update`: whether the update that is ready is installed now. This line is the only place that the plain key of the database ever crosses.
 */
const sealingSchema = z.object({ backend: z.string(), isWeak: z.boolean() })

/** The key with the names around it, sealed or not, is a few hundred bytes. */
const keyBytesSchema = z.custom<Uint8Array>(
  (bytes) => bytes instanceof Uint8Array && bytes.length > 0 && bytes.length <= 16_384,
)

const sealAnswerSchemas = [
  z.object({ type: z.literal('sealing'), id: z.int(), sealing: sealingSchema.nullable() }),
  z.object({
    type: z.literal('sealed'),
    id: z.int(),
    sealed: sealingSchema.extend({ sealed: keyBytesSchema }).nullable(),
  }),
  z.object({
    type: z.literal('unsealed'),
    id: z.int(),
    unsealed: z.discriminatedUnion('type', [
      z.object({ type: z.literal('unsealed'), bytes: keyBytesSchema, shouldReseal: z.boolean() }),
      z.object({ type: z.literal('lost') }),
    ]),
  }),
] as const
export type SealAnswer = z.infer<(typeof sealAnswerSchemas)[number]>

const sealRequestSchemas = [
  z.object({ type: z.literal('sealing-state'), id: z.int() }),
  z.object({ type: z.literal('seal'), id: z.int(), bytes: keyBytesSchema }),
  z.object({ type: z.literal('unseal'), id: z.int(), sealed: keyBytesSchema }),
] as const
export const sealRequestSchema = z.discriminatedUnion('type', sealRequestSchemas)
export type SealRequest = z.infer<typeof sealRequestSchema>

export const toDataSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('port') }),
  z.object({ type: z.literal('printed'), id: z.int(), pdf: z.instanceof(Uint8Array).nullable() }),
  ...sealAnswerSchemas,
  z.object({ type: z.literal('may-update') }),
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
  ...sealRequestSchemas,
  z.object({ type: z.literal('update'), isNow: z.boolean() }),
])
export type ToMain = z.infer<typeof toMainSchema>
