import type { IncomingMessage, ServerResponse } from 'node:http'
import { ORPCError } from '@orpc/server'
import { digestOf } from './body-digest.ts'
import { CallRefusal } from './call-refusal.ts'
import { encodeAnswer } from './encodings.ts'

/** An answer before it is encoded for its way. */
export interface Reply {
  readonly status: number
  readonly contentType: string
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

export const jsonReply = (status: number, body: unknown, headers: Reply['headers'] = {}): Reply => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify(body),
  headers,
})

/** What an error is to the caller: its code, or that there is a bug, and never its message. */
export function errorReply(error: unknown): Reply {
  if (!(error instanceof ORPCError)) return errorReply(new CallRefusal('BUG'))
  const retryAfterMs = error instanceof CallRefusal ? error.retryAfterMs : null
  const headers =
    retryAfterMs === null ? {} : { 'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / 1000))) }
  return jsonReply(error.status, error.toJSON(), headers)
}

/** What is left of a refused body is read and thrown away up to so much; beyond it the connection is cut. */
const readAwayBytes = 1_000_000

/** A reply as it travels to a caller who says what it accepts; `inflatedBytes` is what it was before its encoding. */
export async function encodeReply(
  { contentType, body, headers }: Reply,
  acceptEncoding: string | undefined,
): Promise<{
  readonly bytes: Buffer
  readonly headers: Readonly<Record<string, string>>
  readonly inflatedBytes: number
}> {
  const plain = Buffer.from(body)
  const { bytes, encoding } = await encodeAnswer(plain, acceptEncoding)
  return {
    bytes,
    inflatedBytes: plain.length,
    headers: {
      'content-type': contentType,
      'content-length': String(bytes.length),
      'content-digest': digestOf(bytes),
      // Encoded anew on its way, it would not be what its digest says.
      'cache-control': 'no-store, no-transform',
      'x-content-type-options': 'nosniff',
      vary: 'accept-encoding',
      ...(encoding !== null && { 'content-encoding': encoding }),
      ...headers,
    },
  }
}

/** Sends a reply in an encoding that the caller takes. @returns bytes as they travel, and before */
export async function sendReply(
  request: IncomingMessage,
  response: ServerResponse,
  reply: Reply,
): Promise<{ readonly wire: number; readonly inflated: number }> {
  const accepted = request.headers['accept-encoding']
  const { bytes, headers, inflatedBytes } = await encodeReply(
    reply,
    typeof accepted === 'string' ? accepted : undefined,
  )
  response.writeHead(reply.status, {
    ...(!isReadToItsEnd(request) && { connection: 'close' }),
    ...headers,
  })
  response.end(bytes)
  return { wire: bytes.length, inflated: inflatedBytes }
}

function isReadToItsEnd(request: IncomingMessage): boolean {
  if (request.complete) return true
  const { 'content-length': length, 'transfer-encoding': transfer } = request.headers
  return transfer === undefined && Number(length ?? 0) <= readAwayBytes
}
