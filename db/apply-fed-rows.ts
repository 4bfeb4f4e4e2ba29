import type { FeedRow } from '../core/sync/protocol.ts'
import { type Applied, type AppliedRow, type Known, knowsAll } from './apply-feed-row.ts'
import type { Connection } from './connect.ts'
import type { Erasures } from './erasures.ts'
import type { FedSum, FeedAgain } from './feed-again.ts'
import type { AsidePlace, FeedAside } from './feed-aside.ts'
import { rowHash, xorInto } from './feed-digest.ts'
import type { FeedPosition, StoredPosition } from './feed-position.ts'
import type { RowStates, Versions } from './row-states.ts'

interface AppliedRows {
  readonly applied: number
  readonly waiting: number
  readonly quarantined: number
}

interface RowsToApply {
  readonly rows: readonly FeedRow[]
  /** Also rows that are here just as they were fed before. */
  readonly isForced?: boolean
  /** What stands aside is tried again too, whatever came. */
  readonly tryAgain?: readonly ('waiting' | 'quarantined')[]
  /** Within the first slice and each one after. @throws where the rows are not to be applied any more */
  readonly check: (position: StoredPosition) => void
  /** When all is applied, in a transaction of its own that leaves all of it on the disk. */
  readonly finish?: () => void
  /** Lets what waits on this thread be done between two slices. */
  readonly yieldTo: () => Promise<void>
}

/** What a slice takes before it is committed, which takes about half as long again: an answer waits for no more. */
const sliceMs = 10

/**
 * Makes the function that applies fed rows in slices, each one transaction, cut between feed positions. Cut short, it
 * leaves what was applied: the same rows come again, and change nothing then.
 */
export function createApplyFedRows(
  connection: Connection,
  deps: {
    readonly position: FeedPosition
    readonly rowStates: RowStates
    readonly aside: FeedAside
    readonly feedAgain: FeedAgain
    readonly erasures: Pick<Erasures, 'arriving' | 'rows' | 'pageArrived'>
    readonly applyFeedRow: (
      row: FeedRow,
      versions: Versions,
      options?: { readonly isAgain: boolean },
    ) => AppliedRow
    readonly monotonicMs: () => number
    readonly known: Known
  },
): (work: RowsToApply) => Promise<AppliedRows> {
  const { position, rowStates, feedAgain, aside, erasures, applyFeedRow, monotonicMs, known } = deps

  return async (work) => {
    const counts = { applied: 0, waiting: 0, quarantined: 0 }
    let next = 0
    let isAsideEmpty = aside.isEmpty()
    const awaited = aside.awaited()
    /** What stands aside and is to be tried again, from `nextAgain` on. */
    const again: (AsidePlace & { readonly isQuarantined?: boolean })[] = []
    let nextAgain = 0
    let isAllAsked = false

    const apply = (fed: FeedRow, versions: Versions, isAgain: boolean, sum: FedSum): AppliedRow => {
      const { row, arrived } = erasures.arriving(fed)
      const result = applyFeedRow(row, versions, { isAgain })
      if (result.type !== 'applied') {
        aside.put(row, result)
        isAsideEmpty = false
        if (result.type === 'waiting') awaited.add(result.waitsFor)
      } else if (!isAsideEmpty) aside.remove(row.entity, row.rowId)
      if (awaited.has(row.rowId) && (result.type === 'applied' || !isAgain))
        for (const one of aside.waitingFor(row.rowId)) again.push(one)
      for (const place of arrived()) feedAgain(place, sum)
      return result
    }

    const receive = (fed: FeedRow, sum: FedSum): Applied['type'] => {
      const { era, digest } = sum
      const { entity, rowId, seq } = fed
      const state = rowStates.get(entity, rowId, era)
      // What is here of a later position is not taken back by what was on its way.
      if (state?.fed && state.fed.seq > seq) return 'applied'
      const hash = rowHash(fed)
      if (!work.isForced && state?.fed?.seq === seq && state.fed.hash.equals(hash)) return 'applied'
      if (state?.fed) xorInto(digest, state.fed.hash)
      xorInto(digest, hash)
      const { type, versions } = apply(fed, state?.versions ?? noVersions, false, sum)
      rowStates.put({ entity, rowId, era }, { versions, seq, hash })
      return type
    }

    /**
     * A version that did not know all of a row took away what it did not know, where it may have been about somebody
     * erased: it goes by every id that is named, so that one that knows the row may find that it is nobody's. That one
     * has it fed again: a comparison finds that it is not here.
     */
    const isToBeFedAgain = (row: FeedRow, sum: FedSum): boolean => {
      const { entity, rowId } = row
      if (!knowsAll(known, row) || !erasures.rows.areThere()) return false
      const state = rowStates.get(entity, rowId, sum.era)
      if (!state?.fed || state.fed.hash.equals(rowHash(row))) return false
      feedAgain(row, sum)
      return true
    }

    const tryAgain = (place: (typeof again)[number], sum: FedSum): void => {
      const { entity, rowId, isQuarantined } = place
      const fed = aside.read(entity, rowId)
      if (!fed || (isQuarantined && isToBeFedAgain(fed, sum))) return
      const before = rowStates.versionsOf(entity, rowId)
      const { versions } = apply(fed, before, true, sum)
      if (versions !== before) rowStates.setVersions(entity, rowId, versions)
    }

    /** One feed position, or one row that stood aside. @returns whether there may be more */
    const step = (sum: FedSum): boolean => {
      const first = work.rows[next]
      if (first) {
        for (let row = work.rows[next]; row && row.seq === first.seq; row = work.rows[next]) {
          counts[receive(row, sum)] += 1
          next += 1
        }
        return true
      }
      const place = again[nextAgain]
      if (place) {
        nextAgain += 1
        tryAgain(place, sum)
        return true
      }
      if (isAllAsked || isAsideEmpty) return false
      isAllAsked = true
      for (const state of work.tryAgain ?? [])
        for (const one of aside.inState(state)) again.push({ ...one, isQuarantined: state === 'quarantined' })
      return true
    }

    const slice = connection.transaction((): boolean => {
      const before = position.read()
      work.check(before)
      const until = monotonicMs() + sliceMs
      let isMore = true
      while (isMore && monotonicMs() < until) isMore = step(before)
      position.setDigest(before.digest)
      erasures.pageArrived()
      return isMore
    })
    const end = connection.transaction(() => {
      work.check(position.read())
      work.finish?.()
    })
    // The position moves when all is on the disk, and not before.
    while (slice.immediate()) await work.yieldTo()
    if (work.finish) end.immediate()
    return counts
  }
}

const noVersions: Versions = new Map()
