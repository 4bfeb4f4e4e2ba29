import { z } from 'zod'
import { asOfSchema } from '../catalogue/attribute.ts'
import { answerSchema } from '../discovery/answer.ts'
import { feltHeardFields } from '../discovery/felt-heard.ts'
import { readBackFields } from '../discovery/kept-read-back.ts'
import { remarkFields } from '../discovery/remark.ts'
import { unmetNeedFields } from '../discovery/unmet-need.ts'
import {
  consentIdSchema,
  consultantIdSchema,
  customerIdSchema,
  customerLinkIdSchema,
  opportunityIdSchema,
  stockUnitIdSchema,
  variantIdSchema,
  visitIdSchema,
  visitLinkIdSchema,
} from '../ids.ts'
import { keysOf } from '../keys-of.ts'
import { businessDaySchema } from '../market/business-day.ts'
import { languageSchema } from '../market/language.ts'
import { moneySchema } from '../market/money.ts'
import { roleSchema } from '../people/role.ts'
import { pictureFields } from '../pictures/picture-fields.ts'
import { quoteContentSchema } from '../pricing/quote.ts'
import { basisSchema, dailyFiguresSchema, differenceSchema } from '../reports/daily-summary.ts'
import { shortlistSchema } from '../shortlist/shortlist.ts'
import { shortlistChoiceFields } from '../shortlist/shortlist-choice.ts'
import { stockStates } from '../stock/stock-state.ts'
import { document, event, type FieldKind, row } from './entity-kinds.ts'

/**
 * Everything that travels between laptops and head office, one entry an entity. A field that came after its entity's
 * first release has a default, for rows that were written before it.
 */
