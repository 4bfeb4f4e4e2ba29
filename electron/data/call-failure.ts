/** Why a call to head office came to no answer of the protocol. */
export type CallFailure =
  /** No network is up on this laptop, or none leads anywhere. */
  | 'no-network'
  /** A network is up, but nothing gets through to head office: its name is not found, or nothing answers in time. */
  | 'no-internet'
  /** A web page answers in head office's place, such as a Wi-Fi's page to sign in on. */
  | 'captive'
  /** What answers cannot prove that it is head office: its certificate is not good. */
  | 'certificate'
  /** The connection was there and broke off, or nothing came over it for too long. */
  | 'line-broke'
  /** The machine is there, and head office is not running on it. */
  | 'headoffice-down'
  /** Head office answers, with an error of its own. */
  | 'troubled'
  /** Head office asks to be called less often. */
  | 'busy'
  /** Something answers that is not a Northstar head office. */
  | 'not-headoffice'
  /** Head office does not know this laptop: it was never enrolled there. */
  | 'not-known'
  | 'revoked'
  /** Two copies of this laptop are about. */
  | 'cloned'
  /** Head office has another epoch now. */
  | 'handshake-again'

const away: ReadonlySet<string> = new Set<CallFailure>([
  'no-network',
  'no-internet',
  'captive',
  'line-broke',
  'headoffice-down',
])

/** Whether head office was not reached at all, or not long enough for an answer. */
export const isAway = (failure: string): boolean => away.has(failure)

/** A call to head office that did not come to an answer of the protocol. */
export class HeadofficeFailure extends Error {
  readonly failure: CallFailure
  /** How long head office asked to be left alone, in milliseconds; `null` where it did not say. */
  readonly retryAfterMs: number | null

  constructor(
    failure: CallFailure,
    message: string,
    { retryAfterMs = null, ...options }: ErrorOptions & { readonly retryAfterMs?: number | null } = {},
  ) {
    super(message, options)
    this.name = 'HeadofficeFailure'
    this.failure = failure
    this.retryAfterMs = retryAfterMs
  }
}

/** Where a call stood when its socket failed. */
export type CallStage = 'connecting' | 'under-way'

/** What the failing of a socket says, told from Node's code for it. */
export function failureOfSocket(error: unknown, stage: CallStage): CallFailure {
  const code = codeOf(error)
  if (code === null) return stage === 'connecting' ? 'no-internet' : 'line-broke'
  if (code.startsWith('HPE_')) return 'not-headoffice'
  if (isOfTls(code)) return 'certificate'
  return failureByCode.get(code) ?? (stage === 'connecting' ? 'no-internet' : 'line-broke')
}

const failureByCode: ReadonlyMap<string, CallFailure> = new Map([
  ['ENETUNREACH', 'no-network'],
  ['ENETDOWN', 'no-network'],
  ['EADDRNOTAVAIL', 'no-network'],
  ['ENOTFOUND', 'no-internet'],
  ['EAI_AGAIN', 'no-internet'],
  ['EHOSTUNREACH', 'no-internet'],
  ['ECONNREFUSED', 'headoffice-down'],
])

/** A server that speaks no TLS where it is expected is a stranger too: `EPROTO`. */
const isOfTls = (code: string): boolean =>
  code.startsWith('ERR_TLS_') || code.startsWith('CERT_') || code.startsWith('ERR_SSL_') || tlsCodes.has(code)

const tlsCodes: ReadonlySet<string> = new Set([
  'EPROTO',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'HOSTNAME_MISMATCH',
])

function codeOf(error: unknown): string | null {
  // Both addresses of a name were tried, each with an error of its own.
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0])
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}
