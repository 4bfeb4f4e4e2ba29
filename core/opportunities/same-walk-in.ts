import type { ConsultantId, CustomerId, OpportunityId, VisitId } from '../ids.ts'
import type { BusinessDay } from '../market/business-day.ts'

/** A visit as it is compared with one that another laptop recorded. Instants are UTC milliseconds. */
export interface WalkIn {
  readonly id: VisitId
  readonly opportunityId: OpportunityId
  readonly businessDay: BusinessDay
  readonly ownerId: ConsultantId
  readonly arrival: 'first-time' | 'be-back' | 'unknown'
  readonly startedAt: number
  /** `null` while it goes on. */
  readonly endedAt: number | null
  readonly leftBeforeContact: boolean
  /** Every record of the customer, `[]` while nobody is known. */
  readonly customerIds: readonly CustomerId[]
  readonly phones: readonly string[]
  /** As search folds it, `null` while nobody is known. */
  readonly foldedName: string | null
}

/** Why two visits look like one walk-in. */
export type WalkInReason =
  | 'same-customer'
  | 'same-phone'
  | 'same-name'
  | 'at-the-same-time'
  | 'began-together'
  | 'same-owner'
  | 'same-arrival'

/** The same party walks in once: two starts further apart than this are two parties where nothing names them. */
const togetherMs = 10 * 60_000

/**
 * Whether two visits, recorded on two laptops, look like one walk-in, and why; `null` where they do not. One customer,
 * phone or name in both is enough when the times meet. Where at most one names anybody, they must have begun within
 * minutes of each other and agree in who held them or in how the party came. It is only offered: people decide.
 */
export function sameWalkIn(one: WalkIn, other: WalkIn): readonly WalkInReason[] | null {
  if (one.businessDay !== other.businessDay || one.opportunityId === other.opportunityId) return null
  const who = whoReasons(one, other)
  const began = Math.abs(one.startedAt - other.startedAt) <= togetherMs
  const met = overlap(one, other)
  if (!met && !began) return null
  const when: readonly WalkInReason[] = [
    ...(met ? ['at-the-same-time' as const] : []),
    ...(began ? ['began-together' as const] : []),
  ]
  const how: readonly WalkInReason[] = [
    ...(one.ownerId === other.ownerId ? ['same-owner' as const] : []),
    ...(one.arrival === other.arrival && one.arrival !== 'unknown' ? ['same-arrival' as const] : []),
  ]
  if (who.length > 0) return [...who, ...when, ...how]
  const areBothNamed = isNamed(one) && isNamed(other)
  const isFirstAndBack =
    new Set([one.arrival, other.arrival]).size === 2 && ![one.arrival, other.arrival].includes('unknown')
  if (areBothNamed || isFirstAndBack || one.leftBeforeContact || other.leftBeforeContact) return null
  return began && met && how.length > 0 ? [...when, ...how] : null
}

function whoReasons(one: WalkIn, other: WalkIn): readonly WalkInReason[] {
  if (one.customerIds.some((id) => other.customerIds.includes(id))) return ['same-customer']
  return [
    ...(one.phones.some((phone) => other.phones.includes(phone)) ? ['same-phone' as const] : []),
    ...(one.foldedName !== null && one.foldedName === other.foldedName ? ['same-name' as const] : []),
  ]
}

const isNamed = (visit: WalkIn): boolean => visit.foldedName !== null || visit.phones.length > 0

/** One that goes on has no end yet: no clock is asked, for theirs may be ahead of ours. */
const overlap = (one: WalkIn, other: WalkIn): boolean =>
  one.startedAt <= (other.endedAt ?? Number.POSITIVE_INFINITY) &&
  other.startedAt <= (one.endedAt ?? Number.POSITIVE_INFINITY)
