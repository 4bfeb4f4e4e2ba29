import { z } from 'zod'
import type { Links } from '../core/customers/links.ts'
import {
  type CustomerId,
  consultantIdSchema,
  customerIdSchema,
  type OpportunityId,
  opportunityIdSchema,
  type VisitId,
  type VisitLinkId,
  visitIdSchema,
  visitLinkIdSchema,
} from '../core/ids.ts'
import { type BusinessDay, businessDaySchema } from '../core/market/business-day.ts'
import { entities } from '../core/sync/entities.ts'
import { isGiven } from './answers.ts'
import type { Connection } from './connect.ts'
import { createLinks } from './links.ts'

const visitSchema = z
  .object({
    id: visitIdSchema,
    opportunity_id: opportunityIdSchema,
    customer_id: customerIdSchema.nullable(),
    customer_name: z.string().nullable(),
    customer_is_erased: z.int(),
    owner_id: consultantIdSchema,
    owner_name: z.string(),
    arrival: entities.visit.fields.shape.arrival,
    started_at: z.int(),
    business_day: businessDaySchema,
    ended_at: z.int().nullable(),
    left_before_contact: z.int(),
    entered_late: z.int(),
    answers: z.int(),
    state: entities.opportunity.fields.shape.state,
  })
  .transform((row) => ({
    id: row.id,
    opportunityId: row.opportunity_id,
    customerId: row.customer_id,
    customerName: row.customer_name,
    customerIsErased: row.customer_is_erased === 1,
    ownerId: row.owner_id,
    ownerName: row.owner_name,
    arrival: row.arrival,
    startedAt: row.started_at,
    businessDay: row.business_day,
    endedAt: row.ended_at,
    leftBeforeContact: row.left_before_contact === 1,
    enteredLate: row.entered_late === 1,
    answers: row.answers,
    state: row.state,
  }))
const otherVisitSchema = z
  .object({ id: visitIdSchema, started_at: z.int(), owner_name: z.string() })
  .transform((row) => ({ id: row.id, startedAt: row.started_at, ownerName: row.owner_name }))
const dayRow = z.object({ day: businessDaySchema.nullable() })
export interface VisitView extends Readonly<z.infer<typeof visitSchema>> {
  /** Other visits of the same walk-in, recorded on another laptop. */
  readonly sameWalkIn: z.infer<typeof otherVisitSchema>[]
  /** The links that say so of this one. */
  readonly linkIds: VisitLinkId[]
}

export interface Visits {
  readonly get: (visitId: VisitId) => VisitView | null
  readonly opportunityOf: (visitId: VisitId) => {
    readonly opportunityId: OpportunityId
    /** Nothing more is said in it; one that is entered from paper has ended and is still written down. */
    readonly hasEnded: boolean
  } | null
  /** Visits still open, whatever their day, and all of the given business day; newest first. */
  readonly openOrOf: (businessDay: BusinessDay) => readonly VisitView[]
  /** Of the business days from one to another, both included; newest first. */
  readonly ofDays: (from: BusinessDay, to: BusinessDay) => readonly VisitView[]
  /** Of one record; those of a person are of several. */
  readonly ofCustomer: (customerId: CustomerId) => readonly VisitView[]
  /** Which visits are of one walk-in, as it stands now. */
  readonly links: () => Links
  /** The business day of a visit that is entered from paper, `null` for any other. */
  readonly paperDay: (visitId: VisitId) => BusinessDay | null
  /** Whether this laptop recorded the visit itself. */
  readonly isOwn: (visitId: VisitId) => boolean
  /** What the customer said in the visit in their own words, first things first, at most so many. */
  readonly ownWords: (visitId: VisitId, limit: number) => readonly string[]
  /** The earliest business day that anything here is of, `null` when there is nothing. */
  readonly firstDay: () => BusinessDay | null
  readonly opportunityIsThere: (opportunityId: OpportunityId) => boolean
  /** Whose opportunity it is, `null` while nobody is known. */
  readonly customerOfOpportunity: (opportunityId: OpportunityId) => CustomerId | null
  readonly customerOfVisit: (visitId: VisitId) => CustomerId | null
  /** The name of whoever owns its latest visit; `null` where there is no such opportunity. */
  readonly servedBy: (opportunityId: OpportunityId) => string | null
}

