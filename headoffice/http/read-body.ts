import type { IncomingMessage } from 'node:http'
import type { BodyBytes } from '../metrics.ts'
import { refuseDamaged } from './body-digest.ts'
import { CallRefusal } from './call-refusal.ts'
import { encodingOf, inflate } from './encodings.ts'
import { parseFlatJson } from './flat-json.ts'

/** Memory for the bodies of all calls under way. */
export interface BodyMemory {
  /** One call's share. */
  readonly open: () => BodyShare
}
interface BodyShare {
  /** @throws CallRefusal BUSY */
  readonly hold: (bytes: number) => void
  readonly release: () => void
}

/** Memory of at most so many bytes. */
export function createBodyMemory(mostBytes: number): BodyMemory {
  let held = 0
  return {
    open() {
      let share = 0
      return {
        hold(bytes) {
          if (held + bytes > mostBytes) throw new CallRefusal('BUSY', { retryAfterMs: 2000 })
          held += bytes
          share += bytes
        },
        release() {
          held -= share
          share = 0
        },
      }
    },
  }
}

export interface BodyLimits {
  /** As it travels. */
  readonly mostWireBytes: number
  readonly mostInflatedBytes: number
  readonly stallMs: number
  /** Whether a body has to say what it was when it was sent; one that says so is checked in any case. */
  readonly isDigestNeeded: boolean
  /** What it takes, as long as the call lasts. */
  readonly share: BodyShare
  /** Told of every piece, also of a body that is refused in the end. */
  readonly count: (bytes: BodyBytes) => void
}

/**
 * Reads a request's body as JSON, within limits of size and patience; `undefined` where there is none.
 * @throws CallRefusal as `readBytes` does, JSON_ONLY, TOO_SLOW_A_BODY
 */
export async function readBody(request: IncomingMessage, limits: BodyLimits): Promise<unknown> {
  if (hasNoBody(request)) return undefined
  if (!/^application\/json(;|$)/i.test(request.headers['content-type'] ?? ''))
    throw new CallRefusal('JSON_ONLY')
  // Before it is waited for: what cannot be read is refused at once.
  encodingOf(request.headers['content-encoding'])
  return readBytes(await collect(request, limits), request.headers, limits)
}

/**
 * Reads the bytes of a body, as they travelled, as JSON; none of them before they are known to be what was sent.
 * @throws CallRefusal ENCODING_NOT_ACCEPTED, DIGEST_NEEDED, BODY_TOO_LARGE, BODY_NOT_READABLE, BUSY
 */
export async function readBytes(
  wire: Buffer,
  headers: IncomingMessage['headers'],
  {
    share,
    count,
    mostInflatedBytes: mostBytes,
    isDigestNeeded,
  }: Omit<BodyLimits, 'stallMs' | 'mostWireBytes'>,
): Promise<unknown> {
  const encoding = encodingOf(headers['content-encoding'])
  refuseDamaged(wire, textOf(headers['content-digest']), { isNeeded: isDigestNeeded })
  if (encoding === null) {
    count({ wire: 0, inflated: wire.length })
    return parseFlatJson(wire)
  }
  const onBytes = (inflated: number) => {
    count({ wire: 0, inflated })
    share.hold(inflated)
  }
  return parseFlatJson(await inflate(wire, encoding, { mostBytes, onBytes }))
}

/** Said in several lines, a field is one list (RFC 9110, 5.3). */
const textOf = (field: string | readonly string[] | undefined): string | undefined =>
  typeof field === 'object' ? field.join(', ') : field

/** RFC 9112, 6.3. */
function hasNoBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0
}

/**
 * A caller who is still sending reads no answer, so what is too large is read on and thrown away before it is refused;
 * but no more than this many times what is allowed.
 */
const thrownAway = 4

function collect(
  request: IncomingMessage,
  { mostWireBytes, stallMs, share, count }: BodyLimits,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let pieces: Buffer[] = []
    let total = 0
    let refusal: unknown = null
    const end = (finish: () => void) => {
      clearTimeout(stalled)
      request.removeAllListeners('data').removeAllListeners('end')
      finish()
    }
    // Whoever went before this will not go again, and would be waited for.
    if (request.destroyed) {
      reject(new CallRefusal('BODY_NOT_READABLE'))
      return
    }
    const stalled = setTimeout(
      () => end(() => reject(refusal ?? new CallRefusal('TOO_SLOW_A_BODY'))),
      stallMs,
    )
    request.on('data', (piece: Buffer) => {
      stalled.refresh()
      total += piece.length
      count({ wire: piece.length, inflated: 0 })
      try {
        if (total > mostWireBytes) throw new CallRefusal('BODY_TOO_LARGE')
        if (refusal === null) share.hold(piece.length)
      } catch (error) {
        refusal ??= error
        pieces = []
      }
      if (refusal === null) pieces.push(piece)
      else if (total > mostWireBytes * thrownAway) end(() => reject(refusal))
    })
    request.on('end', () =>
      end(() => (refusal === null ? resolve(Buffer.concat(pieces, total)) : reject(refusal))),
    )
    request.on('error', (cause) => end(() => reject(new CallRefusal('BODY_NOT_READABLE', { cause }))))
    request.on('close', () => {
      if (!request.complete) end(() => reject(new CallRefusal('BODY_NOT_READABLE')))
    })
  })
}
