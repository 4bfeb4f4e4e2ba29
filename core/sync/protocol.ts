/*
 * The sync protocol, version 2, between a laptop and head office. JSON over HTTPS; the calls are in
 * contract/headoffice.ts, the packed pages in core/sync/packed-page.ts, and docs/protocol.md says the same in the order
 * of a day.
 *
 * Every body, either way, says what it is as it travels (`Content-Digest`, core/sync/content-digest.ts), and nothing is
 * read of one that is not so: damage on the way is a line that broke, and what was asked is asked again.
 *
 * Words. A change set is what one user action wrote. A change in it writes fields of one row; each field names its
 * parent, the change whose value the person saw. Head office orders: each change set it accepts takes the next `seq`
 * of its store while the store's counter row is locked, so nothing can later appear behind a cursor. Device clocks
 * decide nothing. Whose store it is, the token says (core/sync/identity.ts), never the request.
 *
 * A round is: token, handshake, push until the outbox is empty, pull until `end`, digest.
 *
 * 1. Handshake. The laptop says protocol, the epoch, cursor and hash it stands at, and its newest receipt of that
 *    epoch: the one with the highest `seq`. The cursor proves what was pulled, the receipt what was pushed; every
 *    earlier receipt stands or falls with it, since the feed up to its `seq` does.
 *    - `protocol-not-accepted`: nothing else is said; the laptop waits for an upgrade.
 *    - another epoch than the laptop's (or the laptop has none): `welcome`, `newEpoch` true when it had one. The laptop
 *      goes back to cursor 0 and puts every change set with a receipt from another epoch back in its outbox. Where head
 *      office is empty (`seq` 0) and the laptop had a cursor or a receipt, it stops and asks the manager first.
 *    - the same epoch, a (cursor, hash) that this feed has had, and the receipt's change set at its `seq`: `welcome`.
 *    - the same epoch and any other (cursor, hash) or receipt: `mismatch`. Head office went back or was replaced. The
 *      laptop stops, tells the manager and deletes nothing. The operator settles it by beginning a new epoch. A
 *      `welcome` in the same epoch whose `seq` is below the laptop's newest receipt is a mismatch too.
 *    A `welcome` tells head office's time, from which the laptop learns its clock's offset; the documents in force; and
 *    what encodings it takes.
 * 2. Push. Change sets in the laptop's own order, cut between change sets, bounded in bytes. Each is whole or not at
 *    all; a page is one transaction. Its receipt and content hash are kept under its id:
 *    - the same id and content again: the first receipt, word for word;
 *    - the same id, its changes as they were or as erasing their customer makes them (core/sync/erased-values.ts): the
 *      first receipt too, for a laptop strips what it sent before;
 *    - the same id with other content: `refused`, the first outcome untouched.
 *    What is no change set is refused alone (`not-readable`) and nothing of it is kept: again it is refused again, with
 *    another `receivedAt`.
 *    Receipts come in the order of the page and name it by its hash. Only a receipt for a change set takes it out of
 *    the outbox. A lost answer is therefore repeated, harmlessly.
 *    An edit of a field whose last edit is this laptop's own and was never sent is folded: it takes the parent of that
 *    one and names it in `alsoParents`, and the folded change set leaves the outbox. Should it ever arrive, it is history.
 * 3. Accepting (core/sync/merge.ts). Events and documents are written once: the same row id with other content refuses
 *    the change set. A field of a row takes the new value when its parent is the one shown or the value is the same
 *    (the same value said twice counts once: what follows one saying follows the other); otherwise by its kind
 *    (core/sync/entities.ts): `register` keeps the first accepted shown and the new one beside it (`conflict`); `claim`
 *    does the same, as a double promise; `set` shows what any of them holds, and the next edit names them all. Fields
 *    that mean something only together go the same way together. A conflict is settled by a change whose `parent` and
 *    `alsoParents` name both sides. A change that a known change already follows is history and shows nothing, so the
 *    order in which laptops push again after a new epoch does not matter.
 *    A delete is `deleted: true`, and every edit of such a row says `deleted: false` again: so delete against edit is a
 *    conflict as any other. The row stays as a tombstone.
 * 4. Pull. Rows at their latest `seq`, in `seq` order, after the cursor. The rows of one `seq` are never cut, so a
 *    page is bounded in rows and bytes only beyond its first `seq`. `hash` is the running hash at `cursor`:
 *    hash(n) = SHA-256(hash(n-1) + line feed + change set id), hash(0) empty, in lower-case hexadecimal. A page may be applied in slices, cut between positions only; cursor, hash and epoch move in one
 *    transaction that leaves all of it on the disk, with the last slice or after it.
 *    A first pull (cursor 0) may be asked `newestFirst`: open visits and the newest rows come on `head` pages that do
 *    not move the cursor, then the feed is read from its beginning as ever.
 * 5. Applying on the laptop. A field with an unsent change of its own keeps its value; the remote one is stored beside
 *    it and the parent does not move. A row that hangs on a row not there yet waits; one that cannot be applied is
 *    quarantined with its reason; both are kept whole, tried again, and never block the rest. A field or an entity that
 *    this version does not know is kept as received, and takes part in the digest. More deletes than a cap in one round
 *    stop it until the manager has said yes.
 * 6. Digest. Each row as fed has a hash: the first 16 bytes of SHA-256 of the canonical JSON of its `entity`, `rowId`
 *    and `fields`. A row lies in the bucket that bits of its id say (core/sync/digest.ts); a bucket's digest is the
 *    exclusive-or of its rows' hashes, and the store's that of all. At the end of a pull both compare the store's; where
 *    they differ, the buckets', and those that differ are fed again through the same apply path.
 * 7. Erasure is an event that names a customer. It wins over whatever comes before or after it: head office strips every
 *    row about that customer and every change set behind it, and feeds those rows again at the erasure's `seq`; a laptop
 *    strips its rows, changes, what stands beside and what stands aside, and each such row again as it arrives.
 *    What is about a customer is told by the references of the registry.
 * 8. A clock is never believed. Each change set says what its laptop's clock said, the offset to head office's clock then
 *    as far as it could be told, and whether it was trusted. What was written on paper is `enteredLate`, with its own
 *    business day.
 */