export const entities = {
  consultant: row({
    fields: z.object({
      name: z.string().min(1),
      role: roleSchema,
      active: z.boolean(),
    }),
    merge: { name: 'register', role: 'register', active: 'register' },
    references: {},
  }),
  customer: row({
    fields: z.object({
      name: z.string().nullable(),
      phone: z.string().nullable(),
      language: languageSchema,
      /** What to remember of them, in their own words where they said it. */
      note: z.string().nullable().default(null),
      /** More phones that they are reached on, as E.164. */
      alsoPhones: z.array(z.string()).default([]),
    }),
    merge: { name: 'register', phone: 'register', language: 'register', note: 'register', alsoPhones: 'set' },
    references: {},
  }),
  consent: event({
    fields: z.object({
      customerId: customerIdSchema,
      purpose: z.enum(['follow-up', 'marketing', 'share-with-maker']),
      granted: z.boolean(),
      wordingId: z.string(),
      wording: z.string(),
      language: languageSchema,
      withdrawsId: consentIdSchema.nullable(),
      followsId: consentIdSchema.nullable(),
      /** What else was seen of this purpose: said on two laptops apart, or of another record of the same person. */
      alsoFollowsIds: z.array(consentIdSchema).default([]),
      authorId: consultantIdSchema,
      occurredAt: z.int(),
    }),
    references: { customerId: 'customer', authorId: 'consultant' },
  }),
  opportunity: row({
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
    merge: {
      ownerId: 'register',
      customerId: 'register',
      state: 'register',
      lostReason: 'register',
      lostNote: 'register',
      lostVisitId: 'register',
      lostBusinessDay: 'register',
      openedAt: 'register',
    },
    references: { ownerId: 'consultant', customerId: 'customer' },
    together: [['state', 'lostReason', 'lostNote', 'lostVisitId', 'lostBusinessDay']],
  }),
  visit: row({
    fields: z.object({
      opportunityId: opportunityIdSchema,
      ownerId: consultantIdSchema,
      arrival: z.enum(['first-time', 'be-back', 'unknown']),
      startedAt: z.int(),
      businessDay: businessDaySchema,
      endedAt: z.int().nullable(),
      leftBeforeContact: z.boolean(),
      /** Entered afterwards from paper, with the business day it belongs to. */
      enteredLate: z.boolean().default(false),
    }),
    merge: {
      opportunityId: 'register',
      ownerId: 'register',
      arrival: 'register',
      startedAt: 'register',
      businessDay: 'register',
      endedAt: 'register',
      leftBeforeContact: 'register',
      enteredLate: 'register',
    },
    references: { opportunityId: 'opportunity', ownerId: 'consultant' },
  }),
  answer: event({
    fields: answerSchema.omit({ id: true }).extend({ businessDay: businessDaySchema }),
    // Not the answers it supersedes: they may come later, and are then superseded already.
    references: { opportunityId: 'opportunity', visitId: 'visit', authorId: 'consultant' },
  }),
  /** Said without being asked. Not the remarks it supersedes: they may come later. */
  remark: event({
    fields: remarkFields,
    references: { opportunityId: 'opportunity', visitId: 'visit', authorId: 'consultant' },
  }),
  readBack: event({
    fields: readBackFields,
    references: { opportunityId: 'opportunity', visitId: 'visit', authorId: 'consultant' },
  }),
  feltHeard: event({
    fields: feltHeardFields,
    references: { opportunityId: 'opportunity', visitId: 'visit', authorId: 'consultant' },
  }),
  unmetNeed: event({
    fields: unmetNeedFields,
    // Not the answer it was told from, nor the needs it follows: they may come later.
    references: { opportunityId: 'opportunity', visitId: 'visit', authorId: 'consultant' },
  }),
  shortlist: document({
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
  }),
  /** What is relaxed and overruled of it. Not the choices that it follows: they may come later. */
  shortlistChoice: event({
    fields: shortlistChoiceFields,
    references: { opportunityId: 'opportunity', visitId: 'visit', authorId: 'consultant' },
  }),
  /** A price as it was said to a customer, with all that it followed from. */
  quote: document({
    fields: z.object({
      opportunityId: opportunityIdSchema,
      visitId: visitIdSchema,
      variantId: variantIdSchema,
      businessDay: businessDaySchema,
      authorId: consultantIdSchema,
      occurredAt: z.int(),
      language: languageSchema,
      content: quoteContentSchema,
    }),
    references: { opportunityId: 'opportunity', visitId: 'visit', authorId: 'consultant' },
  }),
  booking: document({
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
  }),
  dailySummary: document({
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
  }),
  erasure: event({
    fields: z.object({
      // No reference: it may come before the customer does, and wins over whatever comes later.
      customerId: customerIdSchema,
      reason: z.enum(['requested', 'retention']),
      authorId: consultantIdSchema,
      occurredAt: z.int(),
    }),
    references: { authorId: 'consultant' },
  }),
  /** That two customers' records are one person's; no row moves. `linked: false` takes back the links it follows. */
  customerLink: event({
    fields: z.object({
      oneId: customerIdSchema,
      otherId: customerIdSchema,
      linked: z.boolean(),
      followsIds: z.array(customerLinkIdSchema),
      authorId: consultantIdSchema,
      occurredAt: z.int(),
    }),
    references: { oneId: 'customer', otherId: 'customer', authorId: 'consultant' },
  }),
  /** That two visits are one walk-in, entered on two laptops: they count once. */
  visitLink: event({
    fields: z.object({
      oneId: visitIdSchema,
      otherId: visitIdSchema,
      linked: z.boolean(),
      followsIds: z.array(visitLinkIdSchema),
      authorId: consultantIdSchema,
      occurredAt: z.int(),
    }),
    references: { oneId: 'visit', otherId: 'visit', authorId: 'consultant' },
  }),
  /**
   * One car. An edit of it says `deleted: false` again, so that a delete that did not know the edit is in conflict
   * with it; its fields go together for the same reason.
   */
  stockUnit: row({
    fields: z.object({
      variantId: variantIdSchema,
      /** VIN or frame number. */
      number: z.string().min(1).max(40),
      colour: z.string().max(80),
      place: z.string().max(120),
      state: z.enum(stockStates),
      /** Since when it stands here. */
      arrivedOn: businessDaySchema.nullable().default(null),
      /** When it is to come, of one that is not here. */
      expectedOn: businessDaySchema.nullable().default(null),
      deleted: z.boolean(),
    }),
    merge: {
      variantId: 'register',
      number: 'register',
      colour: 'register',
      place: 'register',
      state: 'register',
      arrivedOn: 'register',
      expectedOn: 'register',
      deleted: 'register',
    },
    references: {},
    together: [['deleted', 'variantId', 'number', 'colour', 'place', 'state', 'arrivedOn', 'expectedOn']],
  }),
  /**
   * Who has what can be had once: a stock unit, or an hour of a demo car. Its row id follows from what is claimed
   * (core/sync/claim-id.ts), so that two laptops that claim the same write one row.
   */
  claim: row({
    fields: z.object({
      stockUnitId: stockUnitIdSchema,
      /** The hour claimed, as `2026-11-22T15`, `null` for the unit itself. */
      hour: z.string().nullable(),
      /** `null` where it was let go. */
      opportunityId: opportunityIdSchema.nullable(),
    }),
    merge: { stockUnitId: 'register', hour: 'register', opportunityId: 'claim' },
    references: { stockUnitId: 'stockUnit', opportunityId: 'opportunity' },
  }),
  /** A picture taken in a visit, such as of the car to be traded in. Its bytes travel apart, named by their hash. */
  picture: event({
    fields: z.object({
      opportunityId: opportunityIdSchema,
      visitId: visitIdSchema,
      ...pictureFields,
      authorId: consultantIdSchema,
      occurredAt: z.int(),
    }),
    references: { opportunityId: 'opportunity', visitId: 'visit', authorId: 'consultant' },
  }),
  /** A photo of a vehicle on sale. Its bytes travel apart, named by their hash. */
  vehiclePhoto: row({
    fields: z.object({
      /** A variant's id, or `brand/model` of it for a photo of all its variants. */
      vehicle: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+(\/[a-z0-9-]+)?$/),
      ...pictureFields,
      authorId: consultantIdSchema,
      occurredAt: z.int(),
      deleted: z.boolean(),
    }),
    merge: {
      vehicle: 'register',
      hash: 'register',
      bytes: 'register',
      mediaType: 'register',
      caption: 'register',
      authorId: 'register',
      occurredAt: 'register',
      deleted: 'register',
    },
    references: { authorId: 'consultant' },
    together: [['deleted', 'vehicle', 'hash', 'bytes', 'mediaType', 'caption', 'authorId', 'occurredAt']],
  }),
  /**
   * A rate that the store set, in place of the market pack's or beside it. Its row id follows from what it is the rate
   * of (core/market/rate-edit-id.ts), so that two laptops that set the same rate write one row.
   */
  rateEdit: row({
    fields: z.object({
      rate: z.string().min(1).max(60),
      /** What it applies to, as a rate row of the market pack says it; empty for everything. */
      applies: z.string().max(200),
      value: z.number(),
      unit: z.string().min(1).max(20),
      validFrom: businessDaySchema,
      validUntil: businessDaySchema.nullable(),
      source: z.string().min(1).max(200),
      asOf: asOfSchema,
      authorId: consultantIdSchema,
      deleted: z.boolean(),
    }),
    merge: {
      rate: 'register',
      applies: 'register',
      value: 'register',
      unit: 'register',
      validFrom: 'register',
      validUntil: 'register',
      source: 'register',
      asOf: 'register',
      authorId: 'register',
      deleted: 'register',
    },
    references: { authorId: 'consultant' },
    together: [
      [
        'deleted',
        'rate',
        'applies',
        'value',
        'unit',
        'validFrom',
        'validUntil',
        'source',
        'asOf',
        'authorId',
      ],
    ],
  }),
}

