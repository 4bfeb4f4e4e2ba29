import { Refusal } from '../../../contract/errors.ts'
import { type OpportunityId, opportunityIdSchema } from '../../../core/ids.ts'
import { instantOnDay } from '../../../core/market/business-day.ts'
import { changeIdAt } from '../../../core/sync/change-ids.ts'
import type { EntityFields } from '../../../core/sync/entities.ts'
import type { Implementer } from '../contract-implementer.ts'
import type { Showroom } from '../showroom.ts'
import type { StockClaims } from '../stock-claims.ts'
import type { UnmetNeedEdits } from '../unmet-need-edits.ts'
import { alreadyMade } from './already-made.ts'
import { moneyNotValid } from './money-not-valid.ts'
import { standingWords } from './standing-words.ts'

/** Visits and what becomes of their opportunity. */
export function createVisitHandlers(
  contract: Implementer,
  showroom: Showroom,
  { claims, unmetNeedEdits }: { readonly claims: StockClaims; readonly unmetNeedEdits: UnmetNeedEdits },
) {
  const { db, clock, newId, pack } = showroom

  /** A visit that is going on, or one from paper that is being written down. */
  const openVisit = (visitId: Parameters<Showroom['visit']>[0]) => {
    const visit = showroom.visit(visitId)
    if (visit.endedAt !== null && !visit.enteredLate) throw new Refusal('VISIT_ENDED')
    return visit
  }
  const openOpportunity = (visitId: Parameters<Showroom['visit']>[0]) => {
    const visit = openVisit(visitId)
    if (visit.state !== 'open') throw new Refusal('OPPORTUNITY_NOT_OPEN')
    return visit
  }

  return {
    visits: {
      start: contract.visits.start.handler(({ input }) => {
        const { visitId } = input
        const asked = input.opportunityId === null ? {} : { opportunityId: input.opportunityId }
        if (alreadyMade(db.tables, 'visit', visitId, asked)) return showroom.visit(visitId)
        if (showroom.clockKeeper.isInDoubt()) throw new Refusal('CLOCK_NOT_CONFIRMED')
        const ownerId = showroom.author()
        const startedAt = clock()
        const changeSetId = db.changeSets.newId()
        const opportunityId = input.opportunityId ?? opportunityIdSchema.parse(changeIdAt(changeSetId, 0))
        if (input.opportunityId && !db.visits.opportunityIsThere(input.opportunityId))
          throw new Refusal('NOT_FOUND')
        if (input.customerId && !db.customers.get(input.customerId)) throw new Refusal('NOT_FOUND')
        showroom.write({
          visitId,
          occurredAt: startedAt,
          changeSetId,
          edits: [
            ...(input.opportunityId
              ? []
              : [
                  newOpportunity(opportunityId, {
                    ownerId,
                    customerId: input.customerId,
                    openedAt: startedAt,
                  }),
                ]),
            {
              entity: 'visit',
              rowId: visitId,
              fields: {
                opportunityId,
                ownerId,
                arrival: input.arrival,
                startedAt,
                businessDay: showroom.businessDayOf(startedAt),
                endedAt: null,
                leftBeforeContact: false,
                enteredLate: false,
              },
            },
          ],
        })
        return showroom.visit(visitId)
      }),
      enterLate: contract.visits.enterLate.handler(({ input }) => {
        const { visitId, businessDay, arrival, leftBeforeContact } = input
        const asked = { businessDay, arrival, leftBeforeContact, enteredLate: true }
        if (alreadyMade(db.tables, 'visit', visitId, asked)) return showroom.visit(visitId)
        if (showroom.clockKeeper.isInDoubt()) throw new Refusal('CLOCK_NOT_CONFIRMED')
        const ownerId = showroom.author()
        const first = db.visits.firstDay() ?? showroom.today()
        const last = showroom.today()
        if (businessDay < first || businessDay > last)
          throw new Refusal('LATE_DAY_NOT_VALID', { day: businessDay, first, last })
        const [startedAt, endedAt] = [input.from, input.to].map((time) =>
          instantOnDay(businessDay, time, pack.timeZone),
        )
        if (startedAt === undefined || endedAt === undefined || endedAt <= startedAt || endedAt > clock())
          throw new Refusal('LATE_TIMES_NOT_VALID')
        const opportunityId = opportunityIdSchema.parse(newId())
        showroom.write({
          visitId,
          paperDay: businessDay,
          occurredAt: clock(),
          edits: [
            newOpportunity(opportunityId, { ownerId, customerId: null, openedAt: startedAt }),
            {
              entity: 'visit',
              rowId: visitId,
              fields: {
                opportunityId,
                ownerId,
                arrival,
                startedAt,
                businessDay,
                endedAt,
                leftBeforeContact,
                enteredLate: true,
              },
            },
          ],
        })
        return showroom.visit(visitId)
      }),
      list: contract.visits.list.handler(({ input }) => {
        const visits = [...db.visits.openOrOf(input.businessDay)]
        if (visits.some(({ customerId }) => customerId !== null)) showroom.listSeen('visits')
        return visits
      }),
      get: contract.visits.get.handler(({ input }) => showroom.visit(input.visitId)),
      setArrival: contract.visits.setArrival.handler(({ input }) => {
        const visit = showroom.visit(input.visitId)
        if (visit.arrival === input.arrival) return visit
        if (visit.arrival !== input.seenArrival)
          throw new Refusal('CHANGED_SINCE_SEEN', {
            value: standingWords.arrival(visit.arrival, showroom.device().language),
          })
        showroom.write({
          visitId: visit.id,
          occurredAt: clock(),
          edits: [{ entity: 'visit', rowId: visit.id, fields: { arrival: input.arrival } }],
        })
        return showroom.visit(input.visitId)
      }),
      end: contract.visits.end.handler(({ input }) => {
        const visit = openVisit(input.visitId)
        // One from paper has ended when it did.
        if (visit.endedAt !== null) throw new Refusal('VISIT_ENDED')
        if (input.leftBeforeContact && db.answers.anySaidIn(visit.id))
          throw new Refusal('LEFT_BEFORE_CONTACT_NOT_TRUE')
        const endedAt = clock()
        showroom.write({
          visitId: visit.id,
          occurredAt: endedAt,
          edits: [
            {
              entity: 'visit',
              rowId: visit.id,
              fields: { endedAt, leftBeforeContact: input.leftBeforeContact },
            },
            ...unmetNeedEdits({
              opportunityId: visit.opportunityId,
              visitId: visit.id,
              authorId: showroom.author(),
              occurredAt: endedAt,
              businessDay: showroom.businessDayIn(visit.id, endedAt),
            }),
          ],
          alongside: () => db.talkPlaces.end(visit.opportunityId),
        })
        return showroom.visit(input.visitId)
      }),
    },
    opportunities: {
      book: contract.opportunities.book.handler(({ input }) => {
        const { bookingId, stockUnitId = null, ...asked } = input
        const booked = alreadyMade(db.tables, 'booking', bookingId, asked)
        if (booked) return { bookingId, bookedAt: booked.occurredAt }
        const authorId = showroom.author()
        const visit = openOpportunity(input.visitId)
        const variant = showroom.catalogue()?.catalogue.variants.find(({ id }) => id === input.variantId)
        if (!variant || !pack.paymentModes.some(({ code }) => code === input.paymentMode))
          throw new Refusal('NOT_FOUND')
        if (input.amount.amountMinor <= 0 || input.amount.currency !== pack.currency.code)
          throw moneyNotValid(String(input.amount.amountMinor), pack, showroom.device().language)
        if (input.promisedDay !== null && input.promisedDay < showroom.today())
          throw new Refusal('PROMISE_IN_THE_PAST', { day: input.promisedDay })
        const occurredAt = clock()
        showroom.write({
          visitId: visit.id,
          occurredAt,
          edits: [
            {
              entity: 'booking',
              rowId: bookingId,
              fields: {
                opportunityId: visit.opportunityId,
                visitId: visit.id,
                variantId: variant.id,
                vehicleName: `${variant.brand} ${variant.model} ${variant.name}`,
                amount: input.amount,
                paymentMode: input.paymentMode,
                promisedDay: input.promisedDay,
                authorId,
                occurredAt,
                businessDay: showroom.businessDayIn(visit.id, occurredAt),
              },
            },
            { entity: 'opportunity', rowId: visit.opportunityId, fields: { state: 'booked' } },
            ...(stockUnitId === null ? [] : claims.claiming(stockUnitId, null, visit.opportunityId)),
          ],
        })
        return { bookingId, bookedAt: occurredAt }
      }),
      lose: contract.opportunities.lose.handler(({ input }) => {
        const { visitId, reason, note } = input
        const before = db.tables.read('opportunity', openVisit(visitId).opportunityId)
        const said = { state: 'lost', lostReason: reason, lostNote: note, lostVisitId: visitId }
        if (before && Object.entries(said).every(([field, value]) => before[field] === value)) return {}
        const visit = openOpportunity(visitId)
        if (!pack.lostReasons.some(({ code }) => code === reason)) throw new Refusal('NOT_FOUND')
        const occurredAt = clock()
        showroom.write({
          visitId: visit.id,
          occurredAt,
          edits: [
            {
              entity: 'opportunity',
              rowId: visit.opportunityId,
              fields: {
                state: 'lost',
                lostReason: reason,
                lostNote: note,
                lostVisitId: visit.id,
                lostBusinessDay: showroom.businessDayIn(visit.id, occurredAt),
              },
            },
          ],
        })
        return {}
      }),
    },
  }
}

const newOpportunity = (
  rowId: OpportunityId,
  of: Pick<EntityFields<'opportunity'>, 'ownerId' | 'customerId' | 'openedAt'>,
) => ({
  entity: 'opportunity' as const,
  rowId,
  fields: {
    ...of,
    state: 'open' as const,
    lostReason: null,
    lostNote: null,
    lostVisitId: null,
    lostBusinessDay: null,
  },
})
