import { Refusal } from '../../../contract/errors.ts'
import type { CustomerId } from '../../../core/ids.ts'
import type { BusinessDay } from '../../../core/market/business-day.ts'
import { dueForErasure, lastSeenOfAll } from '../../../core/market/retention.ts'
import { eraseCustomer } from '../../../db/erase-customer.ts'
import { newestVisitDay, readLastSeen, readLastSeenOf } from '../../../db/last-seen.ts'
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
    if (showroom.clockKeeper.isInDoubt()) throw new Refusal('CLOCK_IN_DOUBT')
    const records = recordsOf(customerId).flatMap(
      (id) => readLastSeenOf(db.connection, showroom.businessDayOf, id) ?? [],
    )
    const [first] = records
    if (first && dueForErasure([asOnePerson(first, records)], pack.retention, countedTo()).length === 0)
      throw new Refusal('RETENTION_NOT_OVER')
  }
  /** Every record of the same person that has something left to erase. */
  const recordsOf = (customerId: CustomerId) =>
    db.customers.recordsOf(customerId).filter((id) => id === customerId || !db.erasures.of(id))
  /** Whoever is linked is one person, seen when any of their records was. */
  const people = () => {
    const { classOf } = db.customers.links()
    const all = readLastSeen(db.connection, showroom.businessDayOf)
    return [...Map.groupBy(all, ({ id }) => classOf(id)[0] ?? id).values()].flatMap((records) => {
      const [first] = records
      return first === undefined ? [] : [asOnePerson(first, records)]
    })
  }

  return {
    customers: {
      erase: contract.customers.erase.handler(({ input }) => {
        const { customerId, reason, linkedIds = [] } = input
        const authorId = showroom.author()
        const alsoIds = db.erasures.of(customerId)
          ? []
          : recordsOf(customerId).filter((id) => id !== customerId && db.customers.get(id) !== null)
        if (alsoIds.some((id) => !linkedIds.includes(id))) throw new Refusal('MORE_RECORDS_LINKED')
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
            alsoIds,
            reason,
            authorId,
            occurredAt: clock(),
            alongside() {
              for (const id of [customerId, ...alsoIds]) showroom.accessLog('customer-erased', id, { reason })
            },
          },
        )
        deps.erasureKeeper.wipe()
        return erased
      }),
    },
    retention: {
      due: contract.retention.due.handler(() => ({
        months: pack.retention.customerMonths,
        customers: dueForErasure(people(), pack.retention, countedTo()).map(
          ({ id, name, lastSeenDay, dueDay }) => ({
            customerId: id,
            linkedIds: recordsOf(id).filter((other) => other !== id),
            name,
            lastSeenDay,
            dueDay,
          }),
        ),
      })),
    },
  }
}

type SeenRecord = NonNullable<ReturnType<typeof readLastSeenOf>>

/** The records of one person as the first of them, with a name where any has one. */
function asOnePerson(first: SeenRecord, records: readonly SeenRecord[]): SeenRecord {
  const name = records.find((one) => one.name !== null)?.name ?? null
  return { id: first.id, name, seen: lastSeenOfAll(records.map(({ seen }) => seen)) }
}
