import { z } from 'zod'
import { publishedKindSchema } from '../core/documents/read-document.ts'
import { changeIdSchema, customerIdSchema } from '../core/ids.ts'
import { languageSchema } from '../core/market/language.ts'
import { rowEntities } from '../core/sync/conflicts.ts'
import { receiptMarkSchema, receiptSchema } from '../core/sync/protocol.ts'
import { call } from './call.ts'

const meteredSettingSchema = z.enum(['auto', 'metered', 'unmetered'])

const syncStatusSchema = z.object({
  headofficeUrl: z.string().nullable(),
  state: z.enum([
    'not-set',
    'not-enrolled',
    'waiting',
    'working',
    'up-to-date',
    /** All goes well, but this laptop's clock is far from head office's. */
    'clock-wrong',
    'no-network',
    /** A network is there, and head office is not to be had over it. */
    'no-internet',
    'poor-line',
    'headoffice-down',
    'not-headoffice',
    /** Not known at head office, revoked, or one of two copies. */
    'refused',
    /** The laptop's version and head office's have no protocol in common. */
    'too-old',
    /** Until somebody has decided; see `stopped`. */
    'stopped',
    'failed-here',
  ]),
  trial: z.boolean(),
  /**
   * Head office has every record of this laptop up to this instant; `null` before the first receipt, and where head
   * office no longer stands by its receipts.
   */
  everythingUpTo: z.int().nullable(),
  lastReceiptAt: z.int().nullable(),
  waitingVisits: z.int(),
  waitingChangeSets: z.int(),
  /** Pictures whose bytes only this laptop is known to have. */
  waitingPictures: z.int(),
  /** What head office did not take; it stays on this laptop. */
  refusedChangeSets: z.int(),
  conflicts: z.int(),
  aside: z.int(),
  /** A sentence for the person in the language asked for, always true. */
  sentence: z.string(),
  /** What to do about the state, `null` where there is nothing to do. */
  advice: z.string().nullable(),
  /** Whole days for which this laptop and head office have not been in step; `null` where there is nothing to say. */
  daysApart: z.int().nullable(),
  /** That is long enough to warn of. */
  isLongApart: z.boolean(),
  nextTryInMs: z.int().nullable(),
  metered: z.object({ setting: meteredSettingSchema, inForce: z.boolean() }),
  /** The store's data coming for the first time, in saved actions; usable meanwhile. */
  firstSync: z.object({ done: z.int(), of: z.int() }).nullable(),
  /** What a person has to decide before sync goes on; nothing was deleted. */
  stopped: z
    .object({
      type: z.enum(['mismatch', 'many-deletes', 'empty-headoffice']),
      /** What it is about, as a sentence. */
      words: z.string(),
    })
    .nullable(),
  /** What the last comparison of all records with head office's came to. */
  checked: z
    .object({
      at: z.int(),
      /** `mended`: rows differed and were fed again. `differs`: some still do. */
      outcome: z.enum(['same', 'mended', 'differs']),
      rows: z.int(),
    })
    .nullable(),
  /** Of records that other laptops wrote and only this one still has, as a sentence; `null` where there are none. */
  onlyHere: z.string().nullable(),
  /** What to add to this laptop's clock for head office's, in milliseconds; `null` where it cannot be told. */
  clockOffsetMs: z.int().nullable(),
})

/** What has not gone yet, or was refused, of one customer, of one nameless visit, or of the store itself. */
const waitingSchema = z.object({
  type: z.enum(['customer', 'visit', 'store']),
  customerId: customerIdSchema.nullable(),
  title: z.string(),
  /** Such as `1 visit, 4 answers, 1 booking, since 14:05`. */
  words: z.string(),
  since: z.int(),
})

/** What can be said differently on two laptops: the entities whose fields change one by one. */
const conflictSchema = z.object({
  entity: z.enum(rowEntities),
  rowId: z.uuid().lowercase(),
  /** The field, or the first of those that mean something only together. */
  field: z.string(),
  /** The same thing was promised to two customers. */
  isDoublePromise: z.boolean(),
  /** Whose it is, by name: the customer, the person of the team, the visit. */
  title: z.string(),
  label: z.string(),
  /** Who said what and when, as far as it is known. */
  sentence: z.string(),
  /** The value that every screen shows, as a person reads it. */
  shown: z.string(),
  others: z.array(z.object({ changeId: changeIdSchema, text: z.string() })),
  /** The changes behind these values, to be named when one is chosen. */
  seen: z.array(changeIdSchema),
})

const inLanguage = z.object({ language: languageSchema })

export const syncContract = {
  sync: {
    status: call.input(inLanguage).output(syncStatusSchema),
    /** Tries at once; comes back when the round is over, whatever came of it. */
    now: call.input(inLanguage).output(syncStatusSchema),
    /** The page noticed another network; looked at soon, and how often is bounded. */
    networkChanged: call.input(z.object({ saveData: z.boolean() })).output(z.object({})),
    /** On a metered line only what is small goes, less often, and no picture or document. */
    setMetered: call.input(inLanguage.extend({ setting: meteredSettingSchema })).output(syncStatusSchema),
    /** What waits, by customer, the longest waiting first; `more` are not in the list. */
    waiting: call.input(inLanguage).output(z.object({ items: z.array(waitingSchema), more: z.int() })),
    /** What head office refused, by customer and reason: it stays on this laptop alone. */
    refused: call.input(inLanguage).output(z.object({ items: z.array(waitingSchema), more: z.int() })),
    /** What came from head office and stands aside, with the reason; nothing else waits for it. */
    quarantine: call.input(inLanguage).output(
      z.object({
        items: z.array(z.object({ title: z.string(), words: z.string(), since: z.int().nullable() })),
        more: z.int(),
      }),
    ),
    conflicts: call.input(inLanguage).output(z.array(conflictSchema)),
    /** Makes the chosen value the only one, on every laptop; refused when others stand now than were seen. */
    settle: call
      .input(
        conflictSchema
          .pick({ entity: true, rowId: true, field: true, seen: true })
          .extend({ choose: z.union([z.literal('shown'), changeIdSchema]) }),
      )
      .output(z.object({ savedAt: z.int() })),
    receipts: call.input(inLanguage.extend({ limit: z.int().min(1).max(200) })).output(
      z.array(
        z.object({
          words: z.string(),
          outcome: receiptSchema.shape.outcome,
          mark: receiptMarkSchema,
          receivedAt: z.int(),
        }),
      ),
    ),
    /** What head office published and this laptop cannot use; what was in force before stays so. */
    documents: call.output(
      z.object({ refused: z.array(z.object({ kind: publishedKindSchema, reason: z.string() })) }),
    ),
    /** The manager has seen what head office would take away, and lets it. */
    allowDeletes: call.input(inLanguage).output(syncStatusSchema),
    /** The manager has seen that head office is empty, and lets everything be sent to it. */
    allowEmpty: call.input(inLanguage).output(syncStatusSchema),
  },
}
