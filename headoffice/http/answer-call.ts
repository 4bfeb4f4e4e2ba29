import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Caller } from '../identity/caller.ts'
import type { BodyBytes, Metrics } from '../metrics.ts'
import type { Router } from '../router.ts'
import { createContractAnswers } from './answer-contract.ts'
import { bearerOf, showsSecret } from './bearer.ts'
import type { CallContext, CallNote } from './call-context.ts'
import type { CallRates } from './call-rates.ts'
import { CallRefusal } from './call-refusal.ts'
import { describeContract } from './describe.ts'
import type { Limits } from './limits.ts'
import { type BodyMemory, readBody } from './read-body.ts'
import { jsonReply, type Reply } from './reply.ts'
import type { Route } from './routes.ts'
import { rateKey, type Whence } from './whence.ts'

/** What stands behind the door once the database is open. */
export interface Served {
  readonly router: Router
  /** Who a token is for. Rejects with an `ORPCError` of the contract's token errors. */
  readonly verify: (token: string) => Promise<Caller>
  /** Rejects while the database does not answer. */
  readonly checkDatabase: () => Promise<void>
}

/** One call on its way through the door. */
export interface Call {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly route: Route
  readonly whence: Whence
  readonly note: (words: CallNote) => void
  readonly countIn: (bytes: BodyBytes) => void
}

export interface CallsDeps {
  readonly limits: Limits
  readonly rates: CallRates
  readonly memory: BodyMemory
  readonly metrics: Metrics
  /** Opens the metrics from anywhere; `null` where there is none. */
  readonly metricsToken: string | null
}

/** Answers the contract's calls, each let in before its body is read. */
export function createCallAnswers(
  { router, verify }: Served,
  deps: CallsDeps,
): (call: Call) => Promise<Reply> {
  const answerContract = createContractAnswers<CallContext>(router)
  const { limits, rates, memory } = deps

  const letIn = async ({ request, route, whence, note }: Call): Promise<Caller | null> => {
    rates.countAddress(whence, route.kind !== 'device')
    if (route.kind === 'open') return null
    if (route.kind !== 'device') throw new CallRefusal('NOT_FOUND')
    const caller = await verify(bearerOf(request))
    note({ ...caller })
    rates.countDevice(caller.deviceId)
    return caller
  }

  return async (call) => {
    const { request, response, route, whence, note } = call
    const share = memory.open()
    const body = () =>
      readBody(request, {
        mostWireBytes: route.isSmall ? limits.openBodyBytes : limits.bodyBytes,
        mostInflatedBytes: route.isSmall ? limits.openBodyBytes : limits.inflatedBytes,
        stallMs: limits.stallMs,
        isDigestNeeded: true,
        share,
        count: call.countIn,
      })
    try {
      const context = { caller: await letIn(call), address: rateKey(whence.address), note }
      return await answerContract({ request, response, body, context })
    } finally {
      share.release()
    }
  }
}

/**
 * Answers what head office says of itself.
 * @param whyNotReady why it takes no calls, as a code; `null` where it does
 */
export function createServiceAnswers(
  { metrics, metricsToken, rates }: CallsDeps,
  whyNotReady: () => Promise<string | null>,
): (call: Call) => Promise<Reply> {
  // It says the same as long as this process lives.
  let described: Promise<object> | null = null

  return async ({ route, request, whence }) => {
    switch (route.name) {
      case '/openapi.json':
        rates.countAddress(whence, true)
        described ??= describeContract()
        return jsonReply(200, await described)
      case '/metrics': {
        if (!whence.isThisMachine && !showsSecret(request, metricsToken))
          throw new CallRefusal('OPERATOR_ONLY')
        const { contentType, body } = await metrics.text()
        return { status: 200, contentType, body, headers: {} }
      }
      default: {
        rates.countAddress(whence, true)
        const problem = await whyNotReady()
        return jsonReply(problem === null ? 200 : 503, { ready: problem === null, problem })
      }
    }
  }
}
