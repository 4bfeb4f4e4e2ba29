import { z } from 'zod'
import { consultantIdSchema, opportunityIdSchema, visitIdSchema } from '../core/ids.ts'
import type { BusinessDay } from '../core/market/business-day.ts'
import type { DayRows } from '../core/reports/day-rows.ts'
import type { Connection } from './connect.ts'

/** Reads what one business day's figures are counted from; each row is parsed once. */
export function readDayRows(connection: Connection, businessDay: BusinessDay): DayRows {
  const read = <T extends z.ZodType>(schema: T, sql: string): readonly z.infer<T>[] =>
    connection
      .prepare(sql)
      .all({ businessDay })
      .map((row) => schema.parse(row))
  return {
    visits: read(visitSchema, visitsOfDay),
    bookings: read(bookingSchema, bookingsOfDay),
    lost: read(lossSchema, lossesOfDay),
    consultants: connection
      .prepare('SELECT id, name FROM consultant')
      .all()
      .map((row) => consultantSchema.parse(row)),
  }
}

const visitsOfDay = `
  SELECT v.id, v.opportunity_id, v.owner_id, v.arrival, v.ended_at IS NOT NULL AS ended, v.left_before_contact,
    c.phone IS NOT NULL AS has_phone,
    (SELECT count(*) FROM answer a WHERE a.opportunity_id = v.opportunity_id AND a.visit_id = v.id) AS answers,
    (SELECT count(*) FROM shortlist s WHERE s.opportunity_id = v.opportunity_id AND s.visit_id = v.id) AS shortlists
  FROM visit v
  JOIN opportunity o ON o.id = v.opportunity_id
  LEFT JOIN customer c ON c.id = o.customer_id
  WHERE v.business_day = @businessDay`
const bookingsOfDay = `
  SELECT v.owner_id, b.vehicle_name
  FROM booking b JOIN visit v ON v.id = b.visit_id
  WHERE b.business_day = @businessDay`
const lossesOfDay = `
  SELECT coalesce(v.owner_id, o.owner_id) AS owner_id, o.lost_reason
  FROM opportunity o LEFT JOIN visit v ON v.id = o.lost_visit_id
  WHERE o.lost_business_day = @businessDay AND o.state = 'lost'`

const flag = z.union([z.literal(0), z.literal(1)]).transform((value) => value === 1)
const visitSchema = z
  .object({
    id: visitIdSchema,
    opportunity_id: opportunityIdSchema,
    owner_id: consultantIdSchema,
    arrival: z.enum(['first-time', 'be-back', 'unknown']),
    ended: flag,
    left_before_contact: flag,
    has_phone: flag,
    answers: z.int(),
    shortlists: z.int(),
  })
  .transform((row) => ({
    id: row.id,
    opportunityId: row.opportunity_id,
    ownerId: row.owner_id,
    arrival: row.arrival,
    ended: row.ended,
    leftBeforeContact: row.left_before_contact,
    hasPhone: row.has_phone,
    answers: row.answers,
    shortlists: row.shortlists,
  }))
const bookingSchema = z
  .object({ owner_id: consultantIdSchema, vehicle_name: z.string() })
  .transform((row) => ({ ownerId: row.owner_id, vehicleName: row.vehicle_name }))
const lossSchema = z
  .object({ owner_id: consultantIdSchema, lost_reason: z.string() })
  .transform((row) => ({ ownerId: row.owner_id, reason: row.lost_reason }))
const consultantSchema = z.object({ id: consultantIdSchema, name: z.string() })
