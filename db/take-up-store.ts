import type { DeviceId, StoreId } from '../core/ids.ts'
import type { DeviceChain } from './chain-file.ts'
import type { Connection } from './connect.ts'
import { storeOf } from './device.ts'
import { createOutbox } from './outbox.ts'
import { earlierStores, isOfChain } from './stores-of-laptop.ts'

/** The store that head office has for this laptop, as far as the laptop takes it up. */
export type TakenUpStore = DeviceChain['store']

/**
 * Makes the laptop a device of this store, inside the caller's transaction. What was recorded before stays as it is and
 * comes along. Where the store has another id than before, sync begins anew: the feed is read from its beginning, and
 * everything that had a receipt waits again from now on, because it was another store's.
 * @param at UTC milliseconds
 */
export function takeUpStore(
  connection: Connection,
  { deviceId, store, at }: { readonly deviceId: DeviceId; readonly store: TakenUpStore; readonly at: number },
): void {
  const before = storeOf(connection)
  if (before === null) throw new Error('A laptop without a store cannot take up another')
  connection
    .prepare('UPDATE device SET device_id = ?, store_id = ?, store_code = ?, store_name = ?')
    .run(deviceId, store.id, store.code, store.name)
  connection.prepare('DELETE FROM earlier_store WHERE store_id = ?').run(store.id)
  if (before !== store.id) leaveStore(connection, before, at)
}

function leaveStore(connection: Connection, storeId: StoreId, at: number): void {
  connection.prepare('INSERT OR IGNORE INTO earlier_store VALUES (?, ?)').run(storeId, at)
  // No head office has such an epoch, so each of them waits again: the store's own has none of it.
  connection.prepare("UPDATE receipt SET epoch = 'of an earlier store: ' || epoch").run()
  createOutbox(connection).requeueForNewEpoch('')
  connection
    .prepare(
      "UPDATE feed_position SET epoch = NULL, mark = NULL, cursor = 0, hash = '', synced_at = NULL, stopped = NULL",
    )
    .run()
}

/**
 * Puts right whose a database is that an older one was put in place of: a backup may be of a time before this laptop was
 * enrolled, or enrolled anew. A database of a store that has nothing to do with it is left alone.
 * @param at UTC milliseconds
 */
export function settleTakenUpStore(connection: Connection, chain: DeviceChain | null, at: number): void {
  const storeId = storeOf(connection)
  if (chain === null || storeId === null || !isOfChain(storeId, chain)) return
  const known = earlierStores(connection)
  const isSettled =
    storeId === chain.store.id &&
    connection.prepare('SELECT device_id FROM device').pluck().get() === chain.deviceId &&
    chain.earlierStoreIds.every((earlier) => known.includes(earlier))
  if (isSettled) return
  connection.transaction(() => {
    takeUpStore(connection, { deviceId: chain.deviceId, store: chain.store, at })
    const insert = connection.prepare('INSERT OR IGNORE INTO earlier_store VALUES (?, ?)')
    for (const earlier of chain.earlierStoreIds) if (earlier !== chain.store.id) insert.run(earlier, at)
  })()
}
