import { Refusal } from '../../../contract/errors.ts'
import type { Adviser } from '../adviser.ts'
import type { Implementer } from '../contract-implementer.ts'
import { createCustomerPages } from '../customer-pages.ts'
import type { PinVerifier } from '../pin-verifier.ts'
import type { RoadPrices } from '../road-prices.ts'
import type { Showroom } from '../showroom.ts'
import type { TurnedScreen } from '../turned-screen.ts'

/** The screen turned to the customer, what it shows, and how it is given back: by the PIN of whoever is signed in. */
export function createCustomerViewHandlers(
  contract: Implementer,
  showroom: Showroom,
  deps: {
    readonly pinVerifier: Pick<PinVerifier, 'check'>
    readonly turnedScreen: TurnedScreen
    readonly adviser: Pick<Adviser, 'shortlist'>
    readonly roadPrices: RoadPrices
  },
) {
  const { db, session } = showroom
  const pageOf = createCustomerPages(showroom, deps)
  return {
    customerView: {
      show: contract.customerView.show.handler(({ input: { visitId, page, language, variantIds } }) => {
        deps.turnedScreen.permitVisit(visitId)
        // Only what is going on is shown: nothing can be said in a visit that is over.
        const opportunityId = showroom.opportunityOf(visitId)
        if (page !== 'felt-heard')
          showroom.seen(db.visits.customerOfOpportunity(opportunityId), { what: 'shortlist', opportunityId })
        db.customerView.show({ visitId, page, language, variantIds })
        session.active()
        return {}
      }),
      content: contract.customerView.content.handler(() => {
        const shown = deps.turnedScreen.shown()
        if (shown === null) throw new Refusal('NOT_FOUND')
        return pageOf(shown)
      }),
      leave: contract.customerView.leave.handler(async ({ input: { pin } }) => {
        await deps.pinVerifier.check(showroom.author(), pin)
        db.customerView.leave()
        session.active()
        return {}
      }),
    },
  }
}