export type EntityName = keyof typeof entities
export const entityNames = keysOf(entities)
export const entityNameSchema = z.enum(entityNames)
export type EntityFields<E extends EntityName> = z.infer<(typeof entities)[E]['fields']>

/** Whether this version knows the entity; a newer laptop or head office may name others. */
export const isEntityName = (name: string): name is EntityName => Object.hasOwn(entities, name)

/** The groups of an entity's fields that go the same way in a conflict. */
export function fieldsTogether(entity: EntityName): readonly (readonly string[])[] {
  const described = entities[entity]
  return 'together' in described ? (described.together ?? []) : []
}

const kindsByEntity: ReadonlyMap<string, ReadonlyMap<string, FieldKind>> = new Map(
  Object.entries(entities).map(([name, described]) => [
    name,
    new Map<string, FieldKind>(described.kind === 'row' ? Object.entries(described.merge) : []),
  ]),
)

/** How a field takes two values; `register` for what this version does not know. */
export const fieldKind = (entity: string, field: string): FieldKind =>
  kindsByEntity.get(entity)?.get(field) ?? 'register'

/** Whether a row cannot be without the field: one that came later has a default instead. */
export function isNeeded(entity: EntityName, field: string): boolean {
  const schema = new Map<string, z.ZodType>(Object.entries(entities[entity].fields.shape)).get(field)
  return schema !== undefined && !schema.safeParse(undefined).success
}
