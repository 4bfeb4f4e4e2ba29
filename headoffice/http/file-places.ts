import { CallRefusal } from './call-refusal.ts'
import type { Limits } from './limits.ts'
import { rateKey, type Whence } from './whence.ts'

/** So long a laptop waits before it asks for a file again. */
const busyMs = 60_000

/**
 * The places of files on their way out: so many in all, and a few of them to one address, so that no stranger has them all.
 * @returns takes a place, and gives what leaves it, to be called once; throws CallRefusal BUSY where there is none
 */
export function createFilePlaces(
  limits: Pick<Limits, 'filesAtOnce' | 'filesAtOncePerAddress'>,
): (whence: Whence) => () => void {
  let taken = 0
  const byAddress = new Map<string, number>()
  return ({ address, isThisMachine }) => {
    const key = isThisMachine ? null : rateKey(address)
    const here = key === null ? 0 : (byAddress.get(key) ?? 0)
    // Records go before installers.
    if (taken >= limits.filesAtOnce || here >= limits.filesAtOncePerAddress)
      throw new CallRefusal('BUSY', { retryAfterMs: busyMs })
    taken += 1
    if (key !== null) byAddress.set(key, here + 1)
    return () => {
      taken -= 1
      if (key === null) return
      const left = (byAddress.get(key) ?? 0) - 1
      if (left > 0) byAddress.set(key, left)
      else byAddress.delete(key)
    }
  }
}
