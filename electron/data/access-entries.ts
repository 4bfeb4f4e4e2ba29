import type { Logger } from 'pino'
import type { Access, AccessLog } from '../../db/access-log.ts'
import { failureOf } from '../../db/damage.ts'

/** The two ways in which an entry comes into the access log. */
export interface AccessEntries {
  /** Writes it now, or fails: for what must not happen without its entry. */
  readonly write: (access: Access) => void
  /**
   * Writes it now where the disk takes it, and otherwise keeps it until the disk does: for what goes on also when the
   * disk is full, such as reading. Never within a transaction, which could take it back.
   */
  readonly writeOrKeep: (access: Access) => void
}

export function createAccessEntries(accessLog: Pick<AccessLog, 'append'>, log: Logger): AccessEntries {
  const kept: Access[] = []
  return {
    write: accessLog.append,
    writeOrKeep(access) {
      kept.push(access)
      try {
        for (let first = kept[0]; first; first = kept[0]) {
          accessLog.append(first)
          kept.shift()
        }
      } catch (error) {
        const failure = failureOf(error)
        if (failure !== 'disk-full' && failure !== 'disk-failed') throw error
        log.error({ failure, kept: kept.length }, 'the access log waits for the disk')
      }
    },
  }
}
