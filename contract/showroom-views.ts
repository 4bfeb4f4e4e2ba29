import { z } from 'zod'
import {
  changeIdSchema,
  consultantIdSchema,
  customerIdSchema,
  customerLinkIdSchema,
  opportunityIdSchema,
  visitIdSchema,
  visitLinkIdSchema,
} from '../core/ids.ts'
import { businessDaySchema } from '../core/market/business-day.ts'
import { languageSchema } from '../core/market/language.ts'
import { roleSchema } from '../core/people/role.ts'

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
  /** Entered afterwards from paper: it has ended, and what is on the paper is still written down in it. */
  enteredLate: z.boolean(),
  /** Other visits of the same walk-in, recorded on another laptop, and the links that say so of this one. */
  sameWalkIn: z.array(z.object({ id: visitIdSchema, startedAt: z.int(), ownerName: z.string() })),
  linkIds: z.array(visitLinkIdSchema),
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
  /** How many records there are of this person, this one among them. */
  records: z.int(),
})

const phoneViewSchema = z.object({ phone: z.string(), phoneText: z.string() })

/** One record with everything on it. */
export const customerRecordSchema = customerViewSchema.extend({
  note: z.string().nullable(),
  alsoPhones: z.array(phoneViewSchema),
  /** The links that make it one with other records. */
  linkIds: z.array(customerLinkIdSchema),
})

/** Somebody who may be the same person, and why. */
export const lookAlikeSchema = z.object({
  customer: customerViewSchema,
  reasons: z.array(
    z.enum([
      'same-phone',
      'phone-one-digit-apart',
      'same-name',
      'name-within-the-other',
      'name-one-letter-apart',
      'one-has-no-name',
      'other-name',
    ]),
  ),
})

/** The change whose value was seen, for each field that can be edited. */
export const seenSchema = z.partialRecord(
  z.enum(['name', 'phone', 'language', 'note', 'alsoPhones']),
  changeIdSchema,
)

/** What the store can deliver of a vehicle, as a sentence and as a word to choose a sign by. */
export const availabilityTextSchema = z.object({
  when: z.enum(['now', 'later', 'not-known']),
  sentence: z.string(),
})
