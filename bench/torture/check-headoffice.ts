import { z } from 'zod'
import { deviceIdSchema, type NewId, storeIdSchema } from '../../core/ids.ts'
import { type FeedRow, protocolVersion } from '../../core/sync/protocol.ts'
import { createHeadofficeClient } from '../../electron/data/headoffice-client.ts'
import type { Fault } from './ledger.ts'
import { keyOf } from './open-laptop.ts'
import { openToLook } from './read-laptop.ts'

/**
 * Looks whether head office and a laptop agree after all its lives: what has a receipt is there, and nothing is there
 * that the laptop forgot.
 */
export async function checkHeadoffice(folder: string, url: string, newId: NewId): Promise<readonly Fault[]> {
  const key = await keyOf(folder)
  const connection = key && openToLook(folder, key)
  if (!connection) return []
  try {
    const store = connection.prepare('SELECT store_id, store_code, store_name FROM device').get()
    if (store === undefined) return []
    const fed = await feedOf(storeSchema.parse(store), url, newId)
    const receipted = rowsSchema.parse(
      connection
        .prepare(
          `SELECT DISTINCT c.entity || ' ' || c.row_id AS name FROM change c
           JOIN change_set cs ON cs.position = c.change_set_position JOIN receipt r ON r.change_set_id = cs.id
           WHERE r.outcome <> 'refused'`,
        )
        .all(),
    )
    const known = new Set(
      rowsSchema.parse(connection.prepare('SELECT id AS name FROM change').all()).map(({ name }) => name),
    )
    const there = new Set(fed.map(({ entity, rowId }) => `${entity} ${rowId}`))
    const missing = receipted.filter(({ name }) => !there.has(name)).length
    const forgotten = fed
      .flatMap(({ fields }) => Object.values(fields))
      .filter(({ changeId }) => !known.has(changeId)).length
    return [
      ...(missing > 0 ? [fault('lost', `${missing} rows have a receipt and are not at head office`)] : []),
      ...(forgotten > 0 ? [fault('lost', `head office has ${forgotten} values that the laptop forgot`)] : []),
    ]
  } finally {
    connection.close()
  }
}

const fault = (type: Fault['type'], what: string): Fault => ({ type, what })

const rowsSchema = z.array(z.object({ name: z.string() }))
const storeSchema = z.object({ store_id: storeIdSchema, store_code: z.string(), store_name: z.string() })

/** Everything that head office has of a store, pulled as a new laptop pulls it. */
async function feedOf(
  store: z.infer<typeof storeSchema>,
  url: string,
  newId: NewId,
): Promise<readonly FeedRow[]> {
  const client = createHeadofficeClient(url)
  const { signal } = new AbortController()
  const ids = { storeId: store.store_id, deviceId: deviceIdSchema.parse(newId()) }
  const place = { protocol: protocolVersion, epoch: null, cursor: 0, hash: '', newestReceipt: null }
  const hands = await client.handshake(
    { ...ids, ...place, storeCode: store.store_code, storeName: store.store_name },
    signal,
  )
  if (hands.type !== 'welcome') throw new Error(`Head office does not welcome a new laptop: ${hands.type}`)
  const rows: FeedRow[] = []
  for (let cursor = 0; ; ) {
    const page = await client.pull({ ...ids, epoch: hands.epoch, cursor, limit: 1000 }, signal)
    rows.push(...page.rows)
    cursor = page.cursor
    if (page.end) return rows
  }
}
