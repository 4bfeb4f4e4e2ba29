import type { UnmetNeed } from '../discovery/unmet-need.ts'
import type { ConsultantId, OpportunityId, VisitId } from '../ids.ts'

/** What the tables say of one store and business day: everything that its figures are counted from. */
export interface DayRows {
  readonly visits: readonly DayVisit[]
  readonly bookings: readonly DayBooking[]
  /** Opportunities that are lost now and were lost on this day. */
  readonly lost: readonly DayLoss[]
  /** At least everyone who owns one of the rows above. */
  readonly consultants: readonly { readonly id: ConsultantId; readonly name: string }[]
}

/** One walk-in: a visit, or several that two laptops recorded of it. */
export interface DayVisit {
  readonly id: VisitId
  readonly opportunityId: OpportunityId
  readonly ownerId: ConsultantId
  readonly arrival: 'first-time' | 'be-back' | 'unknown'
  readonly ended: boolean
  readonly leftBeforeContact: boolean
  /** Entered afterwards from paper. */
  readonly enteredLate: boolean
  /** The customer of the visit's opportunity has a phone. */
  readonly hasPhone: boolean
  /** Answers given in this visit, corrected ones included, without those that were taken back. */
  readonly answers: number
  /** What they were about, each once. */
  readonly questionIds: readonly string[]
  /** The customer agreed to the last read-back of this visit. */
  readonly readBackAgreed: boolean
  /** How far they felt heard when last asked in this visit, 1 to 5; `null` where nobody asked. */
  readonly feltHeard: number | null
  /** What nothing on sale gave them, as it stood at the end of the business day. */
  readonly unmetNeeds: readonly Pick<UnmetNeed, 'attribute' | 'test' | 'together'>[]
  /** Shortlists kept in this visit. */
  readonly shortlists: number
}

/** `ownerId` is the consultant of the visit in which it was booked. */
export interface DayBooking {
  readonly ownerId: ConsultantId
  readonly vehicleName: string
}

/** `ownerId` is the consultant of the visit in which it was lost, else of the opportunity. */
export interface DayLoss {
  readonly ownerId: ConsultantId
  readonly reason: string
}
