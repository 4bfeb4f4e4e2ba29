import { z } from 'zod'
import { type StoreId, storeIdSchema } from '../core/ids.ts'
import type { DeviceChain } from './chain-file.ts'
import type { Connection } from './connect.ts'
import { storeOf } from './device.ts'

/**
 * The store that a database is of, and those that the laptop was of before or after it: what was written under them is
 * its own. `null` where nothing was set up.
 * @param chain the laptop's, which knows more than a database that an older one was put in place of
 */
export function storesOf(connection: Connection, chain: DeviceChain | null): ReadonlySet<StoreId> | null {
  const storeId = storeOf(connection)
  if (storeId === null) return null
  const stores = new Set([storeId, ...earlierStores(connection)])
  return isOfChain(storeId, chain) ? stores.union(storesOfChain(chain)) : stores
}

/** Whether a database of this store is one of the laptop that the chain is of. */
export const isOfChain = (storeId: StoreId, chain: DeviceChain | null): boolean =>
  storesOfChain(chain).has(storeId)

const storesOfChain = (chain: DeviceChain | null): ReadonlySet<StoreId> =>
  new Set(chain === null ? [] : [chain.store.id, ...chain.earlierStoreIds])

/** None in a database from before laptops could be enrolled. */
export function earlierStores(connection: Connection): readonly StoreId[] {
  const isThere = connection
    .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'earlier_store'")
    .get()
  if (isThere === undefined) return []
  const rows = connection.prepare('SELECT store_id FROM earlier_store ORDER BY store_id').pluck().all()
  return z.array(storeIdSchema).parse(rows)
}
