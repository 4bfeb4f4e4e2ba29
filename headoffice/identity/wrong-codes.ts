import type { Clock } from '../../core/clock.ts'

export interface WrongCodeLimits {
  readonly perAddress: number
  /** From all addresses together: whoever has many is still only one guesser. */
  readonly overall: number
}

/** Wrong enrolment codes within an hour. */
const usualLimits: WrongCodeLimits = { perAddress: 20, overall: 2000 }

const windowMs = 3_600_000

export interface WrongCodes {
  /** Whether no code of this address is looked at any more for now, right or wrong. */
  readonly isOver: (address: string) => boolean
  readonly count: (address: string) => void
}

/** Counts wrong enrolment codes, in memory, hour by hour. No more addresses are held than codes are counted. */
export function createWrongCodes(clock: Clock, limits: WrongCodeLimits = usualLimits): WrongCodes {
  let hour = Number.NEGATIVE_INFINITY
  let overall = 0
  const byAddress = new Map<string, number>()
  const turn = () => {
    const now = Math.floor(clock() / windowMs)
    if (now === hour) return
    hour = now
    overall = 0
    byAddress.clear()
  }
  return {
    isOver(address) {
      turn()
      return overall >= limits.overall || (byAddress.get(address) ?? 0) >= limits.perAddress
    },
    count(address) {
      turn()
      overall += 1
      byAddress.set(address, (byAddress.get(address) ?? 0) + 1)
    },
  }
}
