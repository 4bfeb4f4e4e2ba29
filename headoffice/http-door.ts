import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import type { NewId } from '../core/ids.ts'
import { type CallsDeps, createCallAnswers, createServiceAnswers, type Served } from './http/answer-call.ts'
import { createCallRates } from './http/call-rates.ts'
import { CallRefusal, isBug, toCallError } from './http/call-refusal.ts'
import type { Limits } from './http/limits.ts'
import { closeServer, type ListenOptions, listen } from './http/listen.ts'
import { createBodyMemory } from './http/read-body.ts'
import { errorReply, type Reply, sendReply } from './http/reply.ts'
import { createTrace, type Trace } from './http/trace.ts'
import { createUnderWay } from './http/under-way.ts'
import { createUpdateFiles, type FileReply } from './http/update-files.ts'
import { whenceComes } from './http/whence.ts'
import type { BodyBytes, Metrics } from './metrics.ts'

export interface HttpDoor {
  readonly url: string
  /** Answers calls from now on; those that come before it are told to come again. */
  readonly serve: (served: Served) => void
  /** @throws Refusal HEADOFFICE_CERTIFICATE_NOT_USABLE; the one in use stays */
  readonly reloadCertificate: () => void
  /** Takes no more calls, and resolves when those under way are answered or their time is over. */
  readonly close: () => Promise<void>
}

export interface HttpDoorOptions extends ListenOptions {
  readonly limits: Limits
  readonly metrics: Metrics
  readonly log: Logger
  readonly newId: NewId
  /** A clock that only goes forward. */
  readonly nowMs: () => number
  /** Opens the metrics from anywhere; `null` where there is none. */
  readonly metricsToken: string | null
  /** The folder of installers to serve; none where left out. */
  readonly updates?: string | undefined
}

/**
 * Takes the port before there is anything to serve: a port that cannot be had leaves no database.
 * @throws Refusal as `listen` does
 */
export async function openHttpDoor(options: HttpDoorOptions): Promise<HttpDoor> {
  const { limits, metrics, log, nowMs, newId, metricsToken } = options
  const rates = createCallRates(limits, nowMs)
  const memory = createBodyMemory(limits.heldBytes)
  const deps: CallsDeps = { limits, rates, memory, metrics, metricsToken }
  const underWay = createUnderWay()
  let behind: { readonly served: Served; readonly answer: ReturnType<typeof createCallAnswers> } | null = null
  let isClosing = false

  const whyNotReady = async (): Promise<string | null> => {
    if (isClosing) return 'CLOSING'
    if (behind === null) return 'NOT_OPEN_YET'
    return behind.served.checkDatabase().then(
      () => null,
      (err: unknown) => {
        log.error({ err }, 'the database does not answer')
        return 'DATABASE_NOT_ANSWERING'
      },
    )
  }

  const answerOfService = createServiceAnswers(deps, whyNotReady)
  const answerFile = createUpdateFiles({ folder: options.updates ?? null, limits, rates })

  const replyTo = async (
    request: IncomingMessage,
    response: ServerResponse,
    trace: Trace,
  ): Promise<Reply | FileReply> => {
    const { route, note, countIn } = trace
    const call = { request, response, route, note, countIn, whence: whenceComes(request, listening.front) }
    if (route.kind === 'service') return answerOfService(call)
    if (isClosing && route.name !== '/health')
      throw new CallRefusal('CLOSING', { retryAfterMs: limits.stopMs })
    if (behind === null) throw new CallRefusal('NOT_OPEN_YET', { retryAfterMs: 1000 })
    if (underWay.count() >= limits.callsAtOnce) throw new CallRefusal('BUSY', { retryAfterMs: 2000 })
    if (route.kind === 'file') return underWay.add(answerFile(call), response)
    return underWay.add(behind.answer(call), response)
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const trace = createTrace(request, newId(), nowMs)
    const { requestId, route } = trace
    const reply = await replyTo(request, response, trace).catch((thrown: unknown) => {
      const error = toCallError(thrown)
      if (error !== thrown) log.warn({ requestId, route: route.name, err: thrown }, 'the database is away')
      if (isBug(error)) log.error({ requestId, route: route.name, err: error }, 'bug in a call')
      return errorReply(error)
    })
    response.setHeader('x-request-id', requestId)
    const sent = 'send' in reply ? await sendFile(response, reply) : await sendReply(request, response, reply)
    const measure = trace.measure(reply.status, sent)
    metrics.called(measure)
    log[reply.status < 400 ? 'info' : 'warn'](trace.line(measure), 'call')
  }

  const listening = await listen(options, limits, (request, response) => {
    answer(request, response).catch((err: unknown) => {
      log.error({ err }, 'a call could not be answered')
      response.destroy()
    })
  })

  return {
    url: listening.url,
    serve(served) {
      behind = { served, answer: createCallAnswers(served, deps) }
    },
    reloadCertificate: listening.reloadCertificate,
    async close() {
      isClosing = true
      await underWay.idleWithin(limits.stopMs)
      await closeServer(listening.server)
    },
  }
}

function sendFile(response: ServerResponse, { status, headers, send }: FileReply): Promise<BodyBytes> {
  response.writeHead(status, headers)
  return send(response)
}
