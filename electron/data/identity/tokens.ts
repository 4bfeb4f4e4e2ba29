import type { Logger } from 'pino'
import { tokenToSign } from '../../../core/sync/identity-signing.ts'
import { readChain, writeChain } from '../../../db/chain-file.ts'
import type { IdentityTable, KeySeeds } from '../../../db/identity-table.ts'
import { HeadofficeFailure } from '../call-failure.ts'
import { type IdentityCalls, NotLetIn } from './identity-calls.ts'
import { signText } from './key-pairs.ts'

/** Asked for anew so long before its end: on a bad line a call takes its time. */
const beforeEndMs = 90_000

export interface Tokens {
  /**
   * A token that head office takes. Whoever asks meanwhile waits for the same one.
   * @param refused one that head office no longer takes
   * @throws HeadofficeFailure
   */
  readonly get: (signal: AbortSignal, refused: string | null) => Promise<string>
  readonly forget: () => void
  /** Calls off what is under way; resolves when nothing more is written. */
  readonly stop: () => Promise<void>
}

/**
 * A device's tokens. With each comes the next link of its chain, which is on the disk before the token counts; an answer
 * that is lost before costs nothing.
 * @param deps.monotonicMs milliseconds on a clock that only goes forward: what the clock on the wall says plays no part
 */
export function createTokens(deps: {
  readonly table: IdentityTable
  readonly folder: string
  readonly calls: () => IdentityCalls
  readonly monotonicMs: () => number
  readonly clock: () => number
  readonly log: Logger
}): Tokens {
  const { table, folder, monotonicMs, log } = deps
  let held: { readonly token: string; readonly untilMs: number } | null = null
  let underWay: Promise<string> | null = null
  const callOff = new AbortController()
  let isStopped = false

  /** @throws HeadofficeFailure `not-known` for a laptop that is not enrolled */
  const enrolled = () => {
    const chain = readChain(folder)
    const known = table.get()
    const keys = table.keys('enrolled')
    if (!chain || !keys || known?.deviceId !== chain.deviceId)
      throw new HeadofficeFailure('not-known', 'This laptop is not enrolled')
    return { chain, seeds: keys.seeds, rotating: table.keys('rotating')?.seeds ?? null }
  }

  const ask = async (seeds: KeySeeds): Promise<string> => {
    const { signal } = callOff
    const calls = deps.calls()
    const { chain } = enrolled()
    const { deviceId, link } = chain
    const nonce = await calls.nonce({ deviceId }, signal)
    const said = { deviceId, nonce, chain: link }
    const askedMs = monotonicMs()
    const answer = await calls.token({ ...said, signature: signText(seeds, tokenToSign(said)) }, signal)
    // Another process may have the folder by now, or the laptop was enrolled anew meanwhile.
    signal.throwIfAborted()
    if (readChain(folder)?.link !== link)
      throw new HeadofficeFailure('troubled', 'This laptop was enrolled anew meanwhile')
    writeChain(folder, { ...chain, link: answer.chain })
    held = { token: answer.token, untilMs: askedMs + answer.goodForMs - beforeEndMs }
    return answer.token
  }

  /** Where a rotation had no answer, head office has one of two keys: the new one is tried first. */
  const askWithEither = async (): Promise<string> => {
    const { seeds, rotating } = enrolled()
    if (rotating === null) return ask(seeds)
    try {
      const token = await ask(rotating)
      table.finishRotation(deps.clock())
      return token
    } catch (error) {
      if (!isSignatureWrong(error)) throw error
      return ask(seeds)
    }
  }

  const fetchToken = async (): Promise<string> => {
    try {
      return await askWithEither()
    } catch (error) {
      if (isSignatureWrong(error))
        throw new HeadofficeFailure('not-known', 'Head office has another key of this laptop', {
          cause: error,
        })
      if (error instanceof NotLetIn)
        throw new HeadofficeFailure('troubled', `Head office answered ${error.code}`, { cause: error })
      if (error instanceof HeadofficeFailure && (error.failure === 'revoked' || error.failure === 'cloned')) {
        log.error({ state: error.failure }, 'head office lets this laptop in no longer')
        table.setState(error.failure)
      }
      throw error
    }
  }

  return {
    async get(signal, refused) {
      signal.throwIfAborted()
      if (isStopped) throw new HeadofficeFailure('not-known', 'This laptop’s data is being closed')
      if (held !== null && held.token !== refused && monotonicMs() < held.untilMs) return held.token
      underWay ??= fetchToken().finally(() => {
        underWay = null
      })
      return unlessAborted(underWay, signal)
    },
    forget() {
      held = null
    },
    async stop() {
      isStopped = true
      callOff.abort(new Error('this laptop’s data is being closed'))
      await underWay?.catch(() => {})
    },
  }
}

const isSignatureWrong = (error: unknown): boolean =>
  error instanceof NotLetIn && error.code === 'SIGNATURE_WRONG'

/** Whoever waits may leave; what all wait for goes on. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason)
    signal.addEventListener('abort', leave, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
  })
}
