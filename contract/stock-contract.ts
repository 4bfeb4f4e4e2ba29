import { z } from 'zod'
import {
  changeIdSchema,
  customerIdSchema,
  opportunityIdSchema,
  stockUnitIdSchema,
  variantIdSchema,
  visitIdSchema,
} from '../core/ids.ts'
import { businessDaySchema } from '../core/market/business-day.ts'
import { stockStates } from '../core/stock/stock-state.ts'
import { call } from './call.ts'

const stockStateSchema = z.enum(stockStates)

/** The hour of a demo car on the store's clock, as `2026-11-22T15`. */
const demoHourSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3])$/)

const unitFieldsSchema = z.object({
  variantId: variantIdSchema,
  /** VIN or frame number, as a person types it. */
  number: z.string().trim().max(60),
  colour: z.string().trim().max(80),
  place: z.string().trim().max(120),
  state: stockStateSchema,
  /** Since when it stands here, and when it is to come. */
  arrivedOn: businessDaySchema.nullable().default(null),
  expectedOn: businessDaySchema.nullable().default(null),
})

const holderSchema = z.object({
  opportunityId: opportunityIdSchema,
  customerId: customerIdSchema.nullable(),
  customerName: z.string().nullable(),
  ownerName: z.string(),
})

const claimSchema = z.object({
  hour: demoHourSchema.nullable(),
  /** Who holds it by the order of head office. */
  holder: holderSchema,
  /** To whom it was promised too, on another laptop: not settled yet. */
  alsoPromisedTo: z.array(holderSchema),
})

export const stockUnitViewSchema = unitFieldsSchema.extend({
  id: stockUnitIdSchema,
  /** As the catalogue calls it; its code where the catalogue does not have it any more. */
  vehicleName: z.string(),
  /** Another car of the stock bears the same number. */
  isNumberTwice: z.boolean(),
  /** How many days it has stood here, `null` where nobody wrote since when. */
  ageDays: z.int().nullable(),
  claim: claimSchema.nullable(),
  /** Of a demo car, today's and later, in order. */
  hours: z.array(claimSchema),
  /** The change whose value was seen, for each field. */
  seen: z.record(z.string(), changeIdSchema),
})

const savedSchema = z.object({ savedAt: z.int() })

/** The store's cars, and for whom they are kept. */
export const stockContract = {
  stock: {
    list: call.output(z.object({ units: z.array(stockUnitViewSchema) })),
    add: call.input(unitFieldsSchema.extend({ unitId: stockUnitIdSchema })).output(savedSchema),
    /** Refused where a field that changes was changed since it was seen. */
    change: call
      .input(unitFieldsSchema.extend({ unitId: stockUnitIdSchema, seen: stockUnitViewSchema.shape.seen }))
      .output(savedSchema),
    remove: call
      .input(z.object({ unitId: stockUnitIdSchema, seen: stockUnitViewSchema.shape.seen }))
      .output(savedSchema),
    /** Keeps a car, or an hour of a demo car, for the opportunity of a visit. */
    claim: call
      .input(z.object({ unitId: stockUnitIdSchema, hour: demoHourSchema.nullable(), visitId: visitIdSchema }))
      .output(savedSchema),
    /** Lets it go; promised twice, it is then the other one's. */
    release: call
      .input(
        z.object({
          unitId: stockUnitIdSchema,
          hour: demoHourSchema.nullable(),
          opportunityId: opportunityIdSchema,
        }),
      )
      .output(savedSchema),
  },
}
