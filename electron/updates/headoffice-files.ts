import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { failureOfSocket, HeadofficeFailure } from '../data/call-failure.ts'

/** The files that head office serves beside its calls. Each rejects with a `HeadofficeFailure` when none comes. */
export interface HeadofficeFiles {
  /** A small file whole; `null` where head office has none of the name. */
  readonly read: (url: string, mostBytes: number, signal: AbortSignal) => Promise<Uint8Array | null>
  /**
   * Brings a file from a byte on, piece by piece; each piece is taken before the next one is read.
   * @param to.beginAt is told once where the pieces begin: at `from`, or at 0 where head office gives only the whole
   * @param to.take says whether more is wanted
   * @returns whether there is such a file
   */
  readonly bring: (
    url: string,
    from: number,
    to: {
      readonly beginAt: (byte: number) => Promise<void>
      readonly take: (piece: Buffer) => Promise<boolean>
    },
    signal: AbortSignal,
  ) => Promise<boolean>
}

/** Nothing came over the line for so long, or no connection came about. */
const usualSilenceMs = 60_000

/** @param silenceMs how long a line may stand still before it is given up */
export function createHeadofficeFiles(silenceMs: number = usualSilenceMs): HeadofficeFiles {
  return {
    async read(url, mostBytes, signal) {
      const answer = await get(url, {}, { silenceMs, signal })
      if (answer.statusCode === 404) return discard(answer, null)
      expectStatus(answer, 200)
      const pieces: Buffer[] = []
      let bytes = 0
      await eachPiece(answer, signal, async (piece) => {
        bytes += piece.length
        if (bytes > mostBytes)
          throw new HeadofficeFailure('not-headoffice', 'The file is larger than it may be')
        pieces.push(piece)
        return true
      })
      return new Uint8Array(Buffer.concat(pieces))
    },
    async bring(url, from, { beginAt, take }, signal) {
      const answer = await get(url, from > 0 ? { range: `bytes=${from}-` } : {}, { silenceMs, signal })
      if (answer.statusCode === 404) return discard(answer, false)
      // What is here already is more than there is to have: it is none of it.
      if (answer.statusCode === 416)
        return discard(
          answer,
          beginAt(0).then(() => true),
        )
      expectStatus(answer, from > 0 ? 206 : 200, 200)
      const begins = answer.statusCode === 206 ? from : 0
      if (begins > 0 && !answer.headers['content-range']?.startsWith(`bytes ${from}-`))
        throw new HeadofficeFailure('not-headoffice', 'Another part came than was asked for')
      await beginAt(begins)
      await eachPiece(answer, signal, take)
      return true
    },
  }
}

function get(
  url: string,
  headers: Readonly<Record<string, string>>,
  { silenceMs, signal }: { readonly silenceMs: number; readonly signal: AbortSignal },
): Promise<IncomingMessage> {
  const options = { headers: { ...headers, 'accept-encoding': 'identity' }, timeout: silenceMs, signal }
  const outgoing = url.startsWith('https:') ? requestHttps(url, options) : requestHttp(url, options)
  return new Promise((resolve, reject) => {
    outgoing.once('timeout', () =>
      outgoing.destroy(new HeadofficeFailure('line-broke', 'Nothing came over the line for too long')),
    )
    outgoing.on('error', (error) => reject(failed(error, signal, 'connecting')))
    outgoing.once('response', resolve)
    outgoing.end()
  })
}

async function eachPiece(
  answer: IncomingMessage,
  signal: AbortSignal,
  take: (piece: Buffer) => Promise<boolean>,
): Promise<void> {
  const pieces = answer[Symbol.asyncIterator]()
  try {
    for (;;) {
      const piece: IteratorResult<unknown> = await pieces.next().catch((error: unknown) => {
        throw failed(error, signal, 'under-way')
      })
      if (piece.done === true) return
      if (Buffer.isBuffer(piece.value) && !(await take(piece.value))) return
    }
  } finally {
    // What could not be taken is not read to its end.
    answer.destroy()
  }
}

function expectStatus(answer: IncomingMessage, ...good: readonly number[]): void {
  const { statusCode = 0 } = answer
  if (good.includes(statusCode)) return
  answer.destroy()
  const failure = statusCode === 429 || statusCode === 503 ? 'busy' : 'not-headoffice'
  throw new HeadofficeFailure(failure, `Head office answered ${statusCode} to a file`)
}

function discard<T>(answer: IncomingMessage, value: T): T {
  answer.destroy()
  return value
}

function failed(error: unknown, signal: AbortSignal, stage: 'connecting' | 'under-way'): unknown {
  if (signal.aborted) return signal.reason
  if (error instanceof HeadofficeFailure) return error
  return new HeadofficeFailure(failureOfSocket(error, stage), 'A file of head office did not come', {
    cause: error,
  })
}
