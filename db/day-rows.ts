import { z } from 'zod'
import type { Links } from '../core/customers/links.ts'
import { unmetNeedFields } from '../core/discovery/unmet-need.ts'
import { consultantIdSchema, opportunityIdSchema, visitIdSchema } from '../core/ids.ts'
import { type BusinessDay, businessDaySchema } from '../core/market/business-day.ts'
import { countOnce } from '../core/opportunities/walk-in.ts'
import type { DayRows, DayVisit } from '../core/reports/day-rows.ts'
import { isGiven } from './answers.ts'
import type { Connection } from './connect.ts'
import { createLinks } from './links.ts'

/** Reads what one business day's figures are counted from; each row is parsed once. */
export function readDayRows(connection: Connection, businessDay: BusinessDay): DayRows {
  const read = <T extends z.ZodType>(schema: T, sql: string): readonly z.infer<T>[] =>
    connection
      .prepare(sql)
      .all({ businessDay })
      .map((row) => schema.parse(row))
  const walkIns = createLinks(connection, 'visit')()
  const lost = read(lossSchema, lossesOfDay)
  return {
    visits: countedVisits(read(visitSchema, visitsOfDay), businessDay, walkIns, (id) =>
      visitSchema.parse(connection.prepare(`${visitView} WHERE v.id = ?`).get(id)),
    ),
    bookings: read(bookingSchema, bookingsOfDay),
    lost: onceEach(lost, ({ visitId, opportunityId }) =>
      visitId === null ? opportunityId : (walkIns.classOf(visitId)[0] ?? visitId),
    ),
    consultants: connection
      .prepare('SELECT id, name FROM consultant')
      .all()
      .map((row) => consultantSchema.parse(row)),
  }
}

/** One row for each walk-in: linked visits are counted once, on the business day of the one that they count as. */
function countedVisits(
  visits: readonly VisitRow[],
  businessDay: BusinessDay,
  walkIns: Links,
  read: (visitId: string) => VisitRow,
): readonly DayVisit[] {
  const byId = new Map<string, VisitRow>(visits.map((visit) => [visit.id, visit]))
  const byWalkIn = Map.groupBy(visits, ({ id }) => walkIns.classOf(id)[0] ?? id)
  return [...byWalkIn.keys()].flatMap((anyId) => {
    // Those of it that are of another day are read beside.
    const all = walkIns.classOf(anyId).map((id) => byId.get(id) ?? read(id))
    const { visitId } = countOnce(all)
    return all.find(({ id }) => id === visitId)?.businessDay === businessDay ? [dayVisit(all)] : []
  })
}

/** What was done in any visit of the walk-in was done in it; it left before contact only if nobody reached it. */
function dayVisit(all: readonly VisitRow[]): DayVisit {
  const { visitId, ownerId, arrival, endedAt } = countOnce(all)
  const counted = all.find(({ id }) => id === visitId)
  if (!counted) throw new Error(`The walk-in counts as ${visitId}, which is none of its visits`)
  const sum = (of: (visit: VisitRow) => number) => all.reduce((total, visit) => total + of(visit), 0)
  return {
    id: counted.id,
    opportunityId: counted.opportunityId,
    ownerId,
    arrival,
    ended: endedAt !== null,
    leftBeforeContact: all.every((visit) => visit.leftBeforeContact),
    enteredLate: all.every((visit) => visit.enteredLate),
    hasPhone: all.some((visit) => visit.hasPhone),
    answers: sum((visit) => visit.answers),
    questionIds: [...new Set(all.flatMap((visit) => visit.questionIds))],
    readBackAgreed: all.some((visit) => visit.readBackAgreed),
    feltHeard: counted.feltHeard ?? all.find((visit) => visit.feltHeard !== null)?.feltHeard ?? null,
    unmetNeeds: all.flatMap((visit) => visit.unmetNeeds),
    shortlists: sum((visit) => visit.shortlists),
  }
}

/** The first of each key. */
function onceEach<T>(rows: readonly T[], keyOf: (row: T) => string): readonly T[] {
  return [...Map.groupBy(rows, keyOf).values()].flatMap(([first]) => (first === undefined ? [] : [first]))
}

