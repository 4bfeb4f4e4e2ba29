import type { StoreId } from '../../core/ids.ts'
import type { SqlDoor } from '../../headoffice/sql.ts'

/** What head office knows of a store, apart from who its laptops are. */
const tables = [
  'store_counter',
  'change_set',
  'loose_change',
  'change_parent',
  'feed_row',
  'named_by',
  'erased_customer',
  'device',
] as const

/** An earlier day of one store's rows at head office, for a head office that is put back to it. */
export async function keepSnapshot(door: SqlDoor, storeId: StoreId): Promise<void> {
  for (const table of tables) {
    await door.run(`CREATE TABLE IF NOT EXISTS snapshot_${table} (LIKE ${table})`)
    await door.run(`DELETE FROM snapshot_${table}`)
    await door.run(`INSERT INTO snapshot_${table} SELECT * FROM ${table} WHERE store_id = $1`, [storeId])
  }
}

export async function putSnapshotBack(door: SqlDoor, storeId: StoreId): Promise<void> {
  await emptyStore(door, storeId)
  for (const table of tables) await door.run(`INSERT INTO ${table} SELECT * FROM snapshot_${table}`)
}

/** Another head office in the place of the one there was: it knows the laptops, and nothing that they recorded. */
export async function emptyStore(door: SqlDoor, storeId: StoreId): Promise<void> {
  for (const table of tables) await door.run(`DELETE FROM ${table} WHERE store_id = $1`, [storeId])
}
