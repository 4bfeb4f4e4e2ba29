import { setImmediate } from 'node:timers/promises'
import type { FeedPage, FeedRow, ReceiptMark } from '../core/sync/protocol.ts'
import { createApplyFedRows } from './apply-fed-rows.ts'
import { createApplyFeedRow, type Known, knownHere } from './apply-feed-row.ts'
import type { Connection } from './connect.ts'
import type { EntityTables } from './entity-tables.ts'
import type { Erasures } from './erasures.ts'
import { createFeedAgain } from './feed-again.ts'
import { createFeedAside } from './feed-aside.ts'
import { createFedRows } from './feed-digest.ts'
import { createFeedPosition, type Stop, type StoredPosition } from './feed-position.ts'
import { createFieldBeside } from './field-beside.ts'
import type { FieldVersions } from './field-versions.ts'
import { createLiftMasks } from './lift-masks.ts'
import { createManyDeletes } from './many-deletes.ts'
import { createOnlyHere } from './only-here.ts'
import type { Outbox } from './outbox.ts'
import { createRowStates } from './row-states.ts'

type YieldTo = () => Promise<void>

/** `stopped`: nothing was applied, and sync stands still until somebody has said something. */
type PageOutcome =
  | {
      readonly type: 'applied'
      readonly applied: number
      readonly waiting: number
      readonly quarantined: number
    }
  | { readonly type: 'stopped'; readonly stop: Stop }

type Entered =
  | { readonly type: 'entered'; readonly requeued: number }
  | { readonly type: 'stopped'; readonly stop: Stop }

export interface Feed {
  readonly position: () => Omit<StoredPosition, 'era' | 'digest' | 'allowed'>
  /**
   * Takes up with a head office: in another epoch than before, everything it may lack waits again and the feed is read
   * from its beginning. Nothing is deleted. An empty one that was not empty before is asked about first.
   */
  readonly enterEpoch: (epoch: string, mark: ReceiptMark, at: { readonly isEmpty: boolean }) => Entered
  /** Stops until an `enterEpoch`, or until a person has said yes; nothing is deleted. */
  readonly stop: (stop: Stop) => void
  /** Lets the rest of this round, or the next, take away what it stopped for. */
  readonly allowDeletes: () => void
  /** Lets the next `enterEpoch` take up with a head office that is empty. */
  readonly allowEmpty: () => void
  /**
   * Applies a page in slices, each one transaction of a few milliseconds; cursor and hash move after the last.
   * @throws Error when the page is not of the epoch taken up with, or goes back
   */
  readonly applyPage: (page: FeedPage, epoch: string, yieldTo?: YieldTo) => Promise<PageOutcome>
  /** Applies rows that come before their turn in the feed, which comes to them again. */
  readonly applyHead: (rows: readonly FeedRow[], yieldTo?: YieldTo) => Promise<PageOutcome>
  /** The digest of every row as it was fed, in hexadecimal: unsent edits and what could not be applied change nothing. */
  readonly digest: () => string
  /** The digest of each bucket that holds a row, by its number: from the rows themselves, all of which are read. */
  readonly bucketDigests: (yieldTo?: YieldTo) => Promise<ReadonlyMap<number, string>>
  /**
   * Applies every row of a bucket again, as head office has it now.
   * @returns `notThere`: the rows of it that head office once fed and does not have; they stay
   */
  readonly repair: (
    bucket: number,
    rows: readonly FeedRow[],
    yieldTo?: YieldTo,
  ) => Promise<{
    readonly outcome: PageOutcome
    readonly notThere: readonly { readonly entity: string; readonly rowId: string }[]
  }>
  /** Ends a round that pushed everything and pulled to the end. */
  readonly finishRound: (syncedAt: number) => void
}

