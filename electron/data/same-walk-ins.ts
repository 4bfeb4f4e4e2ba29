import { phonesOf } from '../../core/customers/phones-of.ts'
import { type BusinessDay, businessDaySchema } from '../../core/market/business-day.ts'
import { foldName } from '../../core/market/fold-name.ts'
import { sameWalkIn, type WalkIn, type WalkInReason } from '../../core/opportunities/same-walk-in.ts'
import type { ShowroomDatabase } from '../../db/showroom-database.ts'
import type { VisitView } from '../../db/visits.ts'

interface Side {
  readonly visit: VisitView
  /** What the customer said in their own words, first things first. */
  readonly words: string[]
}

/** One visit that this laptop recorded and one that another did, which look like the same walk-in. */
interface SameWalkIn {
  readonly own: Side
  readonly other: Side
  readonly reasons: WalkInReason[]
}

const wordsShown = 3
/** The day asked for is one of them: laptops that were apart may sync days after the walk-in. */
const daysOffered = 7

/**
 * The pairs of a day and those before it that are to be offered for linking, the newest first. Both laptops come to the same ones: each has the other's visits,
 * and knows which are its own. What is linked, or was said to be two, is not offered again.
 */
export function findSameWalkIns(
  db: Pick<ShowroomDatabase, 'visits' | 'customers'>,
  businessDay: BusinessDay,
): readonly SameWalkIn[] {
  const visits = db.visits.ofDays(daysBefore(businessDay, daysOffered - 1), businessDay)
  const own = visits.filter(({ id }) => db.visits.isOwn(id))
  const others = visits.filter((visit) => !own.includes(visit))
  if (own.length === 0 || others.length === 0) return []
  const walkIns = new Map(visits.map((visit) => [visit.id, toWalkIn(db, visit)]))
  const side = (visit: VisitView): Side => ({
    visit,
    words: [...db.visits.ownWords(visit.id, wordsShown)],
  })
  const othersOfDay = Map.groupBy(others, (visit) => visit.businessDay)
  const links = db.visits.links()
  return own.flatMap((one) =>
    (othersOfDay.get(one.businessDay) ?? []).flatMap((other) => {
      const [oneIn, otherIn] = [walkIns.get(one.id), walkIns.get(other.id)]
      if (!oneIn || !otherIn) return []
      const isDecided =
        one.sameWalkIn.some(({ id }) => id === other.id) || links.areToldApart(one.id, other.id)
      const reasons = isDecided ? null : sameWalkIn(oneIn, otherIn)
      return reasons === null ? [] : [{ own: side(one), other: side(other), reasons: [...reasons] }]
    }),
  )
}

function daysBefore(day: BusinessDay, days: number): BusinessDay {
  const instant = Date.parse(`${day}T00:00:00Z`) - days * 24 * 60 * 60_000
  return businessDaySchema.parse(new Date(instant).toISOString().slice(0, 10))
}

function toWalkIn({ customers }: Pick<ShowroomDatabase, 'customers'>, visit: VisitView): WalkIn {
  const records =
    visit.customerId === null
      ? []
      : customers.many(customers.recordsOf(visit.customerId)).filter(({ isErased }) => !isErased)
  return {
    ...visit,
    customerIds: records.map(({ id }) => id),
    phones: records.flatMap(phonesOf),
    foldedName: visit.customerName === null ? null : foldName(visit.customerName),
  }
}
