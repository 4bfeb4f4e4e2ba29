import { createORPCClient, ORPCError } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { JsonifiedClient } from '@orpc/openapi-client'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import type { z } from 'zod'
import { type Health, headofficeContract, healthSchema } from '../../contract/headoffice.ts'
import {
  type Handshake,
  type HandshakeRequest,
  handshakeSchema,
  type PullRequest,
  type PullResponse,
  type PushRequest,
  type PushResponse,
  pullResponseSchema,
  pushResponseSchema,
} from '../../core/sync/protocol.ts'
import type { SyncFailure } from './sync-state.ts'

/** `handshake-again`: head office has another epoch now, or does not know the store. */
export type CallFailure =
  | Extract<SyncFailure, 'unreachable' | 'troubled' | 'not-headoffice'>
  | 'handshake-again'

/** A call to head office that did not come to an answer of the protocol. */
export class HeadofficeFailure extends Error {
  readonly failure: CallFailure

  constructor(failure: CallFailure, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'HeadofficeFailure'
    this.failure = failure
  }
}

/** Head office's calls as a laptop makes them. Each rejects with a `HeadofficeFailure` when there is no answer. */
export interface HeadofficeClient {
  readonly health: (signal: AbortSignal) => Promise<Health>
  readonly handshake: (request: HandshakeRequest, signal: AbortSignal) => Promise<Handshake>
  readonly push: (request: PushRequest, signal: AbortSignal) => Promise<PushResponse>
  readonly pull: (request: PullRequest, signal: AbortSignal) => Promise<PullResponse>
}

const timeoutMs = 20_000
const largestAnswerBytes = 32_000_000

/**
 * The laptop's one door to the network.
 * @param url as `readHeadofficeUrl` gives it
 */
export function createHeadofficeClient(url: string): HeadofficeClient {
  const link = new OpenAPILink(headofficeContract, { url, fetch: fetchJson })
  const client: JsonifiedClient<ContractRouterClient<typeof headofficeContract>> = createORPCClient(link)
  const ask = async <S extends z.ZodType>(
    answer: S,
    signal: AbortSignal,
    call: (options: { readonly signal: AbortSignal }) => Promise<unknown>,
  ): Promise<z.infer<S>> => {
    const timed = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
    const parsed = answer.safeParse(await call({ signal: timed }).catch(rethrowAsFailure))
    if (!parsed.success)
      throw new HeadofficeFailure('not-headoffice', 'The answer is not of the protocol', {
        cause: parsed.error,
      })
    return parsed.data
  }
  return {
    health: (signal) =>
      ask(healthSchema, signal, (options) => client.health(undefined, options).catch(refuseStrangers)),
    handshake: (request, signal) =>
      ask(handshakeSchema, signal, (options) => client.handshake(request, options)),
    push: (request, signal) => ask(pushResponseSchema, signal, (options) => client.push(request, options)),
    pull: (request, signal) => ask(pullResponseSchema, signal, (options) => client.pull(request, options)),
  }
}

/** Fetches an answer that is JSON and of a size that can be held; anything else is a `HeadofficeFailure`. */
async function fetchJson(request: Request): Promise<Response> {
  // biome-ignore lint/style/noRestrictedGlobals: the laptop's one door to the network
  const response = await fetch(request, { redirect: 'manual' }).catch((cause: unknown) => {
    const failure = speaksAnotherLanguage(cause) ? 'not-headoffice' : 'unreachable'
    throw new HeadofficeFailure(failure, 'Head office could not be called', { cause })
  })
  const isJson = /^application\/json(;|$)/i.test(response.headers.get('content-type') ?? '')
  if (!isJson) {
    await response.body?.cancel()
    throw new HeadofficeFailure('not-headoffice', `The answer (${response.status}) is not JSON`)
  }
  const body = await readWithin(response, largestAnswerBytes)
  return new Response(body, { status: response.status, headers: { 'content-type': 'application/json' } })
}

async function readWithin(response: Response, limitBytes: number): Promise<Blob> {
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let bytes = 0
  try {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.byteLength
      if (bytes > limitBytes) break
      chunks.push(chunk)
    }
  } catch (cause) {
    throw new HeadofficeFailure('unreachable', 'The answer broke off', { cause })
  }
  if (bytes > limitBytes) throw new HeadofficeFailure('not-headoffice', 'The answer is too large')
  return new Blob(chunks)
}

/** Another program’s “not found” in JSON: a head office always has its health to tell. */
function refuseStrangers(error: unknown): never {
  if (error instanceof ORPCError && error.status < 500)
    throw new HeadofficeFailure('not-headoffice', `Health was answered ${error.status}`, { cause: error })
  throw error
}

function rethrowAsFailure(error: unknown): never {
  if (error instanceof HeadofficeFailure) throw error
  if (error instanceof ORPCError) {
    const again = error.code === 'EPOCH_CHANGED' || error.code === 'STORE_NOT_KNOWN'
    const failure = again ? 'handshake-again' : 'troubled'
    throw new HeadofficeFailure(failure, `Head office answered ${error.code}`, { cause: error })
  }
  // What is left is an answer marked as JSON that is none.
  throw new HeadofficeFailure('not-headoffice', 'The answer cannot be read', { cause: error })
}

/** Whether something answered that does not speak HTTP. */
const speaksAnotherLanguage = (error: unknown): boolean =>
  error instanceof Error && error.cause instanceof Error && error.cause.name === 'HTTPParserError'
