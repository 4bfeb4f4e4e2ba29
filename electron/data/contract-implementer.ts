import { implement, ORPCError } from '@orpc/server'
import type { Logger } from 'pino'
import {
  type ErrorCode,
  type ErrorDetail,
  errorCatalogue,
  errorSentence,
  Refusal,
} from '../../contract/errors.ts'
import { serviceContract } from '../../contract/showroom.ts'
import { sqliteCode } from '../../db/connect.ts'

/**
 * The contract with the one place where failures become its typed errors: a refusal keeps its code, a full or busy
 * disk gets its own, and anything else is a bug, logged once with its stack and said without it.
 */
export function createImplementer(log: Logger) {
  return implement(serviceContract).use(async ({ next, path }) => {
    try {
      return await next()
    } catch (error) {
      if (error instanceof ORPCError && error.code === 'BAD_REQUEST')
        log.warn({ path }, 'call with a wrong shape')
      if (error instanceof ORPCError) throw error
      const { code, detail } = codeOf(error)
      if (code === 'BUG') log.error({ path, err: error }, 'bug in a handler')
      else log.info({ path, code }, 'call refused')
      throw new ORPCError(code, {
        status: errorCatalogue[code].status,
        message: errorSentence(code, detail, 'en'),
        data: detail,
        cause: error,
      })
    }
  })
}
export type Implementer = ReturnType<typeof createImplementer>

function codeOf(error: unknown): { readonly code: ErrorCode; readonly detail: ErrorDetail } {
  if (error instanceof Refusal) return error
  const sqlite = sqliteCode(error)
  if (sqlite === 'SQLITE_FULL') return { code: 'DISK_FULL', detail: {} }
  if (sqlite?.startsWith('SQLITE_IOERR') || sqlite?.startsWith('SQLITE_READONLY'))
    return { code: 'DISK_FAILED', detail: {} }
  if (sqlite?.startsWith('SQLITE_BUSY')) return { code: 'DATABASE_BUSY', detail: {} }
  return { code: 'BUG', detail: {} }
}
