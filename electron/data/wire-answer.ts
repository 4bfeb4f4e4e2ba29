import { hash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { sha256OfDigest } from '../../core/sync/content-digest.ts'
import { type CallFailure, HeadofficeFailure } from './call-failure.ts'
import { decompressedWithin, joined, tooLarge } from './wire-encoding.ts'

/**
 * Reads an answer that is JSON, of a size that can be held, and what head office sent.
 * @param collect fetches its bytes as they travel, once they are wanted
 * @throws HeadofficeFailure
 */
export async function readAnswer(
  { status, headers }: { readonly status: number; readonly headers: IncomingHttpHeaders },
  collect: () => Promise<Uint8Array<ArrayBuffer>>,
  limitBytes: number,
): Promise<Response> {
  const { 'content-type': type = '', 'retry-after': retryAfter } = headers
  if (status === 429)
    throw new HeadofficeFailure('busy', 'Head office asks to be called less often', {
      retryAfterMs: readRetryAfterMs(retryAfter),
    })
  if (!/^application\/json(;|$)/i.test(type))
    throw new HeadofficeFailure(failureOfStranger(status, type), `The answer (${status}) is not JSON`)
  const said = sha256OfDigest(String(headers['content-digest'] ?? ''))
  // A no may come from a proxy on the way; what is taken for an answer is head office's.
  if (said === null && status >= 200 && status < 300)
    throw new HeadofficeFailure('not-headoffice', 'The answer does not say what it was when it was sent')
  const wire = await collect()
  // With one letter changed, JSON is JSON: nothing is read of what is not what head office sent.
  if (said !== null && said !== hash('sha256', wire, 'base64'))
    throw new HeadofficeFailure('line-broke', 'The answer was damaged on its way')
  const body = await decompressedWithin(wire, headers['content-encoding'], limitBytes)
  const unavailable = status === 503 ? failureByCode.get(codeOf(body) ?? '') : undefined
  if (unavailable !== undefined)
    throw new HeadofficeFailure(unavailable, 'Head office cannot take a call now', {
      retryAfterMs: readRetryAfterMs(retryAfter),
    })
  // A status without a body takes none.
  const content = status === 204 || status === 205 || status === 304 ? null : new Blob([body])
  return new Response(content, { status, headers: { 'content-type': 'application/json' } })
}

/**
 * Fetches what comes, no further than the limit.
 * @throws HeadofficeFailure
 */
export async function collectedWithin(
  incoming: Readable,
  limitBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Buffer[] = []
  let bytes = 0
  const collect = async (source: AsyncIterable<Buffer>) => {
    for await (const part of source) {
      bytes += part.byteLength
      if (bytes > limitBytes) throw tooLarge()
      parts.push(part)
    }
  }
  try {
    await pipeline(incoming, collect)
  } catch (cause) {
    if (cause instanceof HeadofficeFailure) throw cause
    throw new HeadofficeFailure('line-broke', 'The answer broke off', { cause })
  }
  return joined(parts, bytes)
}

/** Head office's own codes under 503, which a proxy in front of it does not give. */
const failureByCode: ReadonlyMap<string, CallFailure> = new Map([
  ['BUSY', 'busy'],
  ['CLOSING', 'busy'],
  ['NOT_OPEN_YET', 'headoffice-down'],
])
const refusalSchema = z.object({ code: z.string() })

function codeOf(body: Uint8Array): string | null {
  try {
    return refusalSchema.safeParse(JSON.parse(Buffer.from(body).toString('utf8'))).data?.code ?? null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function readRetryAfterMs(seconds: string | undefined): number | null {
  const ms = Number(seconds) * 1000
  return Number.isFinite(ms) ? ms : null
}

function failureOfStranger(status: number, type: string): 'headoffice-down' | 'captive' | 'not-headoffice' {
  const isElsewhere = (status >= 300 && status < 400) || status === 511
  // A proxy in front of head office says so itself when there is nothing behind it.
  if (status >= 500 && !isElsewhere) return 'headoffice-down'
  return isElsewhere || /^text\/html/i.test(type) ? 'captive' : 'not-headoffice'
}
