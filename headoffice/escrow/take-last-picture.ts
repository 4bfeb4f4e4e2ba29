import type { DeviceId } from '../../core/ids.ts'
import { mostPartBytes } from '../../core/pictures/picture-bytes.ts'
import { readDevice } from '../identity/devices.ts'
import { createBlobs } from '../pictures/blobs.ts'
import type { SqlDoor } from '../sql.ts'

/** `refused`: its bytes have not the hash that names it, or are more than a picture may have. */
export type TakenLastPicture = 'taken' | 'refused' | 'not-known' | 'not-revoked'

/**
 * Takes in a picture that a revoked laptop had not sent, into its store, after the escrow key opened its farewell. Of one
 * that came in part before, the rest is taken; of a customer who is erased, nothing is kept.
 * @param options.now UTC milliseconds
 */
export async function takeLastPicture(
  door: SqlDoor,
  of: { readonly deviceId: DeviceId; readonly hash: string; readonly content: Uint8Array },
  { now }: { readonly now: number },
): Promise<TakenLastPicture> {
  const { deviceId, hash, content } = of
  const device = await readDevice(door, deviceId)
  if (!device) return 'not-known'
  if (device.revokedAt === null) return 'not-revoked'
  const blobs = createBlobs(door)
  const total = content.byteLength
  const [state] = await blobs.state(device.storeId, [hash])
  let from = state?.received ?? 0
  // What came in part before may be wrong, which shows with its last part: then it is begun anew, once.
  let begunAnew = false
  while (from < total) {
    const part = Buffer.from(content.subarray(from, from + mostPartBytes)).toString('base64')
    const { received } = await blobs.put(device.storeId, { hash, offset: from, total, content: part }, now)
    if (received <= from) {
      if (begunAnew) return 'refused'
      begunAnew = true
    }
    from = received
  }
  return 'taken'
}
