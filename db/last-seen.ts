import { z } from 'zod'
import { type CustomerId, customerIdSchema } from '../core/ids.ts'
import { type BusinessDay, businessDaySchema } from '../core/market/business-day.ts'
import type { LastSeen } from '../core/market/retention.ts'
import type { Connection } from './connect.ts'

interface SeenCustomer {
  readonly id: CustomerId
  readonly name: string | null
  readonly seen: LastSeen
}

const seenRow = z.object({
  id: customerIdSchema,
  name: z.string().nullable(),
  visit_day: businessDaySchema.nullable(),
  consented_at: z.int().nullable(),
  booking_day: businessDaySchema.nullable(),
  opened_at: z.int().nullable(),
  written_day: businessDaySchema.nullable(),
})
const newestRow = z.object({ day: businessDaySchema.nullable() })

const view = `SELECT c.id, c.name,
    (SELECT max(v.business_day) FROM opportunity o JOIN visit v ON v.opportunity_id = o.id
      WHERE o.customer_id = c.id) AS visit_day,
    (SELECT max(n.occurred_at) FROM consent n WHERE n.customer_id = c.id) AS consented_at,
    (SELECT max(b.business_day) FROM opportunity o JOIN booking b ON b.opportunity_id = o.id
      WHERE o.customer_id = c.id) AS booking_day,
    (SELECT max(o.opened_at) FROM opportunity o WHERE o.customer_id = c.id) AS opened_at,
    (SELECT max(cs.business_day) FROM change w JOIN change_set cs ON cs.position = w.change_set_position
      WHERE w.entity = 'customer' AND w.row_id = c.id AND w.can_follow = 1) AS written_day
  FROM customer c
  WHERE NOT EXISTS (SELECT 1 FROM erased_customer e WHERE e.customer_id = c.id)`

/** When each customer was last seen, by what is on record here; those who are erased are left out. */
export function readLastSeen(
  connection: Connection,
  businessDayOf: (instantMs: number) => BusinessDay,
): readonly SeenCustomer[] {
  return z
    .array(seenRow)
    .parse(connection.prepare(view).all())
    .map((row) => toSeen(row, businessDayOf))
}

/** The same of one customer; `null` when they are erased or not here. */
export function readLastSeenOf(
  connection: Connection,
  businessDayOf: (instantMs: number) => BusinessDay,
  customerId: CustomerId,
): SeenCustomer | null {
  const row = connection.prepare(`${view} AND c.id = ?`).get(customerId)
  return row === undefined ? null : toSeen(seenRow.parse(row), businessDayOf)
}

/** The latest business day that any visit here has, `null` when there is none. */
export function newestVisitDay(connection: Connection): BusinessDay | null {
  return newestRow.parse(connection.prepare('SELECT max(business_day) AS day FROM visit').get()).day
}

function toSeen(
  { id, name, ...row }: z.infer<typeof seenRow>,
  businessDayOf: (instantMs: number) => BusinessDay,
): SeenCustomer {
  const dayOf = (instantMs: number | null) => (instantMs === null ? null : businessDayOf(instantMs))
  return {
    id,
    name,
    seen: {
      visitDay: row.visit_day,
      consentDay: dayOf(row.consented_at),
      bookingDay: row.booking_day,
      writtenDay: row.written_day ?? dayOf(row.opened_at),
    },
  }
}
