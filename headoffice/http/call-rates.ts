import type { DeviceId } from '../../core/ids.ts'
import { CallRefusal } from './call-refusal.ts'
import type { Limits } from './limits.ts'
import { createTokenBuckets, type TokenBuckets } from './token-bucket.ts'
import { rateKey, type Whence } from './whence.ts'

/** How often a caller may call. Each throws CallRefusal TOO_MANY_CALLS. */
export interface CallRates {
  /** @param isOpen whether the call needs no token */
  readonly countAddress: (whence: Whence, isOpen: boolean) => void
  readonly countDevice: (deviceId: DeviceId) => void
}

/** @param nowMs a clock that only goes forward */
export function createCallRates(limits: Limits, nowMs: () => number): CallRates {
  const byDevice = createTokenBuckets(limits.perDevice, nowMs)
  const byAddress = createTokenBuckets(limits.perAddress, nowMs)
  const openByAddress = createTokenBuckets(limits.openPerAddress, nowMs)
  return {
    countAddress({ address, isThisMachine }, isOpen) {
      if (isThisMachine) return
      const key = rateKey(address)
      take(byAddress, key)
      if (isOpen) take(openByAddress, key)
    },
    countDevice: (deviceId) => take(byDevice, deviceId),
  }
}

function take(buckets: TokenBuckets, key: string): void {
  const retryAfterMs = buckets.take(key)
  if (retryAfterMs > 0) throw new CallRefusal('TOO_MANY_CALLS', { retryAfterMs })
}
