import { createHash } from 'node:crypto'
import { createORPCClient, ORPCError } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { JsonifiedClient } from '@orpc/openapi-client'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import type { z } from 'zod'
import { headofficeContract } from '../../contract/headoffice.ts'
import { packChangeSets } from '../../core/sync/packed-change-sets.ts'
import { unpackFeedRows } from '../../core/sync/packed-feed-rows.ts'
import { type PackedPage, PageNotReadable, pageHash } from '../../core/sync/packed-page.ts'
import {
  type ChangeSet,
  digestResponseSchema,
  type Encoding,
  type FeedPage,
  type FeedRow,
  type Handshake,
  type HandshakeRequest,
  handshakeSchema,
  type PullRequest,
  pullResponseSchema,
  pushResponseSchema,
  type Receipt,
  repairResponseSchema,
} from '../../core/sync/protocol.ts'
import { unpackReceipts } from '../../core/sync/push-response.ts'
import { type CallFailure, HeadofficeFailure } from './call-failure.ts'
import { createHeadofficeWire, type HeadofficeWire } from './headoffice-wire.ts'

/** What stands for this laptop in a call. */
export interface Credentials {
  /**
   * A token that head office takes, asked for anew where there is none or its time is nearly over.
   * @param refused one that head office no longer takes
   * @throws HeadofficeFailure
   */
  readonly token: (signal: AbortSignal, refused: string | null) => Promise<string>
}

interface Digest {
  readonly seq: number
  /** Every bucket that is not empty: its digest by its number. */
  readonly buckets: ReadonlyMap<number, string>
}

/** Head office's calls as a laptop makes them. Each rejects with a `HeadofficeFailure` when there is no answer. */
export interface HeadofficeClient {
  readonly handshake: (request: HandshakeRequest, signal: AbortSignal) => Promise<Handshake>
  /**
   * Receipts for the change sets, in their order.
   * @param request its `page` is the change sets packed, where they are already
   * @param sendAfter it is made ready at once and goes when this resolves, or not at all
   */
  readonly push: (
    request: {
      readonly epoch: string
      readonly changeSets: readonly ChangeSet[]
      readonly page?: PackedPage
    },
    signal: AbortSignal,
    sendAfter?: Promise<unknown>,
  ) => Promise<{ readonly receipts: readonly Receipt[] }>
  readonly pull: (request: PullRequest, signal: AbortSignal) => Promise<FeedPage>
  readonly digest: (request: { readonly epoch: string }, signal: AbortSignal) => Promise<Digest>
  /** Every row that head office has in a bucket. */
  readonly repair: (
    request: { readonly epoch: string; readonly bucket: number },
    signal: AbortSignal,
  ) => Promise<{ readonly seq: number; readonly rows: readonly FeedRow[] }>
  /** Compresses what is sent in one of these from now on. */
  readonly encodeFor: (encodings: readonly Encoding[]) => void
  /** Any other call of the contract, its answer as the contract says it. */
  readonly call: <T>(
    signal: AbortSignal,
    call: (contract: ContractClient, options: CallOptions) => Promise<T>,
  ) => Promise<T>
}

interface CallContext {
  /** What the laptop shows to be let in; not needed for what may be said without one. */
  readonly token?: string
  readonly sendAfter?: Promise<unknown> | undefined
}
interface CallOptions {
  readonly signal: AbortSignal
  readonly context: CallContext
}
/** Head office's contract, typed. */
export type ContractClient = JsonifiedClient<ContractRouterClient<typeof headofficeContract, CallContext>>

/**
 * Head office's contract over a way out to the network, with no meaning given to what comes back.
 * @param url as `readHeadofficeAddress` gives it
 */
export function createContractClient(url: string, wire: Pick<HeadofficeWire, 'fetch'>): ContractClient {
  const link = new OpenAPILink<CallContext>(headofficeContract, {
    url,
    fetch: (request, _init, { context: { sendAfter } }) => wire.fetch(request, sendAfter),
    headers: ({ context: { token } }) => (token === undefined ? {} : { authorization: `Bearer ${token}` }),
  })
  return createORPCClient(link)
}

