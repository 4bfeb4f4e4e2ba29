import { z } from 'zod'
import { answerSchema } from '../core/discovery/answer.ts'
import {
  changeIdSchema,
  consultantIdSchema,
  customerIdSchema,
  opportunityIdSchema,
  visitIdSchema,
} from '../core/ids.ts'
import { businessDaySchema } from '../core/market/business-day.ts'
import { languageSchema } from '../core/market/language.ts'
import { roleSchema } from '../core/people/role.ts'
import { pickSchema } from '../core/shortlist/shortlist.ts'
import { rowEntities } from '../core/sync/conflicts.ts'

export const consultantSchema = z.object({
  id: consultantIdSchema,
  name: z.string(),
  role: roleSchema,
  active: z.boolean(),
})

export const arrivalSchema = z.enum(['first-time', 'be-back', 'unknown'])

export const visitViewSchema = z.object({
  id: visitIdSchema,
  opportunityId: opportunityIdSchema,
  customerId: customerIdSchema.nullable(),
  customerName: z.string().nullable(),
  customerIsErased: z.boolean(),
  ownerId: consultantIdSchema,
  ownerName: z.string(),
  arrival: arrivalSchema,
  startedAt: z.int(),
  businessDay: businessDaySchema,
  endedAt: z.int().nullable(),
  leftBeforeContact: z.boolean(),
  answers: z.int(),
  state: z.enum(['open', 'lost', 'booked', 'delivered']),
})

export const customerViewSchema = z.object({
  id: customerIdSchema,
  name: z.string().nullable(),
  phone: z.string().nullable(),
  /** The phone as a person writes it, grouped; `null` without a phone. */
  phoneText: z.string().nullable(),
  language: languageSchema,
  /** Erased: nothing that tells who they are is left, and nothing can be written any more. */
  isErased: z.boolean(),
})

/** The change whose value was seen, for each field that can be edited. */
export const seenSchema = z.partialRecord(z.enum(['name', 'phone', 'language']), changeIdSchema)

export const boardSchema = z.object({
  bankVersion: z.string(),
  answers: z.array(answerSchema),
  drafts: z.array(z.object({ questionId: z.string(), text: z.string(), keptAt: z.int() })),
  openQuestionId: z.string().nullable(),
  next: z.object({ topicId: z.string(), questionId: z.string(), why: z.string() }).nullable(),
  shortlist: z.object({
    picks: z.array(pickSchema),
    considered: z.int(),
    notKnownYet: z.array(z.object({ topicId: z.string(), name: z.string() })),
  }),
})

export const syncStatusSchema = z.object({
  headofficeUrl: z.string().nullable(),
  state: z.enum([
    'not-set',
    'waiting',
    'working',
    'up-to-date',
    'unreachable',
    'not-headoffice',
    'refused',
    'stopped',
    'failed-here',
  ]),
  trial: z.boolean(),
  /** Head office has everything that this laptop recorded up to this instant; `null` before the first receipt. */
  everythingUpTo: z.int().nullable(),
  lastReceiptAt: z.int().nullable(),
  waitingVisits: z.int(),
  waitingChangeSets: z.int(),
  conflicts: z.int(),
  aside: z.int(),
  /** A sentence for the person in the language asked for, always true. */
  sentence: z.string(),
  /** What to do about the state, `null` where there is nothing to do. */
  advice: z.string().nullable(),
})

/** What can be said differently on two laptops: the entities whose fields change one by one. */
export const conflictSchema = z.object({
  entity: z.enum(rowEntities),
  rowId: z.uuid().lowercase(),
  /** The field, or the first of those that mean something only together. */
  field: z.string(),
  /** Whose it is, by name: the customer, the person of the team, the visit. */
  title: z.string(),
  label: z.string(),
  sentence: z.string(),
  /** The value that every screen shows, as a person reads it. */
  shown: z.string(),
  others: z.array(z.object({ changeId: changeIdSchema, text: z.string() })),
  /** The changes behind these values, to be named when one is chosen. */
  seen: z.array(changeIdSchema),
})
