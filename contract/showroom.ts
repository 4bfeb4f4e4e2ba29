import { z } from 'zod'
import {
  bookingIdSchema,
  consultantIdSchema,
  customerIdSchema,
  opportunityIdSchema,
  stockUnitIdSchema,
  storeIdSchema,
  variantIdSchema,
  visitIdSchema,
} from '../core/ids.ts'
import { businessDaySchema } from '../core/market/business-day.ts'
import { languageSchema } from '../core/market/language.ts'
import { marketSchema } from '../core/market/market-pack.ts'
import { moneySchema } from '../core/market/money.ts'
import { roleSchema } from '../core/people/role.ts'
import { dailySummarySchema } from '../core/reports/daily-summary.ts'
import { call } from './call.ts'
import { carryContract } from './carry-contract.ts'
import { catalogueCalls } from './catalogue-contract.ts'
import { clockContract, clockQuestionSchema } from './clock-contract.ts'
import { customerViewContract } from './customer-view-contract.ts'
import { customersContract } from './customers-contract.ts'
import { discoveryContract } from './discovery-contract.ts'
import { enrolmentContract } from './enrolment-contract.ts'
import { importContract } from './import-contract.ts'
import { laptopContract } from './laptop-contract.ts'
import { visitLinkCalls } from './links-contract.ts'
import { ownershipContract } from './ownership-contract.ts'
import { picturesContract } from './pictures-contract.ts'
import { pricingContract } from './pricing-contract.ts'
import { protectionContract } from './protection-contract.ts'
import { ratesContract } from './rates-contract.ts'
import { personNameSchema, setupContract, storeNamesSchema } from './setup-contract.ts'
import { arrivalSchema, consultantSchema, visitViewSchema } from './showroom-views.ts'
import { stockContract } from './stock-contract.ts'
import { syncContract } from './sync-contract.ts'
import { takeHomeContract } from './take-home-contract.ts'
import { updatesContract } from './updates-contract.ts'
import { vehiclePhotoContract } from './vehicle-photo-contract.ts'

/** On the store's clock, as `14:05`. */
const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

const fileSchema = z.object({ fileName: z.string(), content: z.instanceof(Blob) })