/** The laptop's end of head office's feed of rows. */
export function createFeed(
  connection: Connection,
  deps: {
    readonly tables: EntityTables
    readonly fieldVersions: FieldVersions
    readonly outbox: Pick<Outbox, 'requeueForNewEpoch' | 'newestReceipt'>
    readonly erasures: Pick<Erasures, 'arriving' | 'rows' | 'showing' | 'pageArrived'>
    /** Milliseconds on a clock that only goes forward: what a slice goes by. */
    readonly monotonicMs: () => number
    /** What of the registry this version knows. */
    readonly known?: Known
  },
): Feed {
  const { tables, fieldVersions, outbox, erasures, monotonicMs, known = knownHere } = deps
  const position = createFeedPosition(connection)
  const fieldBeside = createFieldBeside(connection)
  const rowStates = createRowStates(connection)
  const feedAgain = createFeedAgain(rowStates)
  const liftMasks = createLiftMasks(connection, {
    tables,
    fieldVersions,
    fieldBeside,
    showing: erasures.showing,
  })
  const manyDeletes = createManyDeletes(connection)
  const fedRows = createFedRows(connection)
  const onlyHere = createOnlyHere(connection)
  const applyFedRows = createApplyFedRows(connection, {
    position,
    erasures,
    monotonicMs,
    rowStates,
    feedAgain,
    aside: createFeedAside(connection),
    applyFeedRow: createApplyFeedRow(connection, { tables, fieldBeside, known }),
    known,
  })
  /** A newer version may know what an older one put in quarantine: tried once after each start. */
  let triedQuarantine = false

  const stopFor = (stop: Stop) => {
    position.setStopped(stop)
    return { type: 'stopped', stop } as const
  }
  /** Why these rows are not to be applied, or what to call once they are, however far that came. */
  const counted = (rows: readonly FeedRow[]) => {
    const { stopped, allowed } = position.read()
    if (stopped !== null) return { type: 'stopped', stop: stopped } as const
    const deletes = manyDeletes.check(rows, allowed === 'many-deletes')
    if ('applied' in deletes) return { type: 'counted', ...deletes } as const
    return stopFor({ type: 'many-deletes', ...deletes })
  }
  const apply = async (
    work: Omit<Parameters<typeof applyFedRows>[0], 'check' | 'yieldTo'>,
    yieldTo: YieldTo,
    isStill: (now: StoredPosition) => boolean,
  ): Promise<PageOutcome> => {
    const deletes = counted(work.rows)
    if (deletes.type === 'stopped') return deletes
    const { era } = position.read()
    const check = (now: StoredPosition) => {
      if (now.era !== era || !isStill(now))
        throw new Error('A page of the feed does not follow the position of this laptop')
    }
    try {
      return { type: 'applied', ...(await applyFedRows({ ...work, check, yieldTo })) }
    } finally {
      deletes.applied()
    }
  }

  return {
    position() {
      const { era: _era, digest: _digest, allowed: _allowed, ...shown } = position.read()
      return shown
    },
    enterEpoch: connection.transaction(
      (epoch: string, mark: ReceiptMark, { isEmpty }: { readonly isEmpty: boolean }): Entered => {
        const before = position.read()
        if (before.epoch === epoch) {
          position.setMark(mark)
          if (before.stopped?.type !== 'many-deletes') position.setStopped(null)
          return { type: 'entered', requeued: 0 }
        }
        const hadSome =
          before.epoch !== null && (before.cursor > 0 || outbox.newestReceipt(before.epoch) !== null)
        if (isEmpty && hadSome && before.allowed !== 'empty-headoffice')
          return stopFor({ type: 'empty-headoffice' })
        position.start(epoch, mark)
        manyDeletes.reset()
        return { type: 'entered', requeued: outbox.requeueForNewEpoch(epoch) }
      },
    ).immediate,
    stop: position.setStopped,
    allowDeletes: () => position.allow('many-deletes'),
    allowEmpty: () => position.allow('empty-headoffice'),
    async applyPage(page, epoch, yieldTo = setImmediate) {
      const from = position.read().cursor
      const outcome = await apply(
        {
          rows: page.rows,
          tryAgain: [
            ...(page.end ? ['waiting' as const] : []),
            ...(triedQuarantine ? [] : ['quarantined' as const]),
          ],
          finish: () => position.move(page.cursor, page.hash),
        },
        yieldTo,
        (now) => now.epoch === epoch && now.cursor === from && page.cursor >= from,
      )
      if (outcome.type === 'applied') triedQuarantine = true
      return outcome
    },
    applyHead: (rows, yieldTo = setImmediate) => apply({ rows }, yieldTo, () => true),
    digest: () => position.read().digest.toString('hex'),
    async bucketDigests(yieldTo = setImmediate) {
      const { era, digest } = position.read()
      const { buckets, store } = await fedRows.digests(era, yieldTo)
      const now = position.read()
      // What is read from the rows themselves is right, should the sum ever not be.
      if (now.era === era && now.digest.equals(digest) && !digest.equals(store)) position.setDigest(store)
      return new Map([...buckets].map(([bucket, sum]) => [bucket, sum.toString('hex')]))
    },
    async repair(bucket, rows, yieldTo = setImmediate) {
      const outcome = await apply({ rows, isForced: true }, yieldTo, () => true)
      const sent = new Set(rows.map(({ entity, rowId }) => `${entity} ${rowId}`))
      const here = await fedRows.ofBucket(position.read().era, bucket, yieldTo)
      return { outcome, notThere: here.filter(({ entity, rowId }) => !sent.has(`${entity} ${rowId}`)) }
    },
    finishRound: connection.transaction((syncedAt: number) => {
      const before = position.read()
      for (const place of liftMasks()) feedAgain(place, before)
      position.setDigest(before.digest)
      // Once counted, they only grow fewer: another laptop pushes again what it wrote.
      const isToBeCounted = before.syncedAt === null || before.onlyHere > 0
      position.finish(syncedAt, isToBeCounted ? onlyHere(before.era) : 0)
      manyDeletes.reset()
    }).immediate,
  }
}
