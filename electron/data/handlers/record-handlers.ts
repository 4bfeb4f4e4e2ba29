import type { Implementer } from '../contract-implementer.ts'
import type { ErasureKeeper } from '../erasure-keeper.ts'
import type { Showroom } from '../showroom.ts'
import { createStockClaims } from '../stock-claims.ts'
import type { UnmetNeedEdits } from '../unmet-need-edits.ts'
import { createCustomerHandlers } from './customer-handlers.ts'
import { createLinkHandlers } from './link-handlers.ts'
import { createStockHandlers } from './stock-handlers.ts'
import { createVisitHandlers } from './visit-handlers.ts'

/** Customers, visits and cars, and what links them. */
export function createRecordHandlers(
  contract: Implementer,
  showroom: Showroom,
  deps: {
    readonly erasureKeeper: Pick<ErasureKeeper, 'wipe'>
    readonly unmetNeedEdits: UnmetNeedEdits
  },
) {
  const claims = createStockClaims(showroom)
  const { customers, retention } = createCustomerHandlers(contract, showroom, deps)
  const { visits, opportunities } = createVisitHandlers(contract, showroom, {
    claims,
    unmetNeedEdits: deps.unmetNeedEdits,
  })
  const links = createLinkHandlers(contract, showroom)
  return {
    customers: { ...customers, ...links.customers },
    retention,
    visits: { ...visits, ...links.visits },
    opportunities,
    ...createStockHandlers(contract, showroom, { claims }),
  }
}