/** Answered only while the laptop's data is open. */
export const serviceContract = {
  ...protectionContract,
  ...setupContract,
  ...syncContract,
  ...carryContract,
  ...enrolmentContract,
  ...stockContract,
  ...picturesContract,
  ...ratesContract,
  ...pricingContract,
  ...ownershipContract,
  ...importContract,
  ...vehiclePhotoContract,
  ...clockContract,
  ...customersContract,
  ...customerViewContract,
  ...takeHomeContract,
  ...discoveryContract,
  ...updatesContract,
  app: {
    state: call.output(
      z.object({
        version: z.string(),
        host: z.enum(['electron', 'browser', 'none']),
        demo: z.boolean(),
        store: z
          .object({ id: storeIdSchema, name: z.string(), code: z.string(), timeZone: z.string() })
          .nullable(),
        market: marketSchema,
        language: languageSchema,
        colourScheme: z.enum(['auto', 'light', 'dark']),
        consultants: z.array(consultantSchema),
        /** Who is signed in. */
        consultantId: consultantIdSchema.nullable(),
        businessDay: businessDaySchema,
        now: z.int(),
        /** What speaks against this laptop's clock, as a sentence in its language; `null` when nothing does. */
        clockDoubt: z.string().nullable(),
        /** While there is doubt: no visit starts before a person has said which day it is. */
        clockQuestion: clockQuestionSchema.nullable(),
        /** The earliest business day of anything on this laptop, `null` before set-up. */
        firstDay: businessDaySchema.nullable(),
        catalogue: z
          .object({ version: z.string(), variants: z.int(), models: z.int(), origin: z.string() })
          .nullable(),
      }),
    ),
  },
  settings: {
    /** What the store is called from now on; one of head office is called what head office calls it. */
    renameStore: call.input(storeNamesSchema).output(z.object({})),
    update: call
      .input(
        z.object({
          language: languageSchema.optional(),
          colourScheme: z.enum(['auto', 'light', 'dark']).optional(),
          headofficeUrl: z.string().nullable().optional(),
        }),
      )
      .output(z.object({})),
  },
  consultants: {
    add: call
      .input(
        z.object({
          consultantId: consultantIdSchema,
          name: personNameSchema,
          role: roleSchema,
        }),
      )
      .output(consultantSchema),
  },
  visits: {
    start: call
      .input(
        z.object({
          visitId: visitIdSchema,
          arrival: arrivalSchema,
          customerId: customerIdSchema.nullable(),
          /** The opportunity that goes on; `null` begins one. */
          opportunityId: opportunityIdSchema.nullable(),
        }),
      )
      .output(visitViewSchema),
    ...visitLinkCalls,
    /**
     * A visit that was written on paper, on the store's clock. It has ended; what is written in it bears its business
     * day and is marked as entered later.
     */
    enterLate: call
      .input(
        z.object({
          visitId: visitIdSchema,
          businessDay: businessDaySchema,
          from: timeOfDaySchema,
          to: timeOfDaySchema,
          arrival: arrivalSchema,
          leftBeforeContact: z.boolean(),
        }),
      )
      .output(visitViewSchema),
    /** The open visits of any day, and all of the given business day, newest first. */
    list: call.input(z.object({ businessDay: businessDaySchema })).output(z.array(visitViewSchema)),
    get: call.input(z.object({ visitId: visitIdSchema })).output(visitViewSchema),
    setArrival: call
      .input(z.object({ visitId: visitIdSchema, arrival: arrivalSchema, seenArrival: arrivalSchema }))
      .output(visitViewSchema),
    end: call
      .input(z.object({ visitId: visitIdSchema, leftBeforeContact: z.boolean() }))
      .output(visitViewSchema),
  },
  opportunities: {
    book: call
      .input(
        z.object({
          bookingId: bookingIdSchema,
          visitId: visitIdSchema,
          variantId: variantIdSchema,
          amount: moneySchema,
          paymentMode: z.string(),
          promisedDay: businessDaySchema.nullable(),
          /** The car that is kept for it, where one is chosen. */
          stockUnitId: stockUnitIdSchema.nullable().optional(),
        }),
      )
      .output(z.object({ bookingId: bookingIdSchema, bookedAt: z.int() })),
    lose: call
      .input(z.object({ visitId: visitIdSchema, reason: z.string(), note: z.string().max(1000).nullable() }))
      .output(z.object({})),
  },
  catalogue: catalogueCalls,
  reports: {
    daily: call
      .input(z.object({ businessDay: businessDaySchema, language: languageSchema }))
      .output(dailySummarySchema),
    close: call
      .input(z.object({ businessDay: businessDaySchema, language: languageSchema }))
      .output(dailySummarySchema),
    export: call
      .input(
        z.object({
          businessDay: businessDaySchema,
          language: languageSchema,
          format: z.enum(['xlsx', 'csv']),
        }),
      )
      .output(fileSchema),
    /** Said before the page to print is handed to the printer: a printed list is an exported one. */
    printing: call.input(z.object({ businessDay: businessDaySchema })).output(z.object({})),
    /** A PDF where a Chromium can print it; otherwise the address of the page to print, said plainly. */
    print: call
      .input(z.object({ businessDay: businessDaySchema, language: languageSchema }))
      .output(
        z.discriminatedUnion('type', [
          z.object({ type: z.literal('pdf'), file: fileSchema }),
          z.object({ type: z.literal('print-page'), path: z.string(), sentence: z.string() }),
        ]),
      ),
  },
}

/**
 * What the page says to the data process; one router serves MessagePort and WebSocket.
 *
 * A call that makes something names its id, minted by the page, and a call that replaces something names what the
 * person saw of it. So the same call twice (tried again after no answer came) writes once and is answered alike, and
 * nothing that another window saved is overwritten unseen: then it is CHANGED_SINCE_SEEN. Answers and consents need
 * no id: one that says what stands already writes nothing.
 */
export const showroomContract = { laptop: laptopContract, ...serviceContract }
