import type { Caller } from './identity/caller.ts'
import type { Sql } from './sql.ts'

/**
 * Notes where a laptop stands, as it says itself; times are UTC milliseconds.
 * @param stand.epoch the one that its cursor is of
 * @param stand.waiting change sets that wait on it, left as it was where it does not say
 */
export async function noteStand(
  sql: Sql,
  { storeId, deviceId }: Caller,
  stand: {
    readonly epoch: string | null
    readonly cursor: number
    readonly waiting?: number
    readonly now: number
  },
): Promise<void> {
  await sql.run(
    `INSERT INTO device (store_id, device_id, first_seen_at, last_seen_at, cursor, cursor_epoch, waiting)
     VALUES ($1, $2, $3, $3, $4, $5::text::uuid, coalesce($6::integer, 0))
     ON CONFLICT (store_id, device_id) DO UPDATE SET last_seen_at = excluded.last_seen_at, cursor = excluded.cursor,
       cursor_epoch = excluded.cursor_epoch, waiting = coalesce($6::integer, device.waiting)`,
    [storeId, deviceId, stand.now, stand.cursor, stand.epoch, stand.waiting ?? null],
  )
}

/**
 * Notes how far a laptop has come in the feed, as a file says that was carried by hand. It may have been under way for
 * weeks: it is no sign that the laptop is heard of now, and what the laptop said on the line since goes before it.
 * @param stand.epoch the one in force, which the cursor is of
 */
export async function raiseCursor(
  sql: Sql,
  { storeId, deviceId }: Caller,
  { epoch, cursor }: { readonly epoch: string; readonly cursor: number },
): Promise<void> {
  await sql.run(
    `INSERT INTO device (store_id, device_id, first_seen_at, last_seen_at, cursor, cursor_epoch, waiting)
     SELECT store_id, device_id, enrolled_at, enrolled_at, $3::bigint, $4::text::uuid, 0
     FROM enrolled_device WHERE store_id = $1 AND device_id = $2
     ON CONFLICT (store_id, device_id) DO UPDATE SET cursor_epoch = excluded.cursor_epoch,
       cursor = CASE WHEN device.cursor_epoch = excluded.cursor_epoch THEN greatest(device.cursor, excluded.cursor)
                ELSE excluded.cursor END`,
    [storeId, deviceId, cursor, epoch],
  )
}