const visitView = `
  SELECT v.id, v.opportunity_id, v.owner_id, v.arrival, v.started_at, v.ended_at, v.business_day, v.left_before_contact,
    v.entered_late,
    c.phone IS NOT NULL AS has_phone,
    (SELECT count(*) FROM answer a
     WHERE a.opportunity_id = v.opportunity_id AND a.visit_id = v.id AND ${isGiven}) AS answers,
    (SELECT json_group_array(DISTINCT a.question_id) FROM answer a
     WHERE a.opportunity_id = v.opportunity_id AND a.visit_id = v.id AND ${isGiven}) AS question_ids,
    coalesce((SELECT r.agreed FROM read_back r WHERE r.opportunity_id = v.opportunity_id AND r.visit_id = v.id
     ORDER BY r.occurred_at DESC, r.id DESC LIMIT 1), 0) AS read_back_agreed,
    (SELECT f.level FROM felt_heard f WHERE f.opportunity_id = v.opportunity_id AND f.visit_id = v.id
     ORDER BY f.occurred_at DESC, f.id DESC LIMIT 1) AS felt_heard,
    (SELECT json_group_array(json_object('attribute', u.attribute, 'test', json(u.test),
       'together', json(u.together))) FROM unmet_need u
     WHERE u.opportunity_id = v.opportunity_id AND u.visit_id = v.id AND u.stands = 1 AND NOT EXISTS (
       SELECT 1 FROM unmet_need later, json_each(later.follows_ids) followed
       WHERE later.opportunity_id = u.opportunity_id AND later.business_day <= u.business_day
         AND followed.value = u.id)) AS unmet_needs,
    (SELECT count(*) FROM shortlist s WHERE s.opportunity_id = v.opportunity_id AND s.visit_id = v.id) AS shortlists
  FROM visit v
  JOIN opportunity o ON o.id = v.opportunity_id
  LEFT JOIN customer c ON c.id = o.customer_id`
const visitsOfDay = `${visitView} WHERE v.business_day = @businessDay`
const bookingsOfDay = `
  SELECT v.owner_id, b.vehicle_name
  FROM booking b JOIN visit v ON v.id = b.visit_id
  WHERE b.business_day = @businessDay`
const lossesOfDay = `
  SELECT coalesce(v.owner_id, o.owner_id) AS owner_id, o.lost_reason, o.lost_visit_id, o.id AS opportunity_id
  FROM opportunity o LEFT JOIN visit v ON v.id = o.lost_visit_id
  WHERE o.lost_business_day = @businessDay AND o.state = 'lost'
  ORDER BY o.id`

const unmetNeedsSchema = z.array(unmetNeedFields.pick({ attribute: true, test: true, together: true }))
const flag = z.union([z.literal(0), z.literal(1)]).transform((value) => value === 1)
const visitSchema = z
  .object({
    id: visitIdSchema,
    opportunity_id: opportunityIdSchema,
    owner_id: consultantIdSchema,
    arrival: z.enum(['first-time', 'be-back', 'unknown']),
    started_at: z.int(),
    ended_at: z.int().nullable(),
    business_day: businessDaySchema,
    left_before_contact: flag,
    entered_late: flag,
    has_phone: flag,
    answers: z.int(),
    question_ids: z.string(),
    read_back_agreed: flag,
    felt_heard: z.int().nullable(),
    unmet_needs: z.string(),
    shortlists: z.int(),
  })
  .transform((row) => ({
    id: row.id,
    opportunityId: row.opportunity_id,
    ownerId: row.owner_id,
    arrival: row.arrival,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    businessDay: row.business_day,
    leftBeforeContact: row.left_before_contact,
    enteredLate: row.entered_late,
    hasPhone: row.has_phone,
    answers: row.answers,
    questionIds: z.array(z.string()).parse(JSON.parse(row.question_ids)),
    readBackAgreed: row.read_back_agreed,
    feltHeard: row.felt_heard,
    unmetNeeds: unmetNeedsSchema.parse(JSON.parse(row.unmet_needs)),
    shortlists: row.shortlists,
  }))
type VisitRow = Readonly<z.infer<typeof visitSchema>>
const bookingSchema = z
  .object({ owner_id: consultantIdSchema, vehicle_name: z.string() })
  .transform((row) => ({ ownerId: row.owner_id, vehicleName: row.vehicle_name }))
const lossSchema = z
  .object({
    owner_id: consultantIdSchema,
    lost_reason: z.string(),
    lost_visit_id: visitIdSchema.nullable(),
    opportunity_id: opportunityIdSchema,
  })
  .transform((row) => ({
    ownerId: row.owner_id,
    reason: row.lost_reason,
    visitId: row.lost_visit_id,
    opportunityId: row.opportunity_id,
  }))
const consultantSchema = z.object({ id: consultantIdSchema, name: z.string() })
