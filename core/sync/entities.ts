import { z } from 'zod'
import { answerSchema } from '../discovery/answer.ts'
import {
  consentIdSchema,
  consultantIdSchema,
  customerIdSchema,
  opportunityIdSchema,
  variantIdSchema,
  visitIdSchema,
} from '../ids.ts'
import { keysOf } from '../keys-of.ts'
import { businessDaySchema } from '../market/business-day.ts'
import { languageSchema } from '../market/language.ts'
import { moneySchema } from '../market/money.ts'
import { roleSchema } from '../people/role.ts'
import { basisSchema, dailyFiguresSchema, differenceSchema } from '../reports/daily-summary.ts'
import { shortlistSchema } from '../shortlist/shortlist.ts'

/**
 * Everything that travels between laptops and head office, one entry an entity.
 *
 * `row`: fields change one by one, each with its own parent. `event`: written once, never changed, so two of them
 * never clash. `document`: an immutable whole, revised only by a new one. `references` names the row that must
 * be there first, for a change that arrives before what it hangs on. `together` groups the fields that mean something
 * only together: in a conflict they go the same way.
 */
export const entities = {
  consultant: {
    kind: 'row',
    fields: z.object({
      name: z.string().min(1),
      role: roleSchema,
      active: z.boolean(),
    }),
    references: {},
  },
  customer: {
    kind: 'row',
    fields: z.object({
      name: z.string().nullable(),
      phone: z.string().nullable(),
      language: languageSchema,
    }),
    references: {},
  },
  consent: {
    kind: 'event',
    fields: z.object({
      customerId: customerIdSchema,
      purpose: z.enum(['follow-up', 'marketing', 'share-with-maker']),
      granted: z.boolean(),
      wordingId: z.string(),
      wording: z.string(),
      language: languageSchema,
      withdrawsId: consentIdSchema.nullable(),
      followsId: consentIdSchema.nullable(),
      authorId: consultantIdSchema,
      occurredAt: z.int(),
    }),
    references: { customerId: 'customer', authorId: 'consultant' },
  },
  opportunity: {
    kind: 'row',
    fields: z.object({
      ownerId: consultantIdSchema,
      customerId: customerIdSchema.nullable(),
      state: z.enum(['open', 'lost', 'booked', 'delivered']),
      lostReason: z.string().nullable(),
      lostNote: z.string().nullable(),
      lostVisitId: visitIdSchema.nullable(),
      lostBusinessDay: businessDaySchema.nullable(),
      openedAt: z.int(),
    }),
    references: { ownerId: 'consultant', customerId: 'customer' },
    together: [['state', 'lostReason', 'lostNote', 'lostVisitId', 'lostBusinessDay']],
  },
  visit: {
    kind: 'row',
    fields: z.object({
      opportunityId: opportunityIdSchema,
      ownerId: consultantIdSchema,
      arrival: z.enum(['first-time', 'be-back', 'unknown']),
      startedAt: z.int(),
      businessDay: businessDaySchema,
      endedAt: z.int().nullable(),
      leftBeforeContact: z.boolean(),
    }),
    references: { opportunityId: 'opportunity', ownerId: 'consultant' },
  },
  answer: {
    kind: 'event',
    fields: answerSchema.omit({ id: true }).extend({ businessDay: businessDaySchema }),
    // Not the answers it supersedes: they may come later, and are then superseded already.
    references: { opportunityId: 'opportunity', visitId: 'visit', authorId: 'consultant' },
  },
  shortlist: {
    kind: 'document',
    fields: z.object({
      opportunityId: opportunityIdSchema,
      visitId: visitIdSchema,
      authorId: consultantIdSchema,
      occurredAt: z.int(),
      businessDay: businessDaySchema,
      language: languageSchema,
      content: shortlistSchema,
    }),
    references: { opportunityId: 'opportunity', visitId: 'visit', authorId: 'consultant' },
  },
  booking: {
    kind: 'document',
    fields: z.object({
      opportunityId: opportunityIdSchema,
      visitId: visitIdSchema,
      variantId: variantIdSchema,
      vehicleName: z.string().min(1),
      amount: moneySchema,
      paymentMode: z.string(),
      promisedDay: businessDaySchema.nullable(),
      authorId: consultantIdSchema,
      occurredAt: z.int(),
      businessDay: businessDaySchema,
    }),
    references: { opportunityId: 'opportunity', visitId: 'visit', authorId: 'consultant' },
  },
  dailySummary: {
    kind: 'document',
    fields: z.object({
      businessDay: businessDaySchema,
      revision: z.int().positive(),
      status: z.enum(['closed', 'restated']),
      authorId: consultantIdSchema,
      occurredAt: z.int(),
      figures: dailyFiguresSchema,
      difference: z.array(differenceSchema),
      basis: basisSchema,
      hash: z.string(),
    }),
    references: { authorId: 'consultant' },
  },
  erasure: {
    kind: 'event',
    fields: z.object({
      // No reference: it may come before the customer does, and wins over whatever comes later.
      customerId: customerIdSchema,
      reason: z.enum(['requested', 'retention']),
      authorId: consultantIdSchema,
      occurredAt: z.int(),
    }),
    references: { authorId: 'consultant' },
  },
} as const satisfies Record<
  string,
  {
    kind: 'row' | 'event' | 'document'
    fields: z.ZodObject
    references: Record<string, string>
    together?: readonly (readonly string[])[]
  }
>

export type EntityName = keyof typeof entities
export const entityNames = keysOf(entities)
export const entityNameSchema = z.enum(entityNames)
export type EntityFields<E extends EntityName> = z.infer<(typeof entities)[E]['fields']>

/** Whether this version knows the entity; a newer laptop or head office may name others. */
export const isEntityName = (name: string): name is EntityName => Object.hasOwn(entities, name)

/** The groups of an entity's fields that go the same way in a conflict. */
export function fieldsTogether(entity: EntityName): readonly (readonly string[])[] {
  const described: { readonly kind: string; readonly together?: readonly (readonly string[])[] } =
    entities[entity]
  return described.together ?? []
}
