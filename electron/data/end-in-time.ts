import type { Logger } from 'pino'
import type { After } from '../timer.ts'

/** Longer than anything takes to end that does end. */
const patienceMs = 10_000

/**
 * Waits for the end of something that was asked to end, and no longer than ten seconds: what does not come to its end,
 * or fails at it, is logged and must not keep the laptop from closing.
 */
export async function endInTime(
  what: string,
  end: () => Promise<void>,
  { after, log }: { readonly after: After; readonly log: Pick<Logger, 'error'> },
): Promise<void> {
  const { promise: overdue, resolve } = Promise.withResolvers<void>()
  const callOff = after(patienceMs, () => {
    log.error({ what }, 'did not end in time')
    resolve()
  })
  try {
    await Promise.race([end(), overdue])
  } catch (error) {
    log.error({ what, err: error }, 'ending failed')
  } finally {
    callOff()
  }
}
