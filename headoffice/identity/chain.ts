import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../../core/clock.ts'
import type { DeviceId } from '../../core/ids.ts'

/**
 * The links of a device's chain: a number of six bytes, ten bytes of chance and a seal of sixteen. The number is the
 * instant it was handed out, or one more than the highest known, so that what a head office hands out after it was set
 * back stands above what it had handed out before, whichever backup is put in use next.
 */
const [numberBytes, chanceBytes, sealBytes] = [6, 10, 16]

/** What is kept of a device's chain. */
export interface ChainStand {
  /** Handed out last and never used. */
  readonly last: string
  /** The link that `last` was the answer to; `null` at the chain's beginning. */
  readonly previous: string | null
}

export interface Chain {
  readonly begin: (deviceId: DeviceId) => ChainStand
  /** The chain after this link was presented; `null` when two copies of the laptop are about. */
  readonly present: (deviceId: DeviceId, link: string, stand: ChainStand) => ChainStand | null
}

/**
 * The chain that tells two live copies of one laptop apart, as the specification in core/sync/identity.ts says.
 * @param secret 32 bytes as base64url; whoever has it can make links
 */
export function createChain({
  secret,
  clock,
  randomBytes,
}: {
  readonly secret: string
  readonly clock: Clock
  readonly randomBytes: (count: number) => Uint8Array
}): Chain {
  const sealOf = (deviceId: DeviceId, body: Buffer): Buffer =>
    createHmac('sha256', Buffer.from(secret, 'base64url'))
      .update(`northstar chain link\n${deviceId}\n`)
      .update(body)
      .digest()
      .subarray(0, sealBytes)
  const linkAt = (deviceId: DeviceId, number: number): string => {
    const body = Buffer.alloc(numberBytes + chanceBytes)
    body.writeUIntBE(number, 0, numberBytes)
    body.set(randomBytes(chanceBytes), numberBytes)
    return Buffer.concat([body, sealOf(deviceId, body)]).toString('base64url')
  }
  /** `null` for what is not a link of this device. */
  const numberOf = (deviceId: DeviceId, link: string): number | null => {
    const bytes = Buffer.from(link, 'base64url')
    if (bytes.length !== numberBytes + chanceBytes + sealBytes) return null
    const body = bytes.subarray(0, numberBytes + chanceBytes)
    return timingSafeEqual(bytes.subarray(body.length), sealOf(deviceId, body))
      ? body.readUIntBE(0, numberBytes)
      : null
  }
  return {
    begin: (deviceId) => ({ last: linkAt(deviceId, clock()), previous: null }),
    present(deviceId, link, { last, previous }) {
      const number = numberOf(deviceId, link)
      const newest = numberOf(deviceId, last)
      if (number === null || newest === null) return null
      const next = linkAt(deviceId, Math.max(clock(), number + 1, newest + 1))
      if (link === previous) return { last: next, previous }
      // A number that was never given here was given before head office was set back.
      return link === last || number > newest ? { last: next, previous: link } : null
    },
  }
}
