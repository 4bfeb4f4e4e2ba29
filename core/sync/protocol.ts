/*
 * The sync protocol, version 1, between a laptop and head office. JSON over HTTP; calls in contract/headoffice.ts.
 *
 * Words. A change set is what one user action wrote. A change in it writes fields of one row; each field names its
 * parent, the change whose value the person saw. Head office orders: each change set it accepts takes the next `seq`
 * of its store while the store's counter row is locked, so nothing can later appear behind a cursor. Device clocks
 * decide nothing.
 *
 * A round is: handshake, push until the outbox is empty, pull until `end`.
 *
 * 1. Handshake. The laptop says protocol, store, device, the epoch, cursor and hash it stands at, and its newest
 *    receipt of that epoch: the one with the highest `seq`. The cursor proves what was pulled, the receipt what was
 *    pushed; every earlier receipt stands or falls with it, since the feed up to its `seq` does.
 *    - `protocol-not-accepted`: nothing else is said; the laptop waits for an upgrade.
 *    - another epoch than the laptop's (or the laptop has none): `welcome`, `newEpoch` true when it had one. The laptop
 *      goes back to cursor 0 and puts every change set with a receipt from another epoch back in its outbox.
 *    - the same epoch, a (cursor, hash) that this feed has had, and the receipt's change set at its `seq`: `welcome`.
 *    - the same epoch and any other (cursor, hash) or receipt: `mismatch`. Head office went back or was replaced. The
 *      laptop stops, tells the manager and deletes nothing. The operator settles it by beginning a new epoch. A
 *      `welcome` in the same epoch whose `seq` is below the laptop's newest receipt is a mismatch too.
 * 2. Push. Change sets in the laptop's own order, cut between change sets, bounded in bytes. Each is one transaction:
 *    whole or not at all. Its receipt and content hash are kept under its id:
 *    - the same id and content again: the first receipt, word for word;
 *    - the same id, its changes as they were or as erasing their customer makes them (core/sync/erased-values.ts): the
 *      first receipt too, for a laptop strips what it sent before;
 *    - the same id with other content: `refused`, the first outcome untouched.
 *    Only a receipt that names a change set takes it out of the outbox. A lost answer is therefore repeated, harmlessly.
 * 3. Accepting (core/sync/merge.ts). Events and documents are written once: the same row id with other content refuses
 *    the change set. A field of a row takes the new value when its parent is the one shown or the value is the
 *    same (the same value said twice counts once: what follows one saying follows the other); otherwise the first accepted stays shown and the new one is kept beside it (`conflict`). Fields that mean
 *    something only together go the same way together. A conflict is settled by a change whose `parent` and
 *    `alsoParents` name both sides. A change that a known change already follows is history and shows nothing, so the
 *    order in which laptops push again after a new epoch does not matter.
 * 4. Pull. Rows at their latest `seq`, in `seq` order, after the cursor. The rows of one `seq` are never cut, so a
 *    page is bounded in rows and bytes only beyond its first `seq`. `hash` covers every feed entry up to `cursor`:
 *    hash(n) = SHA-256(hash(n-1) + line feed + canonical JSON of entry n), hash(0) empty, entry = seq, change set id
 *    and its rows as fed. Rows, cursor, hash and epoch move in one transaction on the laptop.
 * 5. Applying on the laptop. A field with an unsent change of its own keeps its value; the remote one is stored beside
 *    it and the parent does not move. A row that hangs on a row not there yet waits; one that cannot be applied is
 *    quarantined with its reason; both are kept whole, tried again, and never block the rest.
 * 6. Erasure is an event that names a customer. It wins over whatever comes before or after it: a laptop strips every row
 *    about that customer, its changes, what stands beside and what stands aside, and each such row again as it arrives.
 *    What is about a customer is told by the references of the registry.
 */

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

/**
 * `parent` is the change whose value the person saw, `null` when they saw none. `alsoParents` are the changes whose
 * values stood beside it and were seen too: naming them settles the conflict.
 */
