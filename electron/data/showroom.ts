import type { Logger } from 'pino'
import { Refusal } from '../../contract/errors.ts'
import type { Catalogue } from '../../core/catalogue/catalogue.ts'
import type { Clock } from '../../core/clock.ts'
import type { QuestionBank } from '../../core/discovery/question-bank.ts'
import type { ChangeSetId, ConsultantId, NewId, OpportunityId, VisitId } from '../../core/ids.ts'
import type { BusinessDay } from '../../core/market/business-day.ts'
import type { MarketPack } from '../../core/market/market-pack.ts'
import { type PreparedCatalogue, prepareCatalogue } from '../../core/shortlist/prepare-catalogue.ts'
import type { Edit } from '../../db/change-sets.ts'
import type { Device } from '../../db/device.ts'
import type { ShowroomDatabase } from '../../db/showroom-database.ts'
import type { VisitView } from '../../db/visits.ts'
import type { AccessEntries } from './access-entries.ts'
import { type AccessTrail, createAccessTrail } from './access-trail.ts'
import type { ClockKeeper } from './clock-keeper.ts'
import type { Session } from './session.ts'

/** The catalogue in use, read and prepared once for each version. */
interface CatalogueAtHand {
  readonly catalogue: Catalogue
  readonly prepared: PreparedCatalogue
  readonly origin: string
  readonly importedAt: number
}

/**
 * What the handlers share: the database, the packs, who is signed in, the access log and the rules of writing.
 *
 * `accessLog(act, customerId, detail)` writes one entry now, by whoever is signed in. `seen(customerId, detail)` says
 * that a customer was shown, once in a quarter of an hour, and `listSeen(list)` that several were. That a customer was
 * changed, `write` says by itself.
 */
export interface Showroom extends Pick<AccessTrail, 'accessLog' | 'seen' | 'listSeen' | 'logRead'> {
  readonly db: ShowroomDatabase
  /** The time to go by, as `clockKeeper` tells it. */
  readonly clock: Clock
  readonly clockKeeper: ClockKeeper
  readonly newId: NewId
  readonly pack: MarketPack
  readonly bank: QuestionBank
  readonly log: Logger
  readonly session: Session
  /** @throws Refusal NOT_SET_UP */
  readonly device: () => Device
  /** Who is signed in. @throws Refusal SIGNED_OUT */
  readonly author: () => ConsultantId
  readonly today: () => BusinessDay
  /** The store's business day of an instant in UTC milliseconds. */
  readonly businessDayOf: (instantMs: number) => BusinessDay
  /** The business day of what is recorded in a visit: of one that is entered from paper, the day on the paper. */
  readonly businessDayIn: (visitId: VisitId, instantMs: number) => BusinessDay
  /** @throws Refusal NOT_FOUND */
  readonly visit: (visitId: VisitId) => VisitView
  /** The opportunity of a visit that is going on. @throws Refusal NOT_FOUND, VISIT_ENDED */
  readonly opportunityOf: (visitId: VisitId) => OpportunityId
  readonly catalogue: () => CatalogueAtHand | null
  /**
   * Writes one user action, with its entry in the access log, and wakes the sync client; everything is on disk when it
   * returns. What belongs to a visit from paper is marked as entered later, with the business day on the paper.
   */
  readonly write: (action: {
    readonly visitId: VisitId | null
    /** Of a visit from paper that is entered by this action. */
    readonly paperDay?: BusinessDay
    /** Who did it, where the call took so long that another may be signed in by now. */
    readonly authorId?: ConsultantId
    readonly occurredAt: number
    readonly edits: readonly Edit[]
    /** Made beforehand where a row is named after its change. */
    readonly changeSetId?: ChangeSetId
    readonly alongside?: () => void
  }) => void
}

export function createShowroom(
  parts: Pick<
    Showroom,
    'db' | 'clockKeeper' | 'newId' | 'pack' | 'bank' | 'log' | 'session' | 'businessDayOf'
  > & {
    readonly entries: AccessEntries
    readonly wakeSync: () => void
  },
): Showroom {
  const { db, clockKeeper, session, businessDayOf } = parts
  const clock = clockKeeper.now
  const trail = createAccessTrail({ ...parts, clock })
  let atHand: CatalogueAtHand | null = null

  const device = () => {
    const found = db.device.get()
    if (!found) throw new Refusal('NOT_SET_UP')
    return found
  }

  return {
    db,
    clock,
    clockKeeper,
    newId: parts.newId,
    pack: parts.pack,
    bank: parts.bank,
    log: parts.log,
    session,
    accessLog: trail.accessLog,
    seen: trail.seen,
    listSeen: trail.listSeen,
    logRead: trail.logRead,
    device,
    author: session.author,
    today: () => businessDayOf(clock()),
    businessDayOf,
    businessDayIn: (visitId, instantMs) => db.visits.paperDay(visitId) ?? businessDayOf(instantMs),
    visit(visitId) {
      const visit = db.visits.get(visitId)
      if (!visit) throw new Refusal('NOT_FOUND')
      return visit
    },
    opportunityOf(visitId) {
      const found = db.visits.opportunityOf(visitId)
      if (!found) throw new Refusal('NOT_FOUND')
      if (found.hasEnded) throw new Refusal('VISIT_ENDED')
      return found.opportunityId
    },
    catalogue() {
      if (atHand && atHand.catalogue.version === db.catalogues.versionInUse()) return atHand
      const inUse = db.catalogues.inUse()
      atHand = inUse && { ...inUse, prepared: prepareCatalogue(inUse.catalogue) }
      return atHand
    },
    write({ visitId, occurredAt, edits, alongside, authorId = session.author(), ...given }) {
      const changes = trail.changes(authorId, edits)
      const paperDay = given.paperDay ?? (visitId === null ? null : db.visits.paperDay(visitId))
      db.changeSets.commit({
        authorId,
        occurredAt,
        businessDay: paperDay ?? businessDayOf(occurredAt),
        ...(paperDay !== null && { enteredLate: true as const }),
        visitId,
        edits,
        ...(given.changeSetId !== undefined && { changeSetId: given.changeSetId }),
        alongside() {
          alongside?.()
          changes.write()
        },
      })
      changes.committed()
      session.active()
      parts.wakeSync()
    },
  }
}
