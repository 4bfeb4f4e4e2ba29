import { Refusal } from '../../../contract/errors.ts'
import { pinDigits, pinWaitMs, wrongPinsToLock } from '../../../core/people/pin.ts'
import type { JoinerTable } from '../../../db/joiner-table.ts'
import { isPinOf } from '../pin-hash.ts'

/** The PIN of whoever joined, until they have said who they are. */
export interface JoinerPin {
  readonly standing: () => { readonly waitMs: number; readonly isLocked: boolean }
  /** Comes back only when this is the PIN. @throws Refusal NOT_ALLOWED, JOIN_PIN_LOCKED, PIN_WAIT, PIN_WRONG */
  readonly check: (pin: string) => Promise<void>
}

/**
 * Looks at the joiner's PIN as a person's is looked at (pin-verifier.ts): counted on disk before, taken back only by the
 * right one, one try at a time. Nobody on the laptop can unlock it; head office can, with a new code.
 * @param deps.monotonicMs milliseconds on a clock that only goes forward
 */
export function createJoinerPin({
  joiner,
  monotonicMs,
}: {
  readonly joiner: JoinerTable
  readonly monotonicMs: () => number
}): JoinerPin {
  let waitsFromMs = monotonicMs()
  let last: Promise<void> = Promise.resolve()

  const waitMs = (wrong: number): number =>
    Math.ceil(Math.max(0, pinWaitMs(wrong) - (monotonicMs() - waitsFromMs)))

  const look = async (pin: string): Promise<void> => {
    const kept = joiner.get()
    if (!kept) throw new Refusal('NOT_ALLOWED')
    if (kept.wrong >= wrongPinsToLock) throw new Refusal('JOIN_PIN_LOCKED')
    const wait = waitMs(kept.wrong)
    if (wait > 0) throw new Refusal('PIN_WAIT', { seconds: String(Math.ceil(wait / 1000)) })
    joiner.countWrong()
    const isRight = await isPinOf(pinDigits(pin), kept.verifier)
    if (isRight && joiner.get()?.verifier === kept.verifier) return joiner.forgetWrong()
    waitsFromMs = monotonicMs()
    const left = wrongPinsToLock - kept.wrong - 1
    throw left > 0 ? new Refusal('PIN_WRONG', { left: String(left) }) : new Refusal('JOIN_PIN_LOCKED')
  }

  return {
    standing() {
      const wrong = joiner.get()?.wrong ?? 0
      const isLocked = wrong >= wrongPinsToLock
      return { isLocked, waitMs: isLocked ? 0 : waitMs(wrong) }
    },
    check(pin) {
      const mine = last.then(() => look(pin))
      last = mine.catch(() => {})
      return mine
    },
  }
}