import { z } from 'zod'
import { changeIdSchema, changeSetIdSchema, consultantIdSchema } from '../ids.ts'
import { businessDaySchema } from '../market/business-day.ts'
import { changesInASet } from './change-ids.ts'
import { bucketCount } from './digest.ts'
import { packedPageSchema } from './packed-page.ts'

export const protocolVersion = 2
/** The oldest laptop that head office still understands. */
export const oldestProtocol = 2

/**
 * `parent` is the change whose value the person saw, `null` when they saw none. `alsoParents` are the changes whose
 * values stood beside it and were seen too, and those folded into this one: naming them settles the conflict.
 */
export const fieldChangeSchema = z.object({
  value: z.json(),
  parent: changeIdSchema.nullable(),
  alsoParents: z.array(changeIdSchema).optional(),
})
export type FieldChange = Readonly<z.infer<typeof fieldChangeSchema>>

export const nameSchema = z.string().regex(/^[a-z][A-Za-z0-9]{0,63}$/)

/** `entity` stays text on the wire: a newer laptop's entity is kept, not refused. */
export const changeSchema = z.object({
  id: changeIdSchema,
  entity: nameSchema,
  rowId: z.uuid().lowercase(),
  fields: z.record(nameSchema, fieldChangeSchema),
})
export type Change = Readonly<z.infer<typeof changeSchema>>

/** What a laptop's clock was worth when it wrote: UTC milliseconds, and milliseconds to add for head office's time. */
export const deviceClockSchema = z.object({
  at: z.int(),
  offsetMs: z.int().nullable(),
  trusted: z.boolean(),
})
export type DeviceClock = Readonly<z.infer<typeof deviceClockSchema>>

/** What one user action wrote: accepted, fed and applied whole or not at all. */
export const changeSetSchema = z.object({
  id: changeSetIdSchema,
  authorId: consultantIdSchema.nullable(),
  occurredAt: z.int(),
  businessDay: businessDaySchema,
  /** Absent from what the first version wrote. */
  deviceClock: deviceClockSchema.optional(),
  /** Written on paper and entered afterwards; absent otherwise. */
  enteredLate: z.literal(true).optional(),
  changes: z.array(changeSchema).min(1).max(changesInASet),
})
export type ChangeSet = Readonly<z.infer<typeof changeSetSchema>>

/** `durable` is set by a head office whose disk is synced before it answers; a trial one says `trial`. */
export const receiptMarkSchema = z.enum(['durable', 'trial'])
export type ReceiptMark = z.infer<typeof receiptMarkSchema>

/**
 * Why head office refused a change set. `other-content`: its id was used before for other content. `written-before`:
 * a record in it was written before with other content. `not-readable`: it is not a change set.
 */
export const refusalReasonSchema = z.enum(['other-content', 'written-before', 'not-readable'])
export type RefusalReason = z.infer<typeof refusalReasonSchema>

