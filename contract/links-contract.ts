import { z } from 'zod'
import { customerIdSchema, customerLinkIdSchema, visitIdSchema, visitLinkIdSchema } from '../core/ids.ts'
import { businessDaySchema } from '../core/market/business-day.ts'
import { call } from './call.ts'
import { visitViewSchema } from './showroom-views.ts'

const savedSchema = z.object({ savedAt: z.int() })

/** Records of one person. No record moves: the profile is a view over those that are linked. */
export const customerLinkCalls = {
  link: call
    .input(z.object({ linkId: customerLinkIdSchema, oneId: customerIdSchema, otherId: customerIdSchema }))
    .output(savedSchema),
  /**
   * Takes a record out of its person; `fromId` is one of the others. `linkIds` are the links that were seen, which are
   * taken back; with none it says of two that they are not the same person.
   */
  split: call
    .input(
      z.object({
        splitId: customerLinkIdSchema,
        customerId: customerIdSchema,
        fromId: customerIdSchema,
        linkIds: z.array(customerLinkIdSchema).max(200),
      }),
    )
    .output(savedSchema),
}

const walkInSideSchema = z.object({
  visit: visitViewSchema,
  /** What the customer said in their own words, first things first. */
  words: z.array(z.string()),
})

/** Visits of one walk-in, recorded on two laptops: they count once, and nothing that was said in either is lost. */
export const visitLinkCalls = {
  link: call
    .input(z.object({ linkId: visitLinkIdSchema, oneId: visitIdSchema, otherId: visitIdSchema }))
    .output(savedSchema),
  /** As for customers; with no `linkIds` it says that they are two walk-ins. */
  split: call
    .input(
      z.object({
        splitId: visitLinkIdSchema,
        visitId: visitIdSchema,
        fromId: visitIdSchema,
        linkIds: z.array(visitLinkIdSchema).max(200),
      }),
    )
    .output(savedSchema),
  /** Visits of the day and the six before it that look like one walk-in, one of them this laptop's own and one another's. */
  sameWalkIns: call.input(z.object({ businessDay: businessDaySchema })).output(
    z.array(
      z.object({
        own: walkInSideSchema,
        other: walkInSideSchema,
        reasons: z.array(
          z.enum([
            'same-customer',
            'same-phone',
            'same-name',
            'at-the-same-time',
            'began-together',
            'same-owner',
            'same-arrival',
          ]),
        ),
      }),
    ),
  ),
}
