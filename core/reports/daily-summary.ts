import { z } from 'zod'
import { consultantIdSchema } from '../ids.ts'
import { businessDaySchema } from '../market/business-day.ts'
import { discoveryFiguresSchema } from './discovery-figures.ts'

/** Counts of one group: the whole store, or one consultant. */
export const dayCountsSchema = z.object({
  visits: z.int(),
  firstTime: z.int(),
  beBack: z.int(),
  leftBeforeContact: z.int(),
  openNow: z.int(),
  /** Entered afterwards from paper; none in a day that was closed before this was counted. */
  enteredLate: z.int().default(0),
  withContact: z.int(),
  discoveriesBegun: z.int(),
  /** Of those begun; none in a day that was closed before this was counted. */
  readBacksAgreed: z.int().default(0),
  shortlists: z.int(),
  bookings: z.int(),
  lost: z.int(),
})
export type DayCounts = Readonly<z.infer<typeof dayCountsSchema>>

/** A ratio keeps its numerator and denominator; `percent` is null under five cases. */
const ratioSchema = z.object({
  numerator: z.int(),
  denominator: z.int(),
  percent: z.number().nullable(),
})
export type Ratio = Readonly<z.infer<typeof ratioSchema>>

export const dailyFiguresSchema = z.object({
  store: dayCountsSchema,
  capture: ratioSchema,
  /** `null` in a day that was closed before conversations were counted. */
  discovery: discoveryFiguresSchema.nullable().default(null),
  lostByReason: z.array(z.object({ code: z.string(), name: z.string(), count: z.int() })),
  bookedByVehicle: z.array(z.object({ name: z.string(), count: z.int() })),
  byConsultant: z.array(
    z.object({ consultantId: consultantIdSchema, name: z.string(), counts: dayCountsSchema }),
  ),
})
export type DailyFigures = Readonly<z.infer<typeof dailyFiguresSchema>>

/**
 * One count that differs between two tellings of a day. `figure` is its key (`figureKey` in restate.ts), `about` the
 * consultant, vehicle or reason it counts, as it was named then; `null` for a figure of the whole store.
 */
export const differenceSchema = z.object({
  figure: z.string(),
  about: z.string().nullable(),
  before: z.int(),
  after: z.int(),
})
export type Difference = Readonly<z.infer<typeof differenceSchema>>

const laptopCountsSchema = z.object({ included: z.int().nullable(), known: z.int().nullable() })

/**
 * What the figures rest on, kept with a closed day. How many of the store's laptops are `included`, and of how many
 * that are `known`, is `null` when this laptop has not been told. `otherLaptopsUpTo` is when head office last sent
 * what other laptops recorded, `null` when it never did.
 */
export const basisSchema = z.object({
  versions: z.object({ application: z.string(), catalogue: z.string(), bank: z.string() }),
  laptops: laptopCountsSchema.extend({ otherLaptopsUpTo: z.int().nullable() }),
  rows: z.object({ visits: z.int(), answers: z.int(), bookings: z.int() }),
})
export type Basis = Readonly<z.infer<typeof basisSchema>>

/**
 * `status` is draft until the day is closed; a closed day whose figures differ at the next close is restated.
 * A closed day shows what was closed; with `changedSinceClosed`, `difference` runs from there to the figures now.
 * `hash` covers store, day and figures, never names, so that it is the same in each language.
 */
export const dailySummarySchema = z.object({
  businessDay: businessDaySchema,
  status: z.enum(['draft', 'closed', 'restated']),
  changedSinceClosed: z.boolean(),
  storeName: z.string(),
  storeCode: z.string(),
  timeZone: z.string(),
  generatedAt: z.int(),
  generatedBy: z.string(),
  versions: basisSchema.shape.versions,
  laptops: laptopCountsSchema.extend({ note: z.string() }),
  rows: basisSchema.shape.rows,
  figures: dailyFiguresSchema,
  difference: z.array(differenceSchema),
  hash: z.string(),
})
export type DailySummary = Readonly<z.infer<typeof dailySummarySchema>>
