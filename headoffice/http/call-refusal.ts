import { ORPCError } from '@orpc/server'
import { keysOf } from '../../core/keys-of.ts'
import { DatabaseAway } from '../database-away.ts'

/**
 * Why the door did not take a call; what each means to a laptop, docs/protocol.md says. They are not said to people:
 * a laptop waits and tries again, or says that head office is not what it should be.
 */
const statusByCode = {
  BODY_NOT_READABLE: 400,
  DIGEST_NEEDED: 400,
  TOO_SLOW_A_BODY: 408,
  BODY_TOO_LARGE: 413,
  PAGE_TOO_LARGE: 413,
  PAGE_NOT_READABLE: 400,
  ENCODING_NOT_ACCEPTED: 415,
  JSON_ONLY: 415,
  HOST_NOT_ACCEPTED: 421,
  HTTPS_ONLY: 403,
  ORIGIN_NOT_ACCEPTED: 403,
  NOT_FOUND: 404,
  OPERATOR_ONLY: 403,
  TOO_MANY_CALLS: 429,
  BUSY: 503,
  NOT_OPEN_YET: 503,
  CLOSING: 503,
  BUG: 500,
} as const satisfies Readonly<Record<string, number>>
export type CallRefusalCode = keyof typeof statusByCode

/** Each code that a laptop may meet, whatever it calls. */
export const callRefusalCodes: readonly CallRefusalCode[] = keysOf(statusByCode).filter(
  (code) => code !== 'OPERATOR_ONLY',
)

/** A call that the door did not take. */
export class CallRefusal extends ORPCError<CallRefusalCode, undefined> {
  /** When it is worth asking again, `null` where asking again is no use. */
  readonly retryAfterMs: number | null

  constructor(code: CallRefusalCode, { cause, retryAfterMs = null }: CallRefusalOptions = {}) {
    super(code, { status: statusByCode[code], message: code, cause })
    this.retryAfterMs = retryAfterMs
  }
}

interface CallRefusalOptions {
  readonly cause?: unknown
  readonly retryAfterMs?: number | null
}

/** So long a laptop leaves a head office alone whose database is away. */
const databaseAwayMs = 5000

/** What an error is to the caller, who is asked to come again where the database is away. */
export const toCallError = (error: unknown): unknown =>
  error instanceof DatabaseAway
    ? new CallRefusal('BUSY', { cause: error, retryAfterMs: databaseAwayMs })
    : error

/** Whether an error is a fault of head office, and not a no to its caller. */
export function isBug(error: unknown): boolean {
  if (error instanceof CallRefusal) return error.code === 'BUG'
  return !(error instanceof ORPCError) || error.status >= 500
}
