import type { Updates } from '../../updates/updates.ts'
import type { Implementer } from '../contract-implementer.ts'
import type { Showroom } from '../showroom.ts'

/** Whether a later version of Northstar is on its way, for the screen to say. */
export function createUpdateHandlers(
  contract: Implementer,
  { db }: Pick<Showroom, 'db'>,
  updates: Pick<Updates, 'standing' | 'problem'>,
) {
  return {
    updates: {
      state: contract.updates.state.handler(() => {
        const standing = updates.standing()
        const problem = updates.problem()
        const hasHeadoffice = (db.device.get()?.headofficeUrl ?? null) !== null
        return {
          standing: standing.type === 'none' && !hasHeadoffice ? { type: 'no-headoffice' } : standing,
          problem: problem && { ...problem, detail: { ...problem.detail } },
        }
      }),
    },
  }
}
