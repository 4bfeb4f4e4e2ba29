import { Refusal } from '../../../contract/errors.ts'
import type { CustomerId } from '../../../core/ids.ts'
import type { BusinessDay } from '../../../core/market/business-day.ts'
import { dueForErasure } from '../../../core/market/retention.ts'
import { eraseCustomer } from '../../../db/erase-customer.ts'
import { newestVisitDay, readLastSeen, readLastSeenOf } from '../../../db/last-seen.ts'
import { clockDoubtNow } from '../clock-doubt-now.ts'
import type { Implementer } from '../contract-implementer.ts'
import type { ErasureKeeper } from '../erasure-keeper.ts'
import type { Showroom } from '../showroom.ts'

/** Erasing a customer, and who is due for it by the market's rule. A manager's, as the permissions say. */
export function createErasureHandlers(
  contract: Implementer,
  showroom: Showroom,
  deps: { readonly erasureKeeper: Pick<ErasureKeeper, 'wipe'> },
) {
  const { db, clock, newId, pack } = showroom

  /**
   * The day that customers' time is counted to: the clock's, but never past the latest day on which anything was
   * recorded, so that a clock that has run ahead makes nobody old.
   */
  const countedTo = (): BusinessDay => {
    const newestAt = db.changeSets.newestOccurredAt()
    const today = showroom.today()
    const days = [newestVisitDay(db.connection), newestAt === null ? null : showroom.businessDayOf(newestAt)]
    const newest = days.reduce(
      (last, day) => (day !== null && (last === null || day > last) ? day : last),
      null,
    )
    return newest !== null && newest < today ? newest : today
  }

  const refuseUntimely = (customerId: CustomerId) => {
    if (clockDoubtNow(showroom, showroom.device().language) !== null) throw new Refusal('CLOCK_IN_DOUBT')
    const customer = readLastSeenOf(db.connection, showroom.businessDayOf, customerId)
    if (customer && dueForErasure([customer], pack.retention, countedTo()).length === 0)
      throw new Refusal('RETENTION_NOT_OVER')
  }

  return {
    customers: {
      erase: contract.customers.erase.handler(({ input }) => {
        const { customerId, reason } = input
        const authorId = showroom.author()
        if (reason === 'retention' && !db.erasures.of(customerId)) refuseUntimely(customerId)
        const erased = eraseCustomer(
          {
            connection: db.connection,
            erasures: db.erasures,
            newId,
            write: showroom.write,
          },
          {
            customerId,
            reason,
            authorId,
            occurredAt: clock(),
            alongside: () => showroom.accessLog('customer-erased', customerId, { reason }),
          },
        )
        deps.erasureKeeper.wipe()
        return erased
      }),
    },
    retention: {
      due: contract.retention.due.handler(() => ({
        months: pack.retention.customerMonths,
        customers: dueForErasure(
          readLastSeen(db.connection, showroom.businessDayOf),
          pack.retention,
          countedTo(),
        ).map(({ id, name, lastSeenDay, dueDay }) => ({ customerId: id, name, lastSeenDay, dueDay })),
      })),
    },
  }
}
