import { z } from 'zod'
import { changeSetIdSchema, type StoreId } from '../core/ids.ts'
import { type Handshake, type HandshakeRequest, protocolVersion } from '../core/sync/protocol.ts'
import { readEpoch } from './epoch.ts'
import { first, type Sql, type SqlDoor } from './sql.ts'

/** The oldest laptop still accepted. */
const oldestProtocol = 1

const counterRow = z.object({ seq: z.coerce.number().int(), name: z.string() })

/**
 * Answers a laptop's handshake, and registers its store and itself the first time: head office listens on loopback
 * only until laptops are enrolled.
 */
export async function shakeHands(door: SqlDoor, request: HandshakeRequest, now: number): Promise<Handshake> {
  if (request.protocol < oldestProtocol || request.protocol > protocolVersion)
    return { type: 'protocol-not-accepted', oldest: oldestProtocol, newest: protocolVersion }
  return door.transaction(async (sql) => {
    await sql.run(
      'INSERT INTO store VALUES ($1, $2, $3, $4) ON CONFLICT (store_id) DO UPDATE SET code = excluded.code, name = excluded.name',
      [request.storeId, request.storeCode, request.storeName, now],
    )
    await sql.run("INSERT INTO store_counter VALUES ($1, 0, '') ON CONFLICT (store_id) DO NOTHING", [
      request.storeId,
    ])
    await sql.run(
      'INSERT INTO device VALUES ($1, $2, $3, $3) ON CONFLICT (store_id, device_id) DO UPDATE SET last_handshake_at = excluded.last_handshake_at',
      [request.storeId, request.deviceId, now],
    )
    const epoch = await readEpoch(sql)
    const counter = await first(
      sql.query(
        counterRow,
        'SELECT seq, name FROM store_counter JOIN store USING (store_id) WHERE store_id = $1',
        [request.storeId],
      ),
    )
    const seq = counter?.seq ?? 0
    if (request.epoch !== epoch)
      return { type: 'welcome', epoch, mark: door.mark, newEpoch: request.epoch !== null, seq }
    const store = counter?.name ?? 'the store'
    const { cursor, newestReceipt } = request
    const hash = cursor === 0 ? '' : (await logEntry(sql, request.storeId, cursor))?.hash
    if (hash !== request.hash) {
      const words = `This laptop has position ${cursor} of ${store}, and head office, now at ${seq}, has no such position or another one there.`
      return { type: 'mismatch', epoch, seq, words }
    }
    if (newestReceipt) {
      const receipted = await logEntry(sql, request.storeId, newestReceipt.seq)
      if (receipted?.change_set_id !== newestReceipt.changeSetId) {
        const words = `This laptop has a receipt for position ${newestReceipt.seq} of ${store}, and head office, now at ${seq}, has nothing or something else there.`
        return { type: 'mismatch', epoch, seq, words }
      }
    }
    return { type: 'welcome', epoch, mark: door.mark, newEpoch: false, seq }
  })
}

const logRow = z.object({ hash: z.string(), change_set_id: changeSetIdSchema })

const logEntry = (sql: Sql, storeId: StoreId, seq: number) =>
  first(
    sql.query(logRow, 'SELECT hash, change_set_id FROM feed_log WHERE store_id = $1 AND seq = $2', [
      storeId,
      seq,
    ]),
  )
