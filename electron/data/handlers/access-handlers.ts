import { setImmediate } from 'node:timers/promises'
import type { Implementer } from '../contract-implementer.ts'
import type { Showroom } from '../showroom.ts'

/** The access log, as a manager reads and verifies it. */
export function createAccessHandlers(contract: Implementer, showroom: Showroom) {
  const { accessLog } = showroom.db
  return {
    access: {
      log: contract.access.log.handler(({ input }) => {
        showroom.logRead()
        const { entries, total } = accessLog.list(input)
        return { entries: entries.map((entry) => ({ ...entry, detail: { ...entry.detail } })), total }
      }),
      verify: contract.access.verify.handler(async () => {
        const steps = accessLog.verifySteps()
        for (;;) {
          const { done, value } = steps.next()
          if (done) return value
          // Answers that came meanwhile go first.
          await setImmediate()
        }
      }),
    },
  }
}
