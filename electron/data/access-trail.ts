import type { AccessAct } from '../../contract/access.ts'
import type { Clock } from '../../core/clock.ts'
import type { ConsultantId, CustomerId } from '../../core/ids.ts'
import type { Edit } from '../../db/change-sets.ts'
import type { ShowroomDatabase } from '../../db/showroom-database.ts'
import type { AccessEntries } from './access-entries.ts'
import { changedCustomers } from './changed-customers.ts'
import type { Session } from './session.ts'

export type AccessDetail = Readonly<Record<string, string>>

/** The lists that show customers. */
type SeenList = 'customers' | 'visits' | 'conflicts' | 'waiting' | 'refused' | 'stock'

/** What goes into the access log while people work: who saw and who changed which customer. */
export interface AccessTrail {
  /**
   * One entry, now. `detail` holds ids and codes only.
   * @param personId whoever is signed in where it is left out: to be given by what goes on after who began it may be gone
   */
  readonly accessLog: (
    act: AccessAct,
    customerId: CustomerId | null,
    detail: AccessDetail,
    personId?: ConsultantId,
  ) => void
  /** A customer was shown; `null` for a conversation with nobody known, which is not logged. */
  readonly seen: (customerId: CustomerId | null, detail: AccessDetail) => void
  /** Several customers were shown, with no one of them opened. */
  readonly listSeen: (list: SeenList) => void
  /** The access log itself was shown: once in a session. */
  readonly logRead: () => void
  /** The entries of a write: `write` within its transaction, `committed` after it. */
  readonly changes: (
    authorId: ConsultantId,
    edits: readonly Edit[],
  ) => { readonly write: () => void; readonly committed: () => void }
}

/** Screens fetch the same customer or list again and again: within this time one entry says it. */
const onceInMs = 15 * 60_000

export function createAccessTrail(deps: {
  readonly db: Pick<ShowroomDatabase, 'visits'>
  readonly entries: AccessEntries
  readonly session: Session
  readonly clock: Clock
}): AccessTrail {
  const { db, entries, session, clock } = deps
  const memory = createMemory(session)
  /** One entry for what screens fetch again and again. */
  const once = (
    what: string,
    entry: { readonly act: AccessAct; readonly customerId: CustomerId | null; readonly detail: AccessDetail },
  ) => {
    const at = clock()
    const lately = memory()
    if (!isOver(lately.get(what), at)) return
    entries.writeOrKeep({ at, personId: session.author(), ...entry })
    lately.set(what, at)
  }

  return {
    accessLog(act, customerId, detail, personId) {
      const by = personId ?? session.state().signedIn?.consultantId ?? null
      entries.write({ at: clock(), personId: by, act, customerId, detail })
    },
    seen(customerId, detail) {
      if (customerId !== null) once(`seen ${customerId}`, { act: 'customer-seen', customerId, detail })
    },
    listSeen: (list) => once(`list ${list}`, { act: 'list-seen', customerId: null, detail: { list } }),
    logRead() {
      const lately = memory()
      if (lately.has('log-read')) return
      const at = clock()
      entries.writeOrKeep({ at, personId: session.author(), act: 'log-read', customerId: null, detail: {} })
      lately.set('log-read', at)
    },
    changes(personId, edits) {
      const at = clock()
      const lately = memory()
      const due = changedCustomers(db.visits, edits).filter(
        ({ customerId, isOften, visitId }) =>
          !isOften || isOver(lately.get(`changed ${customerId} ${visitId}`), at),
      )
      return {
        write() {
          for (const { customerId, what, visitId } of due) {
            const detail = { what: what.join(' '), ...(visitId && { visitId }) }
            entries.write({ at, personId, act: 'customer-changed', customerId, detail })
          }
        },
        committed() {
          for (const { customerId, visitId, isOften } of due)
            if (isOften) lately.set(`changed ${customerId} ${visitId}`, at)
        },
      }
    },
  }
}

/** Also after a clock was set back: then it is said once more. */
const isOver = (before: number | undefined, now: number): boolean =>
  before === undefined || Math.abs(now - before) >= onceInMs

/** What was logged lately, forgotten with the session that it was logged in. */
function createMemory(session: Session): () => Map<string, number> {
  const lately = new Map<string, number>()
  let ofSignIn = 0
  return () => {
    if (ofSignIn !== session.signIns()) lately.clear()
    ofSignIn = session.signIns()
    return lately
  }
}
