import { v7 } from 'uuid'
import type { Clock } from '../../core/clock.ts'
import type { NewId } from '../../core/ids.ts'
import { randomBytes } from '../../electron/doors.ts'
import type { Random } from '../torture/random.ts'

/** Time in a showroom that passes as people's does, however fast the benchmark goes: times and ids are as long as theirs. */
export interface ShowroomClock {
  readonly clock: Clock
  readonly newId: NewId
  /** Lets between `leastMs` and `mostMs` pass. */
  readonly pass: (leastMs: number, mostMs: number) => void
}

/** @param startsAt UTC milliseconds */
export function createShowroomClock(random: Random, startsAt: number): ShowroomClock {
  let now = startsAt
  return {
    clock: () => now,
    newId: () => v7({ msecs: now, random: randomBytes(16) }),
    pass(leastMs, mostMs) {
      now += leastMs + random.below(mostMs - leastMs)
    },
  }
}
