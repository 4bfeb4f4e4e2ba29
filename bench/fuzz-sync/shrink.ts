import type { Plan } from './plan.ts'
import type { Fault } from './seed-result.ts'

/**
 * Looks for fewer steps of a seed that still find a fault of a kind that all of them found: by halves, then quarters, and
 * on, each left out where it is not needed (Zeller, Hildebrandt: Simplifying and Isolating Failure-Inducing Input, 2002).
 * @param deps.find runs a plan anew, on data of its own
 * @param deps.isTimeUp asked before each run; what was found until then is what there is
 */
export async function shrink(
  plan: Plan,
  found: readonly Fault[],
  {
    find,
    isTimeUp,
  }: {
    readonly find: (plan: Plan) => Promise<readonly Fault[]>
    readonly isTimeUp: () => boolean
  },
): Promise<Plan> {
  const kinds = new Set(found.map(({ kind }) => kind))
  let steps = plan.steps
  for (let parts = 2; steps.length > 0; ) {
    const size = Math.ceil(steps.length / parts)
    let isFewer = false
    for (let at = 0; at < steps.length && !isFewer; at += size) {
      if (isTimeUp()) return { ...plan, steps }
      const fewer = [...steps.slice(0, at), ...steps.slice(at + size)]
      const faults = await find({ ...plan, steps: fewer })
      if (!faults.some(({ kind }) => kinds.has(kind))) continue
      steps = fewer
      isFewer = true
    }
    if (isFewer) parts = Math.max(2, parts - 1)
    else if (size <= 1) break
    else parts = Math.min(steps.length, parts * 2)
  }
  return { ...plan, steps }
}
