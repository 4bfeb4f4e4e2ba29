import { assertNever } from '../../core/assert-never.ts'
import {
  type CustomerId,
  customerIdSchema,
  opportunityIdSchema,
  type VisitId,
  visitIdSchema,
} from '../../core/ids.ts'
import type { Edit } from '../../db/change-sets.ts'
import type { Visits } from '../../db/visits.ts'

/** A customer that one user action writes about. */
export interface ChangedCustomer {
  readonly customerId: CustomerId
  /** The entities that are written. */
  readonly what: readonly Edit['entity'][]
  readonly visitId: VisitId | null
  /** Nothing but what comes many times in a conversation, so that one entry may stand for several. */
  readonly isOften: boolean
}

type Visitors = Pick<Visits, 'customerOfOpportunity' | 'customerOfVisit'>

/** Whom an action is about, told from its edits and from what stood before them. */
export function changedCustomers(visits: Visitors, edits: readonly Edit[]): readonly ChangedCustomer[] {
  const touches = edits.flatMap((edit) => touched(visits, edit).map((touch) => ({ ...touch, edit })))
  return [...Map.groupBy(touches, ({ customerId }) => customerId)].map(([customerId, of]) => {
    const what = [...new Set(of.map(({ edit }) => edit.entity))]
    return {
      customerId,
      what,
      visitId: of.find(({ visitId }) => visitId !== null)?.visitId ?? null,
      isOften: what.every((entity) => oftenWritten.has(entity)),
    }
  })
}

const oftenWritten: ReadonlySet<Edit['entity']> = new Set(['answer', 'remark', 'shortlist'])

interface Touch {
  readonly customerId: CustomerId
  readonly visitId: VisitId | null
}

function touched(visits: Visitors, edit: Edit): readonly Touch[] {
  const by = (visitId: VisitId | null, ...customers: readonly (CustomerId | null | undefined)[]) =>
    customers.flatMap((customerId) => (customerId ? [{ customerId, visitId }] : []))
  switch (edit.entity) {
    case 'customer':
      return by(null, customerIdSchema.parse(edit.rowId))
    case 'consent':
      return by(null, edit.fields.customerId)
    case 'opportunity': {
      const { lostVisitId = null, customerId } = edit.fields
      // Whose it was and whose it becomes: an opportunity that goes from one to another is about both.
      return by(lostVisitId, visits.customerOfOpportunity(opportunityIdSchema.parse(edit.rowId)), customerId)
    }
    case 'visit': {
      const visitId = visitIdSchema.parse(edit.rowId)
      const { opportunityId } = edit.fields
      return by(
        visitId,
        opportunityId ? visits.customerOfOpportunity(opportunityId) : visits.customerOfVisit(visitId),
      )
    }
    case 'answer':
    case 'remark':
    case 'readBack':
    case 'feltHeard':
    case 'unmetNeed':
    case 'shortlist':
    case 'shortlistChoice':
    case 'quote':
    case 'picture':
    case 'booking': {
      const { opportunityId, visitId = null } = edit.fields
      return by(visitId, opportunityId && visits.customerOfOpportunity(opportunityId))
    }
    case 'customerLink':
      return by(null, edit.fields.oneId, edit.fields.otherId)
    case 'visitLink': {
      const { oneId, otherId } = edit.fields
      return by(null, oneId && visits.customerOfVisit(oneId), otherId && visits.customerOfVisit(otherId))
    }
    case 'claim': {
      const { opportunityId } = edit.fields
      return by(null, opportunityId && visits.customerOfOpportunity(opportunityId))
    }
    // An erasure has its own entry, written by whoever erases.
    case 'erasure':
    case 'stockUnit':
    case 'vehiclePhoto':
    case 'rateEdit':
    case 'consultant':
    case 'dailySummary':
      return []
    default:
      return assertNever(edit)
  }
}
