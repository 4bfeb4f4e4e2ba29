import { type ClientRequest, Agent as HttpAgent, request as requestHttp } from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import type { Socket } from 'node:net'
import type { Encoding } from '../../core/sync/protocol.ts'
import { type CallStage, failureOfSocket, HeadofficeFailure } from './call-failure.ts'
import { collectedWithin, readAnswer } from './wire-answer.ts'
import { acceptedEncodings } from './wire-encoding.ts'
import { type TravellingBody, travellingBody } from './wire-request.ts'

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

/** The laptop's one way out to the network. */
export interface HeadofficeWire {
  /**
   * Sends a request and gives back an answer in JSON.
   * @param sendAfter the request is made ready at once and goes when this resolves, or not at all
   * @throws HeadofficeFailure
   */
  readonly fetch: (request: Request, sendAfter?: Promise<unknown>) => Promise<Response>
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

  const send = async (request: Request, sendAfter?: Promise<unknown>): Promise<Response> => {
    const body = await travellingBody(new Uint8Array(await request.arrayBuffer()), encoding)
    await sendAfter
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

class StaleConnection extends HeadofficeFailure {}

function exchange(
  request: Request,
  body: TravellingBody,
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
      readAnswer(
        { status: incoming.statusCode ?? 0, headers: incoming.headers },
        () => collectedWithin(incoming, limits.answerBytes),
        limits.answerBytes,
      ).then((response) => {
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
