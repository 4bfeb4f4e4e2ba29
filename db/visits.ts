import { z } from 'zod'
import {
  type CustomerId,
  consultantIdSchema,
  customerIdSchema,
  type OpportunityId,
  opportunityIdSchema,
  type VisitId,
  visitIdSchema,
} from '../core/ids.ts'
import { type BusinessDay, businessDaySchema } from '../core/market/business-day.ts'
import type { Connection } from './connect.ts'

const visitSchema = z
  .object({
    id: visitIdSchema,
    opportunity_id: opportunityIdSchema,
    customer_id: customerIdSchema.nullable(),
    customer_name: z.string().nullable(),
    customer_is_erased: z.int(),
    owner_id: consultantIdSchema,
    owner_name: z.string(),
    arrival: z.enum(['first-time', 'be-back', 'unknown']),
    started_at: z.int(),
    business_day: businessDaySchema,
    ended_at: z.int().nullable(),
    left_before_contact: z.int(),
    answers: z.int(),
    state: z.enum(['open', 'lost', 'booked', 'delivered']),
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
    answers: row.answers,
    state: row.state,
  }))
export type VisitView = Readonly<z.infer<typeof visitSchema>>

export interface Visits {
  readonly get: (visitId: VisitId) => VisitView | null
  readonly opportunityOf: (
    visitId: VisitId,
  ) => { readonly opportunityId: OpportunityId; readonly hasEnded: boolean } | null
  /** Visits still open, whatever their day, and all of the given business day; newest first. */
  readonly openOrOf: (businessDay: BusinessDay) => readonly VisitView[]
  readonly ofCustomer: (customerId: CustomerId) => readonly VisitView[]
  readonly opportunityIsThere: (opportunityId: OpportunityId) => boolean
  /** Whose opportunity it is, `null` while nobody is known. */
  readonly customerOfOpportunity: (opportunityId: OpportunityId) => CustomerId | null
  readonly customerOfVisit: (visitId: VisitId) => CustomerId | null
}

/** Visits as they are read: with their customer, their owner and how much was answered. */
export function createVisits(connection: Connection): Visits {
  const view = `SELECT v.*, o.customer_id, o.state, c.name AS customer_name, p.name AS owner_name,
      EXISTS (SELECT 1 FROM erased_customer e WHERE e.customer_id = o.customer_id) AS customer_is_erased,
      (SELECT count(DISTINCT a.question_id) FROM answer a WHERE a.opportunity_id = v.opportunity_id) AS answers
    FROM visit v
    JOIN opportunity o ON o.id = v.opportunity_id
    JOIN consultant p ON p.id = v.owner_id
    LEFT JOIN customer c ON c.id = o.customer_id`
  const byId = connection.prepare(`${view} WHERE v.id = ?`)
  const openOrOf = connection.prepare(
    `${view} WHERE v.ended_at IS NULL OR v.business_day = ? ORDER BY v.started_at DESC, v.id DESC`,
  )
  const ofCustomer = connection.prepare(
    `${view} WHERE o.customer_id = ? ORDER BY v.started_at DESC, v.id DESC`,
  )
  const opportunityOf = connection.prepare<[string], { opportunity_id: string; ended_at: number | null }>(
    'SELECT opportunity_id, ended_at FROM visit WHERE id = ?',
  )
  const opportunity = connection.prepare('SELECT 1 FROM opportunity WHERE id = ?')
  const customerOfOpportunity = connection.prepare<[string], { customer_id: string | null }>(
    'SELECT customer_id FROM opportunity WHERE id = ?',
  )
  const customerOfVisit = connection.prepare<[string], { customer_id: string | null }>(
    'SELECT o.customer_id FROM visit v JOIN opportunity o ON o.id = v.opportunity_id WHERE v.id = ?',
  )
  const customerIn = (row: { readonly customer_id: string | null } | undefined) =>
    row?.customer_id ? customerIdSchema.parse(row.customer_id) : null
  const many = z.array(visitSchema)
  return {
    get(visitId) {
      const row = byId.get(visitId)
      return row === undefined ? null : visitSchema.parse(row)
    },
    opportunityOf(visitId) {
      const row = opportunityOf.get(visitId)
      if (row === undefined) return null
      return { opportunityId: opportunityIdSchema.parse(row.opportunity_id), hasEnded: row.ended_at !== null }
    },
    openOrOf: (businessDay) => many.parse(openOrOf.all(businessDay)),
    ofCustomer: (customerId) => many.parse(ofCustomer.all(customerId)),
    opportunityIsThere: (opportunityId) => opportunity.get(opportunityId) !== undefined,
    customerOfOpportunity: (opportunityId) => customerIn(customerOfOpportunity.get(opportunityId)),
    customerOfVisit: (visitId) => customerIn(customerOfVisit.get(visitId)),
  }
}
