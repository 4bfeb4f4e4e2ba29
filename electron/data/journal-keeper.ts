import type { Logger } from 'pino'
import type { Connection } from '../../db/connect.ts'
import { codeOfFailure, isDamage } from '../../db/damage.ts'
import type { OutboxJournal } from '../../db/outbox-journal.ts'
import type { After } from '../timer.ts'

export interface JournalKeeper {
  /** To be called after each commit; costs nothing but a timer. */
  readonly written: () => void
  /** Brings the journal up to the database now, and starts no more. */
  readonly stop: () => void
}

/** From a commit to its copy in the journal; what comes in between goes with it, so the disk is synced once for all. */
const pauseMs = 800
/** After a disk that failed, or a journal folder that is not to be had. */
const pauseAfterFailureMs = 5000

/**
 * Keeps the outbox journal within a second of the database, away from every answer: a journal that cannot be written is
 * logged by its code and tried again, and no answer hears of it.
 * @param deps.onDamage is told when reading the database for the journal shows it damaged
 */
export function createJournalKeeper(deps: {
  readonly journal: OutboxJournal
  readonly connection: Connection
  readonly after: After
  readonly log: Logger
  readonly onDamage?: (error: unknown) => void
}): JournalKeeper {
  const { journal, connection, after, log } = deps
  let callOff: (() => void) | null = null
  let isStopped = false
  /** Said once, not at each try. */
  let saidCode: string | null = null

  const catchUp = (): boolean => {
    try {
      journal.catchUp(connection)
      if (saidCode !== null) log.info('the outbox journal is kept again')
      saidCode = null
      return true
    } catch (error) {
      const { code } = codeOfFailure(error)
      if (code !== saidCode) log.error({ code, err: error }, 'the outbox journal could not be written')
      saidCode = code
      if (isDamage(error)) deps.onDamage?.(error)
      return false
    }
  }
  const soon = (ms: number) => {
    callOff ??= after(ms, () => {
      callOff = null
      if (!catchUp() && !isStopped) soon(pauseAfterFailureMs)
    })
  }

  return {
    written() {
      if (!isStopped) soon(pauseMs)
    },
    stop() {
      isStopped = true
      callOff?.()
      callOff = null
      catchUp()
      journal.close()
    },
  }
}
