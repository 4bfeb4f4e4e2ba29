import { v7 } from 'uuid'
import { afterEach, beforeEach } from 'vitest'
import { type ChangeId, changeIdSchema, changeSetIdSchema } from '../core/ids.ts'
import { businessDaySchema } from '../core/market/business-day.ts'
import { type FeedPage, type FeedRow, feedRowSchema } from '../core/sync/protocol.ts'
import type { Feed } from './feed.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import type { ShowroomDatabase } from './showroom-database.ts'
import { openTestDatabase, openTestFeed, type TestFolder, testFolder } from './test-database.ts'

export const now = Date.UTC(2026, 10, 22, 7)
export const day = businessDaySchema.parse('2026-11-22')
export const ali = { name: 'Ali', phone: null, language: 'ur' }
export const changeId = (): ChangeId => changeIdSchema.parse(v7())

/** For each test a laptop that has taken up with a head office, which the test plays. */
export function eachFeedLaptop() {
  let folder: TestFolder
  let db: ShowroomDatabase
  let outbox: Outbox
  let feed: Feed
  let seq = 0
  const open = () => {
    db = openTestDatabase(folder.folder)
    outbox = createOutbox(db.connection)
    feed = openTestFeed(db)
  }
  beforeEach(() => {
    folder = testFolder()
    open()
    feed.enterEpoch('epoch', 'durable', { isEmpty: false })
  })
  afterEach(() => {
    db.close()
    folder[Symbol.dispose]()
  })
  const pageOf = (rows: readonly FeedRow[], cursor = seq): FeedPage => ({
    rows,
    cursor,
    hash: `hash ${cursor}`,
    end: true,
    digest: null,
  })

  return {
    get db() {
      return db
    },
    get outbox() {
      return outbox
    },
    get feed() {
      return feed
    },
    /** Head office's newest feed position. */
    get seq() {
      return seq
    },
    nextSeq() {
      seq += 1
      return seq
    },
    folder: () => folder.folder,
    /** Opens the folder again, where the test has closed the database. */
    open,
    /** A row as head office feeds it, every field from one change. */
    fed(
      entity: string,
      rowId: string,
      values: Readonly<Record<string, unknown>>,
      { by = changeId(), others = {} }: { by?: string; others?: Readonly<Record<string, unknown>> } = {},
    ): FeedRow {
      seq += 1
      const fields = Object.fromEntries(
        Object.entries(values).map(([field, value]) => [
          field,
          {
            value,
            changeId: by,
            ...(Object.hasOwn(others, field) && {
              others: [{ value: others[field], changeId: changeId() }],
            }),
          },
        ]),
      )
      return feedRowSchema.parse({ seq, entity, rowId, fields })
    },
    pageOf,
    pull: (...rows: readonly FeedRow[]) => feed.applyPage(pageOf(rows), 'epoch'),
    rename: (rowId: string, name: string) =>
      db.changeSets.commit({
        authorId: null,
        occurredAt: now,
        businessDay: day,
        visitId: null,
        edits: [{ entity: 'customer', rowId, fields: { name } }],
      }).changeSetId,
    /** Head office's receipt at its next feed position. */
    receive(id: string, outcome: 'accepted' | 'conflict' | 'refused') {
      if (outcome !== 'refused') seq += 1
      return outbox.recordReceipts(
        [
          {
            changeSetId: changeSetIdSchema.parse(id),
            outcome,
            seq: outcome === 'refused' ? null : seq,
            mark: 'durable',
            receivedAt: now,
            reason: outcome === 'refused' ? 'not-readable' : null,
          },
        ],
        'epoch',
      )
    },
    nameOf: (rowId: string) => db.tables.read('customer', rowId)?.name,
    versionOf: (rowId: string) => db.fieldVersions.of('customer', rowId).get('name'),
    beside: () => db.connection.prepare('SELECT reason, value FROM field_beside ORDER BY reason').all(),
    aside: () => db.connection.prepare('SELECT entity, state, reason FROM feed_aside ORDER BY seq').all(),
  }
}
