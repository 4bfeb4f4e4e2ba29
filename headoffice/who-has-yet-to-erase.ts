import { z } from 'zod'
import { customerIdSchema, deviceIdSchema, storeIdSchema } from '../core/ids.ts'
import type { Sql } from './sql.ts'

const behindRow = z
  .object({
    store_id: storeIdSchema,
    code: z.string(),
    customer_id: customerIdSchema,
    seq: z.coerce.number().int(),
    device_id: deviceIdSchema,
    last_seen_at: z.coerce.number().int(),
  })
  .transform((row) => ({
    storeId: row.store_id,
    storeCode: row.code,
    customerId: row.customer_id,
    /** Feed position of the erasure. */
    seq: row.seq,
    deviceId: row.device_id,
    /** UTC milliseconds; when it was enrolled, where it has not been seen since. */
    lastSeenAt: row.last_seen_at,
  }))
/** A laptop that may still have the words of a customer whom head office has erased. */
export type YetToErase = Readonly<z.infer<typeof behindRow>>

/**
 * For each erasure the laptops of its store whose cursor, as they last said it in this epoch, has not come to it.
 * Revoked laptops are not waited for.
 */
export function whoHasYetToErase(sql: Sql): Promise<readonly YetToErase[]> {
  return sql.query(
    behindRow,
    `SELECT erased.store_id, store.code, erased.customer_id, erased.seq, enrolled.device_id,
       coalesce(device.last_seen_at, enrolled.enrolled_at) AS last_seen_at
     FROM erased_customer erased JOIN store USING (store_id)
     JOIN enrolled_device enrolled ON enrolled.store_id = erased.store_id AND enrolled.revoked_at IS NULL
     LEFT JOIN device ON device.store_id = enrolled.store_id AND device.device_id = enrolled.device_id
     WHERE CASE WHEN device.cursor_epoch = (SELECT epoch FROM epoch) THEN device.cursor ELSE 0 END < erased.seq
     ORDER BY store.code, erased.seq, erased.customer_id, enrolled.device_id`,
  )
}
