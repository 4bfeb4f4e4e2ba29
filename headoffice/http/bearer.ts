import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** The token that a call shows (RFC 6750), empty where it shows none. */
export function bearerOf({ headers: { authorization = '' } }: IncomingMessage): string {
  return /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization)?.[1] ?? ''
}

/** Whether a call shows this secret, told in a time that does not say where it differs; never where there is none. */
export function showsSecret(request: IncomingMessage, secret: string | null): boolean {
  if (secret === null || secret === '') return false
  const digestOf = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digestOf(bearerOf(request)), digestOf(secret))
}
