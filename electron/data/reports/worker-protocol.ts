import { z } from 'zod'
import { errorCatalogue } from '../../../contract/errors.ts'
import { businessDaySchema } from '../../../core/market/business-day.ts'
import { basisSchema, dailyFiguresSchema } from '../../../core/reports/daily-summary.ts'
import { entities } from '../../../core/sync/entities.ts'
import { databaseKeySchema } from '../../../db/database-key.ts'
import { problemSchema } from '../worker-problem.ts'

/** What the data process asks of the reports worker: one question, one reply with the same `id`. */
export const workerDataSchema = z.object({ folder: z.string(), key: databaseKeySchema })

export const dayRequestSchema = z.object({
  id: z.int(),
  businessDay: businessDaySchema,
  reasonNameByCode: z.record(z.string(), z.string()),
  topicByQuestionId: z.record(z.string(), z.string()),
})
export type DayRequest = Readonly<z.infer<typeof dayRequestSchema>>

/** One business day as the tables say it at one moment: the figures now, and what was closed. */
const dayReadingSchema = z.object({
  store: z.object({ name: z.string(), code: z.string(), timeZone: z.string() }),
  catalogueVersion: z.string().nullable(),
  otherLaptopsUpTo: z.int().nullable(),
  figures: dailyFiguresSchema,
  rows: basisSchema.shape.rows,
  closed: z.object({ summary: entities.dailySummary.fields, authorName: z.string() }).nullable(),
})
export type DayReading = Readonly<z.infer<typeof dayReadingSchema>>

const errorCodes = Object.keys(errorCatalogue) as (keyof typeof errorCatalogue)[]
export const dayReplySchema = z.discriminatedUnion('type', [
  z.object({ id: z.int(), type: z.literal('read'), reading: dayReadingSchema }),
  z.object({
    id: z.int(),
    type: z.literal('refused'),
    code: z.enum(errorCodes),
    detail: z.record(z.string(), z.string()),
  }),
  z.object({ id: z.int(), type: z.literal('failed'), problem: problemSchema }),
])
export type DayReply = Readonly<z.infer<typeof dayReplySchema>>
