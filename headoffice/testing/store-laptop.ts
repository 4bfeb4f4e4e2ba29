import { v7 } from 'uuid'
import { deviceIdSchema, type StoreId, storeIdSchema } from '../../core/ids.ts'
import {
  type ChangeSet,
  type FeedRow,
  type HandshakeRequest,
  protocolVersion,
  type Receipt,
} from '../../core/sync/protocol.ts'
import { readBucket, readDigest } from '../digest.ts'
import { readEpoch } from '../epoch.ts'
import { readFeedPage } from '../feed-page.ts'
import { receivePage } from '../receive-page.ts'
import { shakeHands } from '../shake-hands.ts'
import type { SqlDoor } from '../sql.ts'
import { testNow } from './test-now.ts'

/** A laptop of a store as head office's own functions see it, with no network between; its store is made with it. */
export async function storeLaptop(door: SqlDoor, storeId: StoreId = storeIdSchema.parse(v7())) {
  const caller = { storeId, deviceId: deviceIdSchema.parse(v7()) }
  await door.run(
    `INSERT INTO store (store_id, code, name, registered_at) VALUES ($1, $2, 'Gulberg Motors', $3)
     ON CONFLICT (store_id) DO NOTHING`,
    [storeId, storeId.slice(-12), testNow],
  )
  await door.run(
    `INSERT INTO enrolled_device (device_id, store_id, signing_key, box_key, enrolled_at, last_link)
     VALUES ($1, $2, '', '', $3, '')`,
    [caller.deviceId, storeId, testNow],
  )
  const epoch = () => readEpoch(door)
  return {
    caller,
    epoch,
    push: (...changeSets: readonly ChangeSet[]): Promise<readonly Receipt[]> =>
      receivePage(door, caller, { changeSets }, { mark: door.mark, now: testNow }),
    pull: (cursor = 0, limit = 1000, newestFirst = false) =>
      readFeedPage(door, caller, { cursor, limit, newestFirst }),
    digest: () => readDigest(door, caller),
    bucket: (bucket: number) => readBucket(door, caller, bucket),
    shakeHands: (at: Partial<HandshakeRequest> = {}) =>
      shakeHands(
        door,
        caller,
        {
          protocol: protocolVersion,
          epoch: null,
          cursor: 0,
          hash: '',
          newestReceipt: null,
          waiting: 0,
          ...at,
        },
        { now: testNow, encodings: ['gzip'], documents: [] },
      ),
  }
}
export type StoreLaptop = Awaited<ReturnType<typeof storeLaptop>>

/** All rows of the feed, page by page from its beginning. */
export async function wholeFeed(laptop: StoreLaptop, limit = 1000): Promise<readonly FeedRow[]> {
  const rows: FeedRow[] = []
  let position = { cursor: 0, end: false }
  while (!position.end) {
    const page = await laptop.pull(position.cursor, limit)
    rows.push(...page.rows)
    position = page
  }
  return rows
}

/** The fields that a row is fed with. */
export async function fedFieldsOf(laptop: StoreLaptop, rowId: string): Promise<FeedRow['fields']> {
  const row = (await wholeFeed(laptop)).find((each) => each.rowId === rowId)
  if (!row) throw new Error(`Row ${rowId} is not fed`)
  return row.fields
}
