import { z } from 'zod'
import { consultantIdSchema } from '../ids.ts'
import { businessDaySchema } from '../market/business-day.ts'

/** Counts of one group: the whole store, or one consultant. */
export const dayCountsSchema = z.object({
  visits: z.int(),
  firstTime: z.int(),
  beBack: z.int(),
  leftBeforeContact: z.int(),
  openNow: z.int(),
  withContact: z.int(),
  discoveriesBegun: z.int(),
  shortlists: z.int(),
  bookings: z.int(),
  lost: z.int(),
})
export type DayCounts = Readonly<z.infer<typeof dayCountsSchema>>

/** A ratio keeps its numerator and denominator; `percent` is null under five cases. */
export const ratioSchema = z.object({
  numerator: z.int(),
  denominator: z.int(),
  percent: z.number().nullable(),
})
export type Ratio = Readonly<z.infer<typeof ratioSchema>>

export const dailyFiguresSchema = z.object({
  store: dayCountsSchema,
  capture: ratioSchema,
  lostByReason: z.array(z.object({ code: z.string(), name: z.string(), count: z.int() })),
  bookedByVehicle: z.array(z.object({ name: z.string(), count: z.int() })),
  byConsultant: z.array(
    z.object({ consultantId: consultantIdSchema, name: z.string(), counts: dayCountsSchema }),
  ),
})
export type DailyFigures = Readonly<z.infer<typeof dailyFiguresSchema>>

/** `status` is draft until the day is closed; a closed day whose figures differ at the next close is restated. */
export const dailySummarySchema = z.object({
  businessDay: businessDaySchema,
  status: z.enum(['draft', 'closed', 'restated']),
  changedSinceClosed: z.boolean(),
  storeName: z.string(),
  storeCode: z.string(),
  generatedAt: z.int(),
  generatedBy: z.string(),
  versions: z.object({ application: z.string(), catalogue: z.string(), bank: z.string() }),
  laptops: z.object({ included: z.int(), known: z.int(), note: z.string() }),
  rows: z.object({ visits: z.int(), answers: z.int(), bookings: z.int() }),
  figures: dailyFiguresSchema,
  difference: z.array(z.object({ figure: z.string(), before: z.int(), after: z.int() })),
  hash: z.string(),
})
export type DailySummary = Readonly<z.infer<typeof dailySummarySchema>>
