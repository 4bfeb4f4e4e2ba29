import {
  type ClientRequest,
  Agent as HttpAgent,
  type IncomingMessage,
  request as requestHttp,
} from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import type { Socket } from 'node:net'
import { z } from 'zod'
import type { Encoding } from '../../core/sync/protocol.ts'
import { type CallFailure, type CallStage, failureOfSocket, HeadofficeFailure } from './call-failure.ts'
import { acceptedEncodings, compressed, decompressedWithin } from './wire-encoding.ts'

/** How long a call may stand still before it is given up. There is no limit to how long one may go on that moves. */
export interface WireLimits {
  /** Until the connection stands, in milliseconds. */
  readonly connectMs: number
  /** Without a byte either way. On a line that loses every third packet TCP itself waits this long between tries. */
  readonly silenceMs: number
  /** Once decompressed. */
  readonly answerBytes: number
}

const usualLimits: WireLimits = { connectMs: 30_000, silenceMs: 60_000, answerBytes: 32_000_000 }

/**
 * The operating system takes a whole request at once, so while it trickles out nothing seems to move: it is given the
 * time it takes on a very bad line.
 */
const worstBytesPerS = 500
/** Anything shorter travels in one packet whether compressed or not. */
const compressedFromBytes = 600

/** The laptop's one way out to the network. */
export interface HeadofficeWire {
  /** Sends a request and gives back an answer in JSON. @throws HeadofficeFailure */
  readonly fetch: (request: Request) => Promise<Response>
  /** What head office takes, best first; nothing is compressed before it said so. */
  readonly encodeFor: (encodings: readonly Encoding[]) => void
}

/** Makes a way out that keeps its connection between calls. */
export function createHeadofficeWire(limits: WireLimits = usualLimits): HeadofficeWire {
  const agents = {
    'http:': new HttpAgent({ keepAlive: true }),
    'https:': new HttpsAgent({ keepAlive: true }),
  }
  let encoding: Encoding | null = null

  const send = async (request: Request): Promise<Response> => {
    const body = await bodyOf(request, encoding)
    const once = () => exchange(request, body, agents, limits)
    try {
      return await once()
    } catch (error) {
      // Head office had let go of a connection that was kept; each call may be said twice.
      if (error instanceof StaleConnection) return once()
      throw error
    }
  }
  return {
    fetch: send,
    encodeFor(encodings) {
      encoding = acceptedEncodings.find((one) => encodings.includes(one)) ?? null
    },
  }
}

interface Body {
  readonly bytes: Uint8Array
  readonly headers: Readonly<Record<string, string>>
}

async function bodyOf(request: Request, encoding: Encoding | null): Promise<Body> {
  const plain = new Uint8Array(await request.arrayBuffer())
  if (encoding === null || plain.byteLength < compressedFromBytes) return { bytes: plain, headers: {} }
  return { bytes: await compressed(plain, encoding), headers: { 'content-encoding': encoding } }
}

class StaleConnection extends HeadofficeFailure {}

function exchange(
  request: Request,
  body: Body,
  agents: { readonly 'http:': HttpAgent; readonly 'https:': HttpsAgent },
  limits: WireLimits,
): Promise<Response> {
  const url = new URL(request.url)
  const options = {
    method: request.method,
    headers: {
      ...Object.fromEntries(request.headers),
      ...body.headers,
      'accept-encoding': acceptedEncodings.join(', '),
      ...(body.bytes.byteLength > 0 && { 'content-length': String(body.bytes.byteLength) }),
    },
  }
  const outgoing =
    url.protocol === 'https:'
      ? requestHttps(url, { ...options, agent: agents['https:'] })
      : requestHttp(url, { ...options, agent: agents['http:'] })
  return new Promise<Response>((resolve, reject) => {
    const stillness = watchStillness(outgoing, body.bytes.byteLength, limits)
    const callOff = () => outgoing.destroy()
    const fail = (error: unknown) => {
      stillness.end()
      request.signal.removeEventListener('abort', callOff)
      outgoing.destroy()
      if (request.signal.aborted) return reject(request.signal.reason)
      reject(error instanceof HeadofficeFailure ? error : failed(error, outgoing, stillness.stage()))
    }
    request.signal.addEventListener('abort', callOff, { once: true })
    if (request.signal.aborted) callOff()
    outgoing.on('error', fail)
    outgoing.on('response', (incoming) => {
      stillness.moved()
      incoming.on('data', stillness.moved)
      answerOf(incoming, limits.answerBytes).then((response) => {
        stillness.end()
        request.signal.removeEventListener('abort', callOff)
        resolve(response)
      }, fail)
    })
    outgoing.end(body.bytes)
  })
}

function failed(cause: unknown, outgoing: ClientRequest, stage: CallStage): HeadofficeFailure {
  const isStale = outgoing.reusedSocket && stage === 'connecting'
  if (isStale) return new StaleConnection('line-broke', 'The connection that was kept is gone', { cause })
  return new HeadofficeFailure(failureOfSocket(cause, stage), 'Head office could not be called', { cause })
}

/** Gives the call up when nothing moves, and knows how far it came. */
function watchStillness(outgoing: ClientRequest, bytes: number, limits: WireLimits) {
  let stage: CallStage = 'connecting'
  let timer = setTimeout(giveUp, limits.connectMs)
  function giveUp() {
    const isConnected = stage === 'under-way' || outgoing.reusedSocket
    outgoing.destroy(
      isConnected
        ? new HeadofficeFailure('line-broke', 'Nothing came over the line for too long')
        : new HeadofficeFailure('no-internet', 'No connection came about in time'),
    )
  }
  const wait = (ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(giveUp, ms)
  }
  const sent = () => wait(limits.silenceMs + (bytes / worstBytesPerS) * 1000)
  outgoing.on('socket', (socket: Socket) => {
    if (outgoing.reusedSocket) return sent()
    const isTls = 'encrypted' in socket
    socket.once(isTls ? 'secureConnect' : 'connect', () => {
      stage = 'under-way'
      sent()
    })
  })
  return {
    stage: () => stage,
    moved: () => {
      stage = 'under-way'
      wait(limits.silenceMs)
    },
    end: () => clearTimeout(timer),
  }
}

/** Reads an answer that is JSON and of a size that can be held. @throws HeadofficeFailure */
async function answerOf(incoming: IncomingMessage, limitBytes: number): Promise<Response> {
  const status = incoming.statusCode ?? 0
  const { 'content-type': type = '', 'retry-after': retryAfter } = incoming.headers
  if (status === 429) {
    incoming.destroy()
    throw new HeadofficeFailure('busy', 'Head office asks to be called less often', {
      retryAfterMs: readRetryAfterMs(retryAfter),
    })
  }
  if (!/^application\/json(;|$)/i.test(type)) {
    incoming.destroy()
    throw new HeadofficeFailure(failureOfStranger(status, type), `The answer (${status}) is not JSON`)
  }
  const body = await decompressedWithin(incoming, incoming.headers['content-encoding'], limitBytes)
  const unavailable = status === 503 ? failureByCode.get(codeOf(body) ?? '') : undefined
  if (unavailable !== undefined)
    throw new HeadofficeFailure(unavailable, 'Head office cannot take a call now', {
      retryAfterMs: readRetryAfterMs(retryAfter),
    })
  // A status without a body takes none.
  const content = status === 204 || status === 205 || status === 304 ? null : new Blob([body])
  return new Response(content, { status, headers: { 'content-type': 'application/json' } })
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
