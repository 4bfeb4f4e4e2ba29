import { ORPCError } from '@orpc/client'
import { z } from 'zod'
import { healthSchema } from '../../../contract/headoffice.ts'
import {
  type Enrolment,
  type EnrolRequest,
  enrolmentSchema,
  type FarewellRequest,
  type NonceRequest,
  nonceSchema,
  type RotateRequest,
  type Token,
  type TokenRequest,
  tokenSchema,
} from '../../../core/sync/identity.ts'
import { HeadofficeFailure } from '../call-failure.ts'
import { type ContractClient, failureOfCall } from '../headoffice-client.ts'

/** Head office's own word for why it does not let the laptop in, where a person or another key can help. */
export class NotLetIn extends Error {
  readonly code: 'CODE_NOT_GOOD' | 'SIGNATURE_WRONG' | 'ENROLMENT_REFUSED' | 'TOKEN_NOT_GOOD'
  /** Of `ENROLMENT_REFUSED`, as the contract has it. */
  readonly reason: string | null

  constructor(code: NotLetIn['code'], reason: string | null, options?: ErrorOptions) {
    super(code, options)
    this.name = 'NotLetIn'
    this.code = code
    this.reason = reason
  }
}

/** What a laptop says of itself, most of it without a token. Each rejects with a `HeadofficeFailure` or `NotLetIn`. */
export interface IdentityCalls {
  /** Comes back only where a head office answers. */
  readonly health: (signal: AbortSignal) => Promise<void>
  readonly enrol: (request: EnrolRequest, signal: AbortSignal) => Promise<Enrolment>
  readonly nonce: (request: NonceRequest, signal: AbortSignal) => Promise<string>
  readonly token: (request: TokenRequest, signal: AbortSignal) => Promise<Token>
  readonly rotate: (request: RotateRequest, token: string, signal: AbortSignal) => Promise<void>
  /** @returns when head office took it, UTC milliseconds */
  readonly farewell: (request: FarewellRequest, signal: AbortSignal) => Promise<number>
}

/** The calls of identity over a contract client. */
export function createIdentityCalls(contract: ContractClient): IdentityCalls {
  return {
    async health(signal) {
      await parsed(healthSchema, signal, contract.health(undefined, { signal, context: {} }))
    },
    enrol: (request, signal) =>
      parsed(enrolmentSchema, signal, contract.enrol(request, { signal, context: {} })),
    async nonce(request, signal) {
      return (await parsed(nonceSchema, signal, contract.nonce(request, { signal, context: {} }))).nonce
    },
    token: (request, signal) => parsed(tokenSchema, signal, contract.token(request, { signal, context: {} })),
    async rotate(request, token, signal) {
      await answered(signal, contract.rotate(request, { signal, context: { token } }))
    },
    async farewell(request, signal) {
      return (await parsed(farewellAnswer, signal, contract.farewell(request, { signal, context: {} })))
        .receivedAt
    },
  }
}

const farewellAnswer = z.object({ receivedAt: z.int() })

async function parsed<S extends z.ZodType>(
  schema: S,
  signal: AbortSignal,
  call: Promise<unknown>,
): Promise<z.infer<S>> {
  const { success, data, error } = schema.safeParse(await answered(signal, call))
  if (success) return data
  throw new HeadofficeFailure('not-headoffice', 'The answer is not of the protocol', { cause: error })
}

async function answered<T>(signal: AbortSignal, call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (error) {
    signal.throwIfAborted()
    throw notLetIn(error) ?? failureOfCall(error)
  }
}

function notLetIn(error: unknown): NotLetIn | null {
  if (!(error instanceof ORPCError)) return null
  switch (error.code) {
    case 'CODE_NOT_GOOD':
    case 'SIGNATURE_WRONG':
    case 'TOKEN_NOT_GOOD':
      return new NotLetIn(error.code, null, { cause: error })
    case 'ENROLMENT_REFUSED':
      return new NotLetIn(error.code, reasonOf(error.data), { cause: error })
    default:
      return null
  }
}

const reasonOf = (data: unknown): string | null =>
  typeof data === 'object' && data !== null && 'reason' in data && typeof data.reason === 'string'
    ? data.reason
    : null
