import type { Step } from './conversation.ts'

/** What the conversations of one arm came to, by how many answers were given. */
export interface Summary {
  readonly answers: number
  readonly customers: number
  readonly regret: number
  readonly hit: number
  /** Within 5 % of the best. */
  readonly near: number
  /** Standard error of the regret. */
  readonly regretError: number
}

const nearRegret = 0.05

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

export function summarise(talks: readonly (readonly Step[])[]): readonly Summary[] {
  const most = Math.max(0, ...talks.map((steps) => steps.length))
  return Array.from({ length: most }, (_, answers) => {
    const steps = talks.flatMap((talk) => talk[answers] ?? [])
    const regrets = steps.map(({ regret }) => regret)
    const regret = mean(regrets)
    const variance = mean(regrets.map((one) => (one - regret) ** 2))
    return {
      answers,
      customers: steps.length,
      regret,
      hit: mean(steps.map(({ isHit }) => Number(isHit))),
      near: mean(regrets.map((one) => Number(one <= nearRegret))),
      regretError: Math.sqrt(variance / Math.max(1, steps.length)),
    }
  })
}

/** Mean regret once so many seconds were talked: of each conversation, where it stood with the last answer until then. */
export function regretAfterSeconds(talks: readonly (readonly Step[])[], seconds: number): number {
  return mean(talks.flatMap((talk) => talk.findLast((step) => step.seconds <= seconds)?.regret ?? []))
}

/** How often the best was shown where the stated sureness lies in one tenth of 0..1. */
export interface Decile {
  readonly cases: number
  readonly stated: number
  readonly truth: number
}

export function calibration(talks: readonly (readonly Step[])[]): readonly Decile[] {
  const steps = talks.flat()
  return Array.from({ length: 10 }, (_, tenth) => {
    const inside = steps.filter(({ sureness }) => Math.min(9, Math.floor(sureness * 10)) === tenth)
    return {
      cases: inside.length,
      stated: mean(inside.map(({ sureness }) => sureness)),
      truth: mean(inside.map(({ isHit }) => Number(isHit))),
    }
  })
}

const enoughCases = 50

/** The greatest distance of stated from true in any decile with enough cases, in points. */
export const worstDecile = (deciles: readonly Decile[]): number =>
  100 *
  Math.max(
    0,
    ...deciles
      .filter(({ cases }) => cases >= enoughCases)
      .map(({ stated, truth }) => Math.abs(stated - truth)),
  )
