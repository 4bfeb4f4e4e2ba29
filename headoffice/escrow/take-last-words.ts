import type { DeviceId } from '../../core/ids.ts'
import type { ChangeSet, Receipt } from '../../core/sync/protocol.ts'
import { readDevice } from '../identity/devices.ts'
import { receivePage } from '../receive-page.ts'
import type { SqlDoor } from '../sql.ts'

export type TakenLastWords =
  | { readonly type: 'taken'; readonly outcomes: readonly Receipt['outcome'][] }
  | { readonly type: 'not-known' | 'not-revoked' }

/**
 * Takes in what a revoked laptop had not sent, as that laptop's and in its store, after the escrow key opened its farewell.
 * The rules are those of any push: what is known already has its first receipt, and the same again changes nothing.
 * @param options.now UTC milliseconds, for the receipts
 */
export async function takeLastWords(
  door: SqlDoor,
  of: { readonly deviceId: DeviceId; readonly changeSets: readonly ChangeSet[] },
  { now }: { readonly now: number },
): Promise<TakenLastWords> {
  const { deviceId, changeSets } = of
  const device = await readDevice(door, deviceId)
  if (!device) return { type: 'not-known' }
  if (device.revokedAt === null) return { type: 'not-revoked' }
  const caller = { storeId: device.storeId, deviceId }
  const receipts = await receivePage(door, caller, { changeSets }, { mark: door.mark, now })
  return { type: 'taken', outcomes: receipts.map(({ outcome }) => outcome) }
}
