import { Refusal } from '../../contract/errors.ts'
import type { Clock } from '../../core/clock.ts'
import type { ConsultantId } from '../../core/ids.ts'
import { isPinAllowed, pinDigits, pinWaitMs, wrongPinsToLock } from '../../core/people/pin.ts'
import type { ShowroomDatabase } from '../../db/showroom-database.ts'
import type { AccessEntries } from './access-entries.ts'
import { isPinOf, pinToVerifier } from './pin-hash.ts'

/** How a person stands with their PIN on this laptop. */
interface PinStanding {
  readonly hasPin: boolean
  /** Until the next try is looked at, in milliseconds; 0 for at once. */
  readonly waitMs: number
  readonly isLocked: boolean
}

export interface PinVerifier {
  readonly standing: (consultantId: ConsultantId) => PinStanding
  /**
   * Comes back only when this is the person's PIN. Tries for one person are looked at one after the other.
   * @throws Refusal NOT_FOUND for a person who does not work here, PIN_MISSING, PIN_LOCKED, PIN_WAIT, PIN_WRONG
   */
  readonly check: (consultantId: ConsultantId, pin: string) => Promise<void>
  /** @throws Refusal PIN_NOT_VALID when nobody may have this PIN */
  readonly refuseUnfit: (pin: string) => void
  /** Makes what is kept of a new PIN. @throws Refusal PIN_NOT_VALID */
  readonly toVerifier: (pin: string) => Promise<string>
}

/**
 * Looks at PINs. What was tried is counted on disk before it is looked at, and taken back only by a right PIN, so
 * nothing is gained by killing the process or cutting the power before the verdict. The wait after wrong PINs is
 * measured by a clock that nobody can set, and begins anew when this process does.
 */
export function createPinVerifier(deps: {
  readonly db: Pick<ShowroomDatabase, 'pins' | 'consultants'>
  readonly entries: AccessEntries
  readonly clock: Clock
  /** Milliseconds on a clock that only goes forward. */
  readonly monotonicMs: () => number
  readonly randomBytes: (count: number) => Uint8Array
}): PinVerifier {
  const { db, entries, clock, monotonicMs } = deps
  const startedMs = monotonicMs()
  const wrongMs = new Map<ConsultantId, number>()
  const inTurn = createTurns()

  const waitMs = (consultantId: ConsultantId, wrong: number): number =>
    // Whole milliseconds: the clock counts in parts of them.
    Math.ceil(Math.max(0, pinWaitMs(wrong) - (monotonicMs() - (wrongMs.get(consultantId) ?? startedMs))))

  const look = async (consultantId: ConsultantId, pin: string): Promise<void> => {
    const person = db.consultants.get(consultantId)
    if (!person?.active) throw new Refusal('NOT_FOUND')
    const kept = db.pins.get(consultantId)
    if (!kept) throw new Refusal('PIN_MISSING', { name: person.name })
    if (kept.wrong >= wrongPinsToLock) throw new Refusal('PIN_LOCKED')
    const wait = waitMs(consultantId, kept.wrong)
    if (wait > 0) throw new Refusal('PIN_WAIT', { seconds: String(Math.ceil(wait / 1000)) })
    db.pins.countWrong(consultantId)
    const isRight = await isPinOf(pinDigits(pin), kept.verifier)
    if (isRight && db.pins.get(consultantId)?.verifier === kept.verifier)
      return db.pins.forgetWrong(consultantId)
    wrongMs.set(consultantId, monotonicMs())
    const left = wrongPinsToLock - kept.wrong - 1
    entries.writeOrKeep({
      at: clock(),
      personId: consultantId,
      act: 'wrong-pin',
      customerId: null,
      detail: { left: String(left) },
    })
    throw left > 0 ? new Refusal('PIN_WRONG', { left: String(left) }) : new Refusal('PIN_LOCKED')
  }

  return {
    standing(consultantId) {
      const kept = db.pins.get(consultantId)
      if (!kept) return { hasPin: false, waitMs: 0, isLocked: false }
      const isLocked = kept.wrong >= wrongPinsToLock
      return { hasPin: true, waitMs: isLocked ? 0 : waitMs(consultantId, kept.wrong), isLocked }
    },
    check: (consultantId, pin) => inTurn(consultantId, () => look(consultantId, pin)),
    refuseUnfit,
    async toVerifier(pin) {
      refuseUnfit(pin)
      return pinToVerifier(pinDigits(pin), deps.randomBytes)
    },
  }
}

function refuseUnfit(pin: string): void {
  if (!isPinAllowed(pinDigits(pin))) throw new Refusal('PIN_NOT_VALID')
}

/** Lets one piece of work for each person run at a time, in the order in which they came. */
function createTurns() {
  const lastById = new Map<ConsultantId, Promise<void>>()
  return async (id: ConsultantId, work: () => Promise<void>): Promise<void> => {
    const before = lastById.get(id)
    const { promise: done, resolve } = Promise.withResolvers<void>()
    lastById.set(id, done)
    await before
    try {
      await work()
    } finally {
      if (lastById.get(id) === done) lastById.delete(id)
      resolve()
    }
  }
}
