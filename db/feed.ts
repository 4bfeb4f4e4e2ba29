import { z } from 'zod'
import {
  type FeedRow,
  feedRowSchema,
  type PullResponse,
  type ReceiptMark,
  receiptMarkSchema,
} from '../core/sync/protocol.ts'
import { type Applied, createApplyFeedRow } from './apply-feed-row.ts'
import type { Connection } from './connect.ts'
import type { EntityTables } from './entity-tables.ts'
import type { Erasures } from './erasures.ts'
import { createFieldBeside } from './field-beside.ts'
import type { FieldVersions } from './field-versions.ts'
import { createLiftMasks } from './lift-masks.ts'
import type { Outbox } from './outbox.ts'

interface FeedPosition {
  /** The data set that cursor and hash belong to; `null` before the first handshake. */
  readonly epoch: string | null
  readonly mark: ReceiptMark | null
  readonly cursor: number
  readonly hash: string
  /** When the last whole round ended, by this laptop's clock. */
  readonly syncedAt: number | null
  /** Why sync has stopped until head office is set right; `null` while it runs. */
  readonly stopped: string | null
}

interface PageOutcome {
  readonly applied: number
  readonly waiting: number
  readonly quarantined: number
}

export interface Feed {
  readonly position: () => FeedPosition
  /**
   * Takes up with a head office: in another epoch than before, everything it may lack waits again and the feed is read
   * from its beginning. Nothing is deleted.
   * @returns how many change sets wait again
   */
  readonly enterEpoch: (epoch: string, mark: ReceiptMark) => number
  /** Stops until an `enterEpoch`; nothing is deleted. */
  readonly stop: (words: string) => void
  /**
   * Applies a page and moves cursor, hash and epoch with it, in one transaction.
   * @throws Error when the page is not of the epoch taken up with, or goes back
   */
  readonly applyPage: (page: PullResponse, epoch: string) => PageOutcome
  /** Ends a round that pushed everything and pulled to the end. */
  readonly finishRound: (syncedAt: number) => void
}

const positionRow = z
  .object({
    epoch: z.string().nullable(),
    mark: receiptMarkSchema.nullable(),
    cursor: z.int(),
    hash: z.string(),
    synced_at: z.int().nullable(),
    stopped: z.string().nullable(),
  })
  .transform(({ synced_at, ...rest }): FeedPosition => ({ ...rest, syncedAt: synced_at }))

const asideRow = z.object({ row: z.string() })

/** The laptop's end of head office's feed of rows. */
export function createFeed(
  connection: Connection,
  deps: {
    readonly tables: EntityTables
    readonly fieldVersions: FieldVersions
    readonly outbox: Pick<Outbox, 'requeueForNewEpoch'>
    readonly erasures: Pick<Erasures, 'arriving' | 'shown' | 'pageArrived'>
  },
): Feed {
  const { tables, fieldVersions, outbox, erasures } = deps
  const fieldBeside = createFieldBeside(connection)
  const liftMasks = createLiftMasks(connection, { tables, fieldVersions, fieldBeside })
  const applyFeedRow = createApplyFeedRow(connection, { tables, fieldVersions, fieldBeside })
  const readPosition = connection.prepare('SELECT * FROM feed_position')
  const movePosition = connection.prepare('UPDATE feed_position SET cursor = ?, hash = ?')
  const startPosition = connection.prepare(
    "UPDATE feed_position SET epoch = ?, mark = ?, cursor = 0, hash = '', synced_at = NULL, stopped = NULL",
  )
  const goOn = connection.prepare('UPDATE feed_position SET mark = ?, stopped = NULL')
  const setStopped = connection.prepare('UPDATE feed_position SET stopped = ?')
  const setSynced = connection.prepare('UPDATE feed_position SET synced_at = ?')
  const putAside = connection.prepare(
    `INSERT INTO feed_aside (entity, row_id, seq, state, reason, row) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (entity, row_id) DO UPDATE SET seq = excluded.seq, state = excluded.state,
       reason = excluded.reason, row = excluded.row`,
  )
  const takeBack = connection.prepare('DELETE FROM feed_aside WHERE entity = ? AND row_id = ?')
  const asideRows = connection.prepare<[string]>('SELECT row FROM feed_aside WHERE state = ? ORDER BY seq')
  /** A newer version may know what an older one put in quarantine: tried once after each start. */
  let triedQuarantine = false

  const position = () => positionRow.parse(readPosition.get())

  const apply = (fed: FeedRow): Applied => {
    const { row, arrived } = erasures.arriving(fed)
    const result = applyFeedRow(row)
    if (result.type === 'applied') takeBack.run(row.entity, row.rowId)
    else putAside.run(row.entity, row.rowId, row.seq, result.type, result.reason, JSON.stringify(row))
    arrived()
    return result
  }
  const tryAgain = (state: 'waiting' | 'quarantined'): number =>
    z
      .array(asideRow)
      .parse(asideRows.all(state))
      .map(({ row }) => apply(feedRowSchema.parse(JSON.parse(row))))
      .filter(({ type }) => type === 'applied').length

  const applyPage = (page: PullResponse, epoch: string): PageOutcome => {
    const before = position()
    if (before.epoch !== epoch || page.cursor < before.cursor)
      throw new Error('A page of the feed does not follow the position of this laptop')
    const results = page.rows.map(apply)
    if (!triedQuarantine) tryAgain('quarantined')
    // One row's arrival may free another that waits for it, and so on.
    while (tryAgain('waiting') > 0);
    erasures.pageArrived()

    movePosition.run(page.cursor, page.hash)
    const count = (type: Applied['type']) => results.filter((result) => result.type === type).length
    return { applied: count('applied'), waiting: count('waiting'), quarantined: count('quarantined') }
  }

  const inTransaction = connection.transaction(applyPage)
  return {
    position,
    enterEpoch: connection.transaction((epoch: string, mark: ReceiptMark) => {
      const isSame = position().epoch === epoch
      if (isSame) goOn.run(mark)
      else startPosition.run(epoch, mark)
      return isSame ? 0 : outbox.requeueForNewEpoch(epoch)
    }).immediate,
    stop: (words) => void setStopped.run(words),
    applyPage(page, epoch) {
      const outcome = inTransaction.immediate(page, epoch)
      triedQuarantine = true
      return outcome
    },
    finishRound: connection.transaction((syncedAt: number) => {
      for (const { entity, rowId } of liftMasks()) erasures.shown(entity, rowId)
      setSynced.run(syncedAt)
    }).immediate,
  }
}
