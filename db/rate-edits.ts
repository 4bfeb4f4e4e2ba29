import { z } from 'zod'
import { asOfSchema } from '../core/catalogue/attribute.ts'
import { consultantIdSchema, rateEditIdSchema } from '../core/ids.ts'
import { businessDaySchema } from '../core/market/business-day.ts'
import type { RateEdit } from '../core/market/rate-edits.ts'
import type { Connection } from './connect.ts'

const editSchema = z
  .object({
    id: rateEditIdSchema,
    rate: z.string(),
    applies: z.string(),
    value: z.number(),
    unit: z.string(),
    valid_from: businessDaySchema,
    valid_until: businessDaySchema.nullable(),
    source: z.string(),
    as_of: asOfSchema,
    author_id: consultantIdSchema,
  })
  .transform(({ valid_from: from, valid_until: until, as_of: asOf, author_id: authorId, ...edit }) => ({
    ...edit,
    from,
    until,
    asOf,
    authorId,
  }))

export interface RateEdits {
  /** The rates that the store set, in order of what they are of; those taken back are left out. */
  readonly all: () => readonly RateEdit[]
}

export function createRateEdits(connection: Connection): RateEdits {
  const all = connection.prepare(
    `SELECT id, rate, applies, value, unit, valid_from, valid_until, source, as_of, author_id
     FROM rate_edit WHERE deleted = 0 ORDER BY rate, applies, valid_from, id`,
  )
  return { all: () => z.array(editSchema).parse(all.all()) }
}
