import { ORPCError } from '@orpc/client'
import { type ErrorDetail, errorSentence } from '../contract/errors.ts'
import type { Language } from '../core/market/language.ts'

/** The data process did not answer: the line is down, or the time for the call is over. */
export class NotAnswered extends Error {
  readonly code = 'TOO_SLOW'

  constructor(options?: ErrorOptions) {
    super('The data process did not answer', options)
    this.name = 'NotAnswered'
  }
}

/** The catalogue code of what was thrown by a call; anything unexpected is `BUG`. */
export function failureCode(error: unknown): string {
  if (error instanceof ORPCError) return String(error.code)
  if (error instanceof NotAnswered) return error.code
  return 'BUG'
}

/** The sentence for what was thrown by a call: what happened, what is safe, what to do. */
export function failureSentence(error: unknown, language: Language): string {
  return errorSentence(failureCode(error), detailOf(error), language)
}

function detailOf(error: unknown): ErrorDetail {
  if (!(error instanceof ORPCError)) return {}
  const data: unknown = error.data
  if (typeof data !== 'object' || data === null) return {}
  return Object.fromEntries(Object.entries(data).filter((entry) => typeof entry[1] === 'string'))
}