/** The laptop's one door to head office: packs what it sends, unpacks and checks what comes. */
export function createHeadofficeClient(
  url: string,
  credentials: Credentials,
  wire: HeadofficeWire = createHeadofficeWire(),
): HeadofficeClient {
  const contract = createContractClient(url, wire)

  const call: HeadofficeClient['call'] = async (signal, ask) => {
    const once = async (refused: string | null) => {
      const token = await credentials.token(signal, refused)
      return { token, answer: await settled(ask(contract, { signal, context: { token } })) }
    }
    const first = await once(null)
    const { answer } = isTokenRefused(first.answer) ? await once(first.token) : first
    if (answer.status === 'fulfilled') return answer.value
    signal.throwIfAborted()
    throw failureOfCall(answer.reason)
  }
  const ask = async <S extends z.ZodType>(
    schema: S,
    signal: AbortSignal,
    one: (contract: ContractClient, options: CallOptions) => Promise<unknown>,
  ): Promise<z.infer<S>> => parsed(schema, await call(signal, one))

  return {
    call,
    encodeFor: wire.encodeFor,
    handshake: (request, signal) =>
      ask(handshakeSchema, signal, (contract, options) => contract.handshake(request, options)),
    async push({ epoch, changeSets, page = packChangeSets(changeSets) }, signal, sendAfter) {
      const response = await ask(pushResponseSchema, signal, (contract, { context }) =>
        contract.push({ epoch, page }, { signal, context: { ...context, sendAfter } }),
      )
      const ids = changeSets.map(({ id }) => id)
      const receipts = response.pageHash === pageHash(page, sha256) ? unpackReceipts(response, ids) : null
      if (receipts !== null) return { receipts }
      throw new HeadofficeFailure('troubled', 'The receipts are not for what was pushed')
    },
    async pull(request, signal) {
      const { page, ...rest } = await ask(pullResponseSchema, signal, (contract, options) =>
        contract.pull(request, options),
      )
      return { ...rest, rows: readRows(page) }
    },
    async digest(request, signal) {
      const { seq, buckets } = await ask(digestResponseSchema, signal, (contract, options) =>
        contract.digest(request, options),
      )
      return { seq, buckets: new Map(buckets) }
    },
    async repair(request, signal) {
      const { seq, page } = await ask(repairResponseSchema, signal, (contract, options) =>
        contract.repair(request, options),
      )
      return { seq, rows: readRows(page) }
    },
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

function parsed<S extends z.ZodType>(schema: S, answer: unknown): z.infer<S> {
  const { success, data, error } = schema.safeParse(answer)
  if (success) return data
  throw new HeadofficeFailure('not-headoffice', 'The answer is not of the protocol', { cause: error })
}

function readRows(page: PackedPage): readonly FeedRow[] {
  try {
    return unpackFeedRows(page)
  } catch (cause) {
    if (!(cause instanceof PageNotReadable)) throw cause
    throw new HeadofficeFailure('not-headoffice', 'A page cannot be unpacked', { cause })
  }
}

async function settled<T>(promise: Promise<T>): Promise<PromiseSettledResult<T>> {
  const [result] = await Promise.allSettled([promise])
  return result
}

const isTokenRefused = (answer: PromiseSettledResult<unknown>): boolean =>
  answer.status === 'rejected' &&
  answer.reason instanceof ORPCError &&
  answer.reason.code === 'TOKEN_NOT_GOOD'

/** What the error of a call to head office says, wherever it was made. */
export function failureOfCall(error: unknown): HeadofficeFailure {
  if (error instanceof HeadofficeFailure) return error
  if (!(error instanceof ORPCError))
    // What is left is an answer marked as JSON that is none.
    return new HeadofficeFailure('not-headoffice', 'The answer cannot be read', { cause: error })
  // Another program's “not found” or “not allowed” is in JSON too, and has none of the contract's codes.
  const failure = failureByCode.get(error.code) ?? (error.status >= 500 ? 'troubled' : 'not-headoffice')
  return new HeadofficeFailure(failure, `Head office answered ${error.status} ${error.code}`, {
    cause: error,
  })
}

const failureByCode: ReadonlyMap<string, CallFailure> = new Map([
  ['EPOCH_CHANGED', 'handshake-again'],
  ['TOKEN_NOT_GOOD', 'troubled'],
  ['SIGNATURE_WRONG', 'troubled'],
  ['BAD_REQUEST', 'troubled'],
  // What was sent came through broken, too slowly or too large for the line: it is said again, and smaller.
  ['BODY_NOT_READABLE', 'line-broke'],
  ['DIGEST_NEEDED', 'line-broke'],
  ['TOO_SLOW_A_BODY', 'line-broke'],
  ['BODY_TOO_LARGE', 'line-broke'],
  ['PAGE_TOO_LARGE', 'line-broke'],
  ['DEVICE_NOT_KNOWN', 'not-known'],
  ['DEVICE_REVOKED', 'revoked'],
  ['DEVICE_CLONED', 'cloned'],
])
