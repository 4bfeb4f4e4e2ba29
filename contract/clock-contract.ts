import { z } from 'zod'
import { businessDaySchema } from '../core/market/business-day.ts'
import { call } from './call.ts'

/** The days that today may be, the likeliest first, each with who says so. */
export const clockQuestionSchema = z.array(
  z.object({ day: businessDaySchema, by: z.enum(['headoffice', 'clock', 'recorded']) }),
)

export const clockContract = {
  clock: {
    /** A person says which day it is while the clock is in doubt; the business day follows. */
    confirm: call
      .input(z.object({ businessDay: businessDaySchema }))
      .output(z.object({ businessDay: businessDaySchema })),
  },
}