/** Visits as they are read: with their customer, their owner and how much was answered. */
export function createVisits(connection: Connection): Visits {
  const view = `SELECT v.*, o.customer_id, o.state, c.name AS customer_name, p.name AS owner_name,
      EXISTS (SELECT 1 FROM erased_customer e WHERE e.customer_id = o.customer_id) AS customer_is_erased,
      (SELECT count(DISTINCT a.question_id) FROM current_answer a WHERE a.opportunity_id = v.opportunity_id) AS answers
    FROM visit v
    JOIN opportunity o ON o.id = v.opportunity_id
    JOIN consultant p ON p.id = v.owner_id
    LEFT JOIN customer c ON c.id = o.customer_id`
  const byId = connection.prepare(`${view} WHERE v.id = ?`)
  const openOrOf = connection.prepare(
    `${view} WHERE v.ended_at IS NULL OR v.business_day = ? ORDER BY v.started_at DESC, v.id DESC`,
  )
  const ofDays = connection.prepare(
    `${view} WHERE v.business_day BETWEEN ? AND ? ORDER BY v.started_at DESC, v.id DESC`,
  )
  const ofCustomer = connection.prepare(
    `${view} WHERE o.customer_id = ? ORDER BY v.started_at DESC, v.id DESC`,
  )
  const opportunityOf = connection.prepare<[string], { opportunity_id: string; has_ended: number }>(
    'SELECT opportunity_id, ended_at IS NOT NULL AND NOT entered_late AS has_ended FROM visit WHERE id = ?',
  )
  const opportunity = connection.prepare('SELECT 1 FROM opportunity WHERE id = ?')
  const customerOfOpportunity = connection.prepare<[string], { customer_id: string | null }>(
    'SELECT customer_id FROM opportunity WHERE id = ?',
  )
  const customerOfVisit = connection.prepare<[string], { customer_id: string | null }>(
    'SELECT o.customer_id FROM visit v JOIN opportunity o ON o.id = v.opportunity_id WHERE v.id = ?',
  )
  const servedBy = connection.prepare<[string], { name: string }>(
    `SELECT p.name FROM visit v JOIN consultant p ON p.id = v.owner_id
     WHERE v.opportunity_id = ? ORDER BY v.started_at DESC, v.id DESC LIMIT 1`,
  )
  const links = createLinks(connection, 'visit')
  // Whoever ends another laptop's visit writes a change of it too; only the first says when it began.
  const own = connection.prepare(
    `SELECT 1 FROM change WHERE entity = 'visit' AND row_id = ? AND can_follow = 1
       AND json_type(fields, '$.startedAt') IS NOT NULL`,
  )
  const paperDay = connection.prepare(
    'SELECT business_day AS day FROM visit WHERE id = ? AND entered_late = 1',
  )
  const words = connection.prepare<
    [{ readonly visitId: string; readonly limit: number }],
    { own_words: string }
  >(
    `SELECT a.own_words FROM answer a
     WHERE a.opportunity_id = (SELECT opportunity_id FROM visit WHERE id = @visitId) AND a.visit_id = @visitId
       AND a.own_words <> '' AND ${isGiven} ORDER BY a.position LIMIT @limit`,
  )
  const firstDay = connection.prepare(
    `SELECT min(day) AS day FROM (
       SELECT min(business_day) AS day FROM visit
       UNION ALL SELECT business_day FROM change_set WHERE position = (SELECT min(position) FROM change_set))`,
  )
  const customerIn = (row: { readonly customer_id: string | null } | undefined) =>
    row?.customer_id ? customerIdSchema.parse(row.customer_id) : null
  const withOwner = connection.prepare(
    'SELECT v.id, v.started_at, p.name AS owner_name FROM visit v JOIN consultant p ON p.id = v.owner_id WHERE v.id = ?',
  )
  const read = (row: unknown, { classOf, touching }: Links): VisitView => {
    const visit = visitSchema.parse(row)
    return {
      ...visit,
      sameWalkIn: classOf(visit.id).flatMap((id) =>
        id === visit.id ? [] : (otherVisitSchema.optional().parse(withOwner.get(id)) ?? []),
      ),
      linkIds: touching(visit.id).map(({ id }) => visitLinkIdSchema.parse(id)),
    }
  }
  const many = (rows: readonly unknown[]) => {
    const now = links()
    return rows.map((row) => read(row, now))
  }
  return {
    get(visitId) {
      const row = byId.get(visitId)
      return row === undefined ? null : read(row, links())
    },
    opportunityOf(visitId) {
      const row = opportunityOf.get(visitId)
      if (row === undefined) return null
      return { opportunityId: opportunityIdSchema.parse(row.opportunity_id), hasEnded: row.has_ended === 1 }
    },
    openOrOf: (businessDay) => many(openOrOf.all(businessDay)),
    ofDays: (from, to) => many(ofDays.all(from, to)),
    ofCustomer: (customerId) => many(ofCustomer.all(customerId)),
    links,
    paperDay: (visitId) => dayRow.optional().parse(paperDay.get(visitId))?.day ?? null,
    isOwn: (visitId) => own.get(visitId) !== undefined,
    ownWords: (visitId, limit) => words.all({ visitId, limit }).map(({ own_words }) => own_words),
    firstDay: () => dayRow.parse(firstDay.get()).day,
    opportunityIsThere: (opportunityId) => opportunity.get(opportunityId) !== undefined,
    customerOfOpportunity: (opportunityId) => customerIn(customerOfOpportunity.get(opportunityId)),
    customerOfVisit: (visitId) => customerIn(customerOfVisit.get(visitId)),
    servedBy: (opportunityId) => servedBy.get(opportunityId)?.name ?? null,
  }
}
