import { z } from 'zod'
import { changeSetIdSchema, type StoreId } from '../core/ids.ts'
import {
  type DocumentInForce,
  type Encoding,
  type Handshake,
  type HandshakeRequest,
  oldestProtocol,
  protocolVersion,
} from '../core/sync/protocol.ts'
import { noteStand, raiseCursor } from './device-stand.ts'
import { readEpoch } from './epoch.ts'
import type { Caller } from './identity/caller.ts'
import { readSnapshot } from './snapshot.ts'
import { first, type Sql, type SqlDoor } from './sql.ts'
import { readCounter } from './store-counter.ts'

/**
 * Answers a laptop's handshake, and notes where it stands.
 * @param here.now UTC milliseconds
 * @param here.documents those in force for the caller's store
 */
export async function shakeHands(
  door: SqlDoor,
  caller: Caller,
  request: HandshakeRequest,
  here: {
    readonly now: number
    readonly encodings: readonly Encoding[]
    readonly documents: readonly DocumentInForce[]
    /** Whether it came in a file, which may be old. */
    readonly isCarried?: boolean
  },
): Promise<Handshake> {
  if (request.protocol < oldestProtocol || request.protocol > protocolVersion)
    return { type: 'protocol-not-accepted', oldest: oldestProtocol, newest: protocolVersion }
  const { storeId } = caller
  const { now } = here
  const { epoch, seq, doubt } = await readSnapshot(door, async (sql) => {
    const current = await readEpoch(sql)
    return {
      epoch: current,
      seq: (await readCounter(sql, storeId)).seq,
      doubt: request.epoch === current ? await whatIsNotInFeed(sql, storeId, request) : null,
    }
  })
  const counts = request.epoch === epoch && doubt === null
  const cursor = counts ? request.cursor : 0
  if (here.isCarried) await raiseCursor(door, caller, { epoch, cursor })
  else await noteStand(door, caller, { epoch, cursor, waiting: request.waiting, now })
  if (doubt !== null) {
    const words = `This laptop has ${doubt}, and head office, now at ${seq}, has nothing or something else there.`
    return { type: 'mismatch', epoch, seq, now, words }
  }
  return {
    type: 'welcome',
    epoch,
    mark: door.mark,
    newEpoch: request.epoch !== null && request.epoch !== epoch,
    seq,
    now,
    encodings: [...here.encodings],
    documents: [...here.documents],
  }
}

/** What of the laptop's stand is not in this feed, in words; `null` where all of it is. */
async function whatIsNotInFeed(
  sql: Sql,
  storeId: StoreId,
  { cursor, hash, newestReceipt }: HandshakeRequest,
): Promise<string | null> {
  const known = cursor === 0 ? '' : (await feedEntry(sql, storeId, cursor))?.hash
  if (known !== hash) return `position ${cursor} of the feed`
  if (newestReceipt === null) return null
  const receipted = await feedEntry(sql, storeId, newestReceipt.seq)
  return receipted?.changeSetId === newestReceipt.changeSetId
    ? null
    : `a receipt for position ${newestReceipt.seq}`
}

const entryRow = z
  .object({ hash: z.string(), change_set_id: changeSetIdSchema })
  .transform(({ hash, change_set_id }) => ({ hash, changeSetId: change_set_id }))

const feedEntry = (sql: Sql, storeId: StoreId, seq: number) =>
  first(
    sql.query(
      entryRow,
      "SELECT encode(running_hash, 'hex') AS hash, change_set_id FROM change_set WHERE store_id = $1 AND seq = $2",
      [storeId, seq],
    ),
  )
