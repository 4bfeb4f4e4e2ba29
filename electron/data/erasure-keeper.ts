import type { Logger } from 'pino'
import type { Erasures } from '../../db/erasures.ts'
import type { After } from '../timer.ts'

export interface ErasureKeeper {
  /** Takes what is left of the erased out of the files now, and again later where that cannot be done yet. */
  readonly wipe: () => void
  readonly stop: () => void
}

const againMs = 60_000

/**
 * Sees to it that an erasure goes through to the outbox journal and the write-ahead log: at start, after each erasure
 * made here, and every minute for what came from head office or was held up by a reader or the disk.
 * @param deps.rewriteJournal writes the outbox journal anew through `erasures.strippedChange`; may throw
 */
export function createErasureKeeper(deps: {
  readonly erasures: Pick<Erasures, 'haveTraces' | 'wipeTraces'>
  readonly rewriteJournal: () => void
  readonly after: After
  readonly log: Pick<Logger, 'info' | 'warn'>
}): ErasureKeeper {
  const { erasures, rewriteJournal, after, log } = deps
  let callOff = () => {}
  let isStopped = false

  const wipe = () => {
    callOff()
    if (isStopped) return
    try {
      if (erasures.haveTraces()) {
        if (erasures.wipeTraces(rewriteJournal)) log.info('what was left of erased customers is gone')
        else log.info('a reader holds pages of erased customers: tried again')
      }
    } catch (error) {
      // The tables are stripped already; only what the disk would not let go of is left.
      log.warn({ err: error }, 'what is left of erased customers could not be taken away: tried again')
    }
    callOff = after(againMs, wipe)
  }
  return {
    wipe,
    stop() {
      isStopped = true
      callOff()
    },
  }
}
