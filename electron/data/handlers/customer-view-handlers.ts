import type { Implementer } from '../contract-implementer.ts'
import type { PinVerifier } from '../pin-verifier.ts'
import type { Showroom } from '../showroom.ts'

/** The screen turned to the customer, and given back by the PIN of whoever is signed in. */
export function createCustomerViewHandlers(
  contract: Implementer,
  showroom: Showroom,
  deps: { readonly pinVerifier: Pick<PinVerifier, 'check'> },
) {
  const { db, session } = showroom
  return {
    customerView: {
      show: contract.customerView.show.handler(({ input: { visitId, page, language } }) => {
        // Only what is going on is shown: nothing can be said in a visit that is over.
        showroom.opportunityOf(visitId)
        db.customerView.show({ visitId, page, language })
        session.active()
        return {}
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