/** Head office's word for one change set, the same word for word when the change set is pushed again. */
export const receiptSchema = z.object({
  changeSetId: changeSetIdSchema,
  outcome: z.enum(['accepted', 'conflict', 'refused']),
  /** Feed position after this change set, `null` when it was refused. */
  seq: z.int().nullable(),
  mark: receiptMarkSchema,
  receivedAt: z.int(),
  reason: refusalReasonSchema.nullable(),
})
export type Receipt = Readonly<z.infer<typeof receiptSchema>>

export const encodingSchema = z.enum(['zstd', 'br', 'gzip'])
export type Encoding = z.infer<typeof encodingSchema>

/** What head office publishes downwards, one document in force for each kind and store. */
export const documentInForceSchema = z.object({
  /** Text on the wire: a laptop passes over what a later head office publishes and it does not know. */
  kind: nameSchema,
  /** SHA-256 of the document's bytes, in hexadecimal. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().positive(),
})
export type DocumentInForce = Readonly<z.infer<typeof documentInForceSchema>>

export const handshakeRequestSchema = z.object({
  protocol: z.int(),
  epoch: z.string().nullable(),
  cursor: z.int().min(0),
  hash: z.string(),
  /** Of the epoch named, the receipt with the highest `seq`; `null` where there is none. */
  newestReceipt: z.object({ seq: z.int(), changeSetId: changeSetIdSchema }).nullable(),
  /** Change sets that wait on the laptop, for head office to say who is behind. */
  waiting: z.int().min(0),
})
export type HandshakeRequest = Readonly<z.infer<typeof handshakeRequestSchema>>
export const handshakeSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('welcome'),
    epoch: z.string(),
    mark: receiptMarkSchema,
    newEpoch: z.boolean(),
    seq: z.int(),
    /** Head office's clock, UTC milliseconds. */
    now: z.int(),
    encodings: z.array(encodingSchema),
    documents: z.array(documentInForceSchema),
  }),
  /** The laptop's position or its newest receipt is not in this head office's feed: it went back or was replaced. */
  z.object({ type: z.literal('mismatch'), epoch: z.string(), seq: z.int(), now: z.int(), words: z.string() }),
  z.object({ type: z.literal('protocol-not-accepted'), oldest: z.int(), newest: z.int() }),
])
export type Handshake = Readonly<z.infer<typeof handshakeSchema>>

export const pushRequestSchema = z.object({
  epoch: z.string(),
  /** Change sets, packed. */
  page: packedPageSchema,
})
/** Receipts for the change sets pushed, in the order of the page, each column as long as the page. */
export const pushResponseSchema = z.object({
  /** SHA-256 of the page's canonical JSON, in hexadecimal: which page this is the answer to. */
  pageHash: z.string(),
  outcomes: z.array(receiptSchema.shape.outcome),
  /** Each less the one before; `null` where refused. */
  seqs: z.array(z.int().nullable()),
  marks: z.array(receiptMarkSchema),
  /** Each less the one before. */
  receivedAt: z.array(z.int()),
  reasons: z.array(refusalReasonSchema.nullable()),
})
export type PushResponse = Readonly<z.infer<typeof pushResponseSchema>>

export const pullRequestSchema = z.object({
  epoch: z.string(),
  cursor: z.int().min(0),
  limit: z.int().min(1).max(5000),
  /** On a first pull: open visits and the newest first, in pages that do not move the cursor. */
  newestFirst: z.boolean().optional(),
})
export type PullRequest = Readonly<z.infer<typeof pullRequestSchema>>

/** `by` and `at` come with the sides of a conflict: who said it and when, UTC milliseconds. */
const fedValueSchema = z.object({
  value: z.json(),
  changeId: changeIdSchema,
  by: consultantIdSchema.nullable().optional(),
  at: z.int().optional(),
})

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
/** What a laptop holds of the answer to a pull, its rows unpacked. */
export interface FeedPage {
  readonly rows: readonly FeedRow[]
  readonly cursor: number
  readonly hash: string
  readonly end: boolean
  /** The store's digest at `cursor`, in hexadecimal, with the last page only. */
  readonly digest: string | null
}
export const pullResponseSchema = z.object({
  /** Feed rows, packed. */
  page: packedPageSchema,
  cursor: z.int(),
  hash: z.string(),
  end: z.boolean(),
  digest: z.string().nullable(),
})

export const digestResponseSchema = z.object({
  seq: z.int(),
  /** Every bucket that is not empty: its number and its digest in hexadecimal. */
  buckets: z.array(z.tuple([z.int(), z.string()])),
})
export const repairRequestSchema = z.object({
  epoch: z.string(),
  bucket: z
    .int()
    .min(0)
    .max(bucketCount - 1),
})
export const repairResponseSchema = z.object({
  seq: z.int(),
  /** Every row of the bucket, packed. */
  page: packedPageSchema,
})
