import { Refusal } from '../../contract/errors.ts'
import type { Permission } from '../../contract/permissions.ts'
import type { Clock } from '../../core/clock.ts'
import type { ConsultantId } from '../../core/ids.ts'
import type { Role } from '../../core/people/role.ts'
import type { ShowroomDatabase } from '../../db/showroom-database.ts'
import type { AccessEntries } from './access-entries.ts'

interface SignedIn {
  readonly consultantId: ConsultantId
  readonly role: Role
  /** UTC milliseconds. */
  readonly since: number
}

/** Who is signed in on this laptop, in all its windows; kept in memory only, so a restart signs everybody out. */
export interface Session {
  /** @throws Refusal SIGNED_OUT */
  readonly person: () => SignedIn
  /** The same without looking at what they may do, which costs nothing. @throws Refusal SIGNED_OUT */
  readonly author: () => ConsultantId
  /** @throws Refusal SIGNED_OUT, NOT_ALLOWED */
  readonly manager: () => ConsultantId
  /** Lets a call go on that whoever is signed in may make. @throws Refusal NOT_SET_UP, SIGNED_OUT, NOT_ALLOWED */
  readonly permit: (permission: Permission) => void
  readonly state: () => {
    readonly signedIn: SignedIn | null
    /** Why nobody is signed in. */
    readonly because: 'start' | 'idle' | 'locked' | 'signed-out' | null
  }
  /** How often somebody signed in since the start: tells one session from the next. */
  readonly signIns: () => number
  /** Signs in a person whose PIN was right; whoever was signed in before is signed out. */
  readonly signIn: (consultantId: ConsultantId) => SignedIn
  /** @param because they locked it themselves to go on later, or are done */
  readonly signOut: (because: 'locked' | 'signed-out') => void
  /** Someone is using the laptop: the idle lock starts over. */
  readonly active: () => void
}

/** Until a store's manager has set another. */
export const usualIdleLockMinutes = 10

/**
 * The session of this laptop. It ends by itself when nobody used the laptop for the time that the manager set, told at
 * each call by the clock on the wall and by one that nobody can set: the first also runs while the laptop sleeps.
 */
export function createSession(deps: {
  readonly db: Pick<ShowroomDatabase, 'connection' | 'consultants' | 'device' | 'accessLog'>
  readonly entries: AccessEntries
  /** What is recorded: it jumps when somebody says which day it is. */
  readonly clock: Clock
  /** The laptop's own clock on the wall, whatever day somebody said it is. */
  readonly wallClock: Clock
  /** Milliseconds on a clock that only goes forward. */
  readonly monotonicMs: () => number
}): Session {
  const { db, entries, clock, wallClock, monotonicMs } = deps
  let signedIn: { readonly consultantId: ConsultantId; readonly since: number } | null = null
  let because: 'start' | 'idle' | 'locked' | 'signed-out' = 'start'
  let signIns = 0
  let usedAt = { wallMs: 0, monotonicMs: 0 }

  const used = () => {
    usedAt = { wallMs: wallClock(), monotonicMs: monotonicMs() }
  }
  const isIdle = () => {
    const limitMs = (db.device.get()?.idleLockMinutes ?? usualIdleLockMinutes) * 60_000
    // Set back by more than that, the clock on the wall is no witness either.
    return Math.abs(wallClock() - usedAt.wallMs) >= limitMs || monotonicMs() - usedAt.monotonicMs >= limitMs
  }
  const end = (why: 'idle' | 'locked' | 'signed-out' | 'not-active') => {
    if (!signedIn) return
    const { consultantId } = signedIn
    signedIn = null
    because = why === 'not-active' ? 'signed-out' : why
    entries.writeOrKeep(signedOut(consultantId, why))
  }
  const signedOut = (personId: ConsultantId, why: string) => ({
    at: clock(),
    personId,
    act: 'signed-out' as const,
    customerId: null,
    detail: { because: why },
  })
  const current = (): SignedIn | null => {
    if (!signedIn) return null
    if (isIdle()) {
      end('idle')
      return null
    }
    // Read each time: head office may have said meanwhile that they are no manager any more, or have left.
    const person = db.consultants.get(signedIn.consultantId)
    if (!person?.active) {
      end('not-active')
      return null
    }
    return { ...signedIn, role: person.role }
  }
  const person = () => {
    const found = current()
    if (!found) throw new Refusal('SIGNED_OUT')
    return found
  }
  const manager = () => {
    const { consultantId, role } = person()
    if (role !== 'manager') throw new Refusal('NOT_ALLOWED')
    return consultantId
  }

  return {
    person,
    author() {
      if (signedIn && isIdle()) end('idle')
      if (!signedIn) throw new Refusal('SIGNED_OUT')
      return signedIn.consultantId
    },
    manager,
    permit(permission) {
      if (permission === 'anyone') return
      // Before set-up there is nobody who could sign in.
      if (!db.device.get()) throw new Refusal('NOT_SET_UP')
      if (permission === 'manager') manager()
      else person()
    },
    state() {
      const found = current()
      return { signedIn: found, because: found ? null : because }
    },
    signIns: () => signIns,
    signIn(consultantId) {
      const before = current()
      if (before?.consultantId === consultantId) {
        used()
        return before
      }
      const since = clock()
      db.connection.transaction(() => {
        if (before) entries.write(signedOut(before.consultantId, 'switched'))
        entries.write({ at: since, personId: consultantId, act: 'signed-in', customerId: null, detail: {} })
        db.device.update({ consultantId })
      })()
      signedIn = { consultantId, since }
      signIns += 1
      used()
      return person()
    },
    signOut(why) {
      if (current()) end(why)
    },
    active() {
      if (signedIn && !isIdle()) used()
    },
  }
}