export const fieldChangeSchema = z.object({
  value: z.json(),
  parent: changeIdSchema.nullable(),
  alsoParents: z.array(changeIdSchema).optional(),
})
export type FieldChange = Readonly<z.infer<typeof fieldChangeSchema>>

const nameSchema = z.string().regex(/^[a-z][A-Za-z0-9]{0,63}$/)

/** `entity` stays text on the wire: a newer laptop's entity is kept, not refused. */
export const changeSchema = z.object({
  id: changeIdSchema,
  entity: nameSchema,
  rowId: z.uuid().lowercase(),
  fields: z.record(nameSchema, fieldChangeSchema),
})
export type Change = Readonly<z.infer<typeof changeSchema>>

/** What one user action wrote: accepted, fed and applied whole or not at all. */
export const changeSetSchema = z.object({
  id: changeSetIdSchema,
  authorId: consultantIdSchema.nullable(),
  occurredAt: z.int(),
  businessDay: businessDaySchema,
  changes: z.array(changeSchema).min(1).max(1000),
})
export type ChangeSet = Readonly<z.infer<typeof changeSetSchema>>

/** `durable` is set by a head office whose disk is synced before it answers; a trial one says `trial`. */
export const receiptMarkSchema = z.enum(['durable', 'trial'])
export type ReceiptMark = z.infer<typeof receiptMarkSchema>

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
  cursor: z.int().min(0),
  hash: z.string(),
  /** Of the epoch named, the receipt with the highest `seq`; `null` where there is none. */
  newestReceipt: z.object({ seq: z.int(), changeSetId: changeSetIdSchema }).nullable(),
})
export type HandshakeRequest = Readonly<z.infer<typeof handshakeRequestSchema>>
export const handshakeSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('welcome'),
    epoch: z.string(),
    mark: receiptMarkSchema,
    newEpoch: z.boolean(),
    seq: z.int(),
  }),
  /** The laptop's position or its newest receipt is not in this head office's feed: it went back or was replaced. */
  z.object({ type: z.literal('mismatch'), epoch: z.string(), seq: z.int(), words: z.string() }),
  z.object({ type: z.literal('protocol-not-accepted'), oldest: z.int(), newest: z.int() }),
])
export type Handshake = Readonly<z.infer<typeof handshakeSchema>>

export const pushRequestSchema = z.object({
  storeId: storeIdSchema,
  deviceId: deviceIdSchema,
  epoch: z.string(),
  changeSets: z.array(changeSetSchema).min(1).max(1000),
})
export type PushRequest = Readonly<z.infer<typeof pushRequestSchema>>
/** One receipt for each change set pushed, in the same order. */
export const pushResponseSchema = z.object({ receipts: z.array(receiptSchema) })
export type PushResponse = Readonly<z.infer<typeof pushResponseSchema>>

export const pullRequestSchema = z.object({
  storeId: storeIdSchema,
  deviceId: deviceIdSchema,
  epoch: z.string(),
  cursor: z.int().min(0),
  limit: z.int().min(1).max(1000),
})
export type PullRequest = Readonly<z.infer<typeof pullRequestSchema>>

const fedValueSchema = z.object({ value: z.json(), changeId: changeIdSchema })

/**
 * Another value beside the first accepted. `same` are the later changes that said it too, so that a laptop can tell
 * what each change said of fields that mean something only together.
 */
const otherValueSchema = fedValueSchema.extend({ same: z.array(changeIdSchema).optional() })

/** A row at its latest `seq`; a field in conflict carries the `others` beside the first accepted. */
export const feedRowSchema = z.object({
  seq: z.int(),
  entity: nameSchema,
  rowId: z.uuid().lowercase(),
  fields: z.record(nameSchema, fedValueSchema.extend({ others: z.array(otherValueSchema).optional() })),
})
export type FeedRow = Readonly<z.infer<typeof feedRowSchema>>
export const pullResponseSchema = z.object({
  rows: z.array(feedRowSchema),
  cursor: z.int(),
  hash: z.string(),
  end: z.boolean(),
})
export type PullResponse = Readonly<z.infer<typeof pullResponseSchema>>
