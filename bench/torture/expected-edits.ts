import { assertNever } from '../../core/assert-never.ts'
import type { EntityName } from '../../core/sync/entities.ts'
import type { Call, Made } from './calls.ts'

/** One row that a call writes: what is known of its id and of its fields. */
export interface ExpectedEdit {
  readonly entity: EntityName
  /** `null` for one that the laptop chooses and has not told. */
  readonly rowId: string | null
  readonly fields: Readonly<Record<string, unknown>>
}

/** What stands in the row before the call, as far as the calls before have told. */
export type FieldsBefore = (entity: EntityName, rowId: string) => Readonly<Record<string, unknown>>

/**
 * The edits of the one change set that a call writes, in their order; `null` for a call that writes none.
 * @param made `null` for a call that was not answered
 */
export function expectedEdits(
  call: Call,
  made: Made | null,
  before: FieldsBefore,
): readonly ExpectedEdit[] | null {
  const opportunity = (rowId: string | null, fields: ExpectedEdit['fields']): ExpectedEdit => ({
    entity: 'opportunity',
    rowId,
    fields,
  })
  switch (call.type) {
    case 'set-up': {
      const fields = { name: call.managerName, role: 'manager', active: true }
      return [{ entity: 'consultant', rowId: null, fields }]
    }
    case 'add-consultant': {
      const fields = { name: call.name, role: 'consultant', active: true }
      return [{ entity: 'consultant', rowId: call.consultantId, fields }]
    }
    case 'start-visit': {
      const fields = { arrival: call.arrival, endedAt: null, leftBeforeContact: false }
      return [
        opportunity(made?.opportunityId ?? null, { customerId: call.customerId, state: 'open' }),
        {
          entity: 'visit',
          rowId: call.visitId,
          fields: { ...fields, ...(made && { opportunityId: made.opportunityId }) },
        },
      ]
    }
    case 'set-arrival':
      return [{ entity: 'visit', rowId: call.visitId, fields: { arrival: call.arrival } }]
    case 'end-visit':
      return [{ entity: 'visit', rowId: call.visitId, fields: { leftBeforeContact: false } }]
    case 'answer': {
      const { type: _, ...fields } = call
      return [{ entity: 'answer', rowId: made?.rowId ?? null, fields }]
    }
    case 'record-shortlist':
      return [{ entity: 'shortlist', rowId: call.shortlistId, fields: { visitId: call.visitId } }]
    case 'book': {
      const { visitId, opportunityId, variantId, amountMinor } = call
      const amount = { amountMinor, currency: 'PKR' }
      return [
        { entity: 'booking', rowId: call.bookingId, fields: { visitId, opportunityId, variantId, amount } },
        opportunity(opportunityId, { state: 'booked' }),
      ]
    }
    case 'lose': {
      const { opportunityId, visitId, reason, note } = call
      const fields = { state: 'lost', lostReason: reason, lostNote: note, lostVisitId: visitId }
      return [opportunity(opportunityId, fields)]
    }
    case 'save-customer': {
      const { customerId, name, phone, language, visit } = call
      const then = before('customer', customerId)
      const changed = Object.entries({ name, phone, language }).filter(
        ([field, value]) => then[field] !== value,
      )
      return [
        { entity: 'customer', rowId: customerId, fields: Object.fromEntries(changed) },
        ...(visit ? [opportunity(visit.opportunityId, { customerId })] : []),
      ]
    }
    case 'attach':
      return [opportunity(call.opportunityId, { customerId: call.customerId })]
    case 'consent': {
      const { customerId, wordingId, granted } = call
      return [{ entity: 'consent', rowId: made?.rowId ?? null, fields: { customerId, wordingId, granted } }]
    }
    case 'close-day':
      return [{ entity: 'dailySummary', rowId: null, fields: made ? { hash: made.hash } : {} }]
    case 'enrol':
    case 'set-colours':
    case 'keep-draft':
    case 'import-catalogue':
    case 'read-day':
    case 'export-day':
    case 'back-up':
    case 'sync':
    case 'restart':
      return null
    default:
      return assertNever(call)
  }
}
