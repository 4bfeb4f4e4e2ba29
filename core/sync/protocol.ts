import { z } from 'zod'
import {
  changeIdSchema,
  changeSetIdSchema,
  consultantIdSchema,
  deviceIdSchema,
  storeIdSchema,
} from '../ids.ts'
import { businessDaySchema } from '../market/business-day.ts'

export const protocolVersion = 1

/** `parent` is the change whose value the person saw, `null` when they saw none. */
export const fieldChangeSchema = z.object({ value: z.json(), parent: changeIdSchema.nullable() })
export type FieldChange = Readonly<z.infer<typeof fieldChangeSchema>>

/** `entity` stays text on the wire: a newer laptop's entity is kept, not refused. */
export const changeSchema = z.object({
  id: changeIdSchema,
  entity: z.string().min(1),
  rowId: z.uuid(),
  fields: z.record(z.string(), fieldChangeSchema),
})
export type Change = Readonly<z.infer<typeof changeSchema>>

/** What one user action wrote: accepted, fed and applied whole or not at all. */
export const changeSetSchema = z.object({
  id: changeSetIdSchema,
  authorId: consultantIdSchema.nullable(),
  occurredAt: z.int(),
  businessDay: businessDaySchema,
  changes: z.array(changeSchema).min(1),
})
export type ChangeSet = Readonly<z.infer<typeof changeSetSchema>>

/** `durable` is set by a head office whose disk is synced before it answers; a trial one says `trial`. */
export const receiptMarkSchema = z.enum(['durable', 'trial'])

/** Head office's word for one change set, the same word for word when the change set is pushed again. */
export const receiptSchema = z.object({
  changeSetId: changeSetIdSchema,
  outcome: z.enum(['accepted', 'conflict', 'refused']),
  /** Feed position after this change set, `null` when it was refused. */
  seq: z.int().nullable(),
  mark: receiptMarkSchema,
  receivedAt: z.int(),
  words: z.string().min(1),
})
export type Receipt = Readonly<z.infer<typeof receiptSchema>>

export const handshakeRequestSchema = z.object({
  protocol: z.int(),
  storeId: storeIdSchema,
  storeCode: z.string(),
  storeName: z.string(),
  deviceId: deviceIdSchema,
  epoch: z.string().nullable(),
  cursor: z.int(),
  hash: z.string(),
})
export const handshakeSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('welcome'),
    epoch: z.string(),
    mark: receiptMarkSchema,
    newEpoch: z.boolean(),
    seq: z.int(),
  }),
  /** The laptop's cursor or running hash is not in this head office's feed: it went back or was replaced. */
  z.object({ type: z.literal('mismatch'), epoch: z.string(), seq: z.int(), words: z.string() }),
  z.object({ type: z.literal('protocol-not-accepted'), oldest: z.int(), newest: z.int() }),
])
export type Handshake = Readonly<z.infer<typeof handshakeSchema>>

export const pushRequestSchema = z.object({
  storeId: storeIdSchema,
  deviceId: deviceIdSchema,
  epoch: z.string(),
  changeSets: z.array(changeSetSchema).min(1),
})
export const pushResponseSchema = z.object({ receipts: z.array(receiptSchema) })

export const pullRequestSchema = z.object({
  storeId: storeIdSchema,
  deviceId: deviceIdSchema,
  epoch: z.string(),
  cursor: z.int(),
  limit: z.int().min(1).max(1000),
})
/** A row at its latest `seq`; a field in conflict carries the other value beside the first accepted. */
export const feedRowSchema = z.object({
  seq: z.int(),
  entity: z.string(),
  rowId: z.uuid(),
  fields: z.record(
    z.string(),
    z.object({
      value: z.json(),
      changeId: changeIdSchema,
      other: z.object({ value: z.json(), changeId: changeIdSchema }).optional(),
    }),
  ),
})
export type FeedRow = Readonly<z.infer<typeof feedRowSchema>>
export const pullResponseSchema = z.object({
  rows: z.array(feedRowSchema),
  cursor: z.int(),
  hash: z.string(),
  end: z.boolean(),
})
