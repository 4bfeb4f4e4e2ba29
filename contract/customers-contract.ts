import { z } from 'zod'
import { consentIdSchema, customerIdSchema, visitIdSchema } from '../core/ids.ts'
import { languageSchema } from '../core/market/language.ts'
import { call } from './call.ts'
import { customerLinkCalls } from './links-contract.ts'
import {
  customerRecordSchema,
  customerViewSchema,
  lookAlikeSchema,
  seenSchema,
  visitViewSchema,
} from './showroom-views.ts'

/** The store's customers: their records, what they consented to, and what becomes of them. */
export const customersContract = {
  customers: {
    /** Saves a customer, new or known, and, with `visit`, makes the visit theirs. */
    save: call
      .input(
        z.object({
          customerId: customerIdSchema,
          isNew: z.boolean(),
          visit: z.object({ id: visitIdSchema, seenCustomerId: customerIdSchema.nullable() }).nullable(),
          name: z.string().trim().max(120).nullable(),
          phone: z.string().trim().max(40).nullable(),
          language: languageSchema,
          /** Left out, it stays as it is. */
          note: z.string().trim().max(2000).nullable().optional(),
          alsoPhones: z.array(z.string().trim().min(1).max(40)).max(10).optional(),
          seen: seenSchema,
        }),
      )
      .output(z.object({ customer: customerRecordSchema, savedAt: z.int() })),
    /** Makes a visit (and its opportunity) that of a customer already known. */
    attach: call
      .input(
        z.object({
          visitId: visitIdSchema,
          customerId: customerIdSchema,
          seenCustomerId: customerIdSchema.nullable(),
        }),
      )
      .output(z.object({ savedAt: z.int() })),
    get: call.input(z.object({ customerId: customerIdSchema })).output(
      z.object({
        /** The record that was asked for; edits are of it alone. */
        customer: customerRecordSchema,
        /** The other records of the same person, but for those that are erased. */
        records: z.array(customerRecordSchema),
        /** When and why they were erased, `null` for everybody else. */
        erased: z.object({ at: z.int(), reason: z.enum(['requested', 'retention']) }).nullable(),
        seen: seenSchema,
        /** What stands of each purpose, said on whichever record. */
        consents: z.array(
          z.object({
            id: consentIdSchema,
            customerId: customerIdSchema,
            purpose: z.enum(['follow-up', 'marketing', 'share-with-maker']),
            granted: z.boolean(),
            wording: z.string(),
            occurredAt: z.int(),
            authorName: z.string(),
            /** Granted by somebody who did not know of the withdrawal that stands: it does not count. */
            grantedApart: z.object({ occurredAt: z.int(), authorName: z.string() }).nullable(),
          }),
        ),
        /** Of every record; each says whose it is. */
        visits: z.array(visitViewSchema),
        /** Others with one of the phones: a hint, families share numbers. */
        samePhone: z.array(customerViewSchema),
        /** Others who look like the same person by phone and name, most alike first. */
        lookAlikes: z.array(lookAlikeSchema),
      }),
    ),
    ...customerLinkCalls,
    /**
     * Erases a customer on their wish, or because their time is over: the ids, days and counts stay, what tells who they
     * are goes. Every record of the person goes: `linkedIds` are those that were shown beside this one.
     */
    erase: call
      .input(
        z.object({
          customerId: customerIdSchema,
          linkedIds: z.array(customerIdSchema).max(200).optional(),
          reason: z.enum(['requested', 'retention']),
        }),
      )
      .output(z.object({ erasedAt: z.int() })),
    search: call
      .input(z.object({ text: z.string().max(120), limit: z.int().min(1).max(50) }))
      .output(z.object({ customers: z.array(customerViewSchema), total: z.int() })),
    consent: call
      .input(
        z.object({
          customerId: customerIdSchema,
          wordingId: z.string(),
          granted: z.boolean(),
          language: languageSchema,
        }),
      )
      .output(z.object({ consentId: consentIdSchema, savedAt: z.int() })),
  },
}
