import type { IncomingMessage } from 'node:http'
import type { AnyContractRouter } from '@orpc/contract'
import { StandardOpenAPIHandler } from '@orpc/openapi/standard'
import type { Context, Router } from '@orpc/server'
import { CallRefusal } from './call-refusal.ts'
import { jsonReply, type Reply } from './reply.ts'

export interface ContractCall<C extends Context> {
  readonly request: Pick<IncomingMessage, 'method' | 'url' | 'headers'>
  readonly response: { readonly once: (event: 'close', gone: () => void) => unknown }
  /** Reads the body, once it is known to be wanted. */
  readonly body: () => Promise<unknown>
  readonly context: C
}

/**
 * Answers the calls of a contract by its router, and throws what the router throws. The body is read by the caller and
 * not by oRPC's own adapter, which knows no encodings and no patience.
 * @param prefix before the paths of the contract, as in `/operator`
 */
export function createContractAnswers<C extends Context>(
  router: Router<AnyContractRouter, C>,
  prefix: `/${string}` | null = null,
): (call: ContractCall<C>) => Promise<Reply> {
  const errorByCall = new WeakMap<AbortSignal, unknown>()
  const handler = new StandardOpenAPIHandler<C>(router, {
    interceptors: [
      async ({ next, request }) => {
        try {
          return await next()
        } catch (error) {
          // oRPC makes an answer of it, and of what it does not know one that no longer tells what it was.
          if (request.signal) errorByCall.set(request.signal, error)
          throw error
        }
      },
    ],
  })
  return async ({ request, response, body, context }) => {
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    const { matched, response: answer } = await handler.handle(
      {
        method: request.method ?? 'GET',
        // Only path and query are looked at: by what name head office was called, the door has checked.
        url: new URL(request.url ?? '/', 'http://headoffice'),
        headers: request.headers,
        body,
        signal: gone.signal,
      },
      { context, ...(prefix !== null && { prefix }) },
    )
    if (errorByCall.has(gone.signal)) throw errorByCall.get(gone.signal)
    if (!matched) throw new CallRefusal('NOT_FOUND')
    return jsonReply(answer.status, answer.body ?? null)
  }
}
