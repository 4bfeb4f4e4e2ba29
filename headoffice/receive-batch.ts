import type { ChangeSetId } from '../core/ids.ts'
import { changeSetText } from '../core/sync/change-set-text.ts'
import type { ChangeSet, Receipt, ReceiptMark } from '../core/sync/protocol.ts'
import { aboutNobody, readAboutErased } from './about-erased.ts'
import { type Acceptance, acceptChangeSet } from './accept.ts'
import { nextHash } from './content-hash.ts'
import type { DigestChange } from './digest-change.ts'
import { type EarlierOutcome, type Received, readEarlierOutcomes } from './earlier-outcomes.ts'
import { eraseRows, markErased } from './erase-rows.ts'
import { readFollowed } from './followed-changes.ts'
import type { Caller } from './identity/caller.ts'
import { readLooseChanges } from './loose-changes.ts'
import { createPageRows, type PageRows } from './page-rows.ts'
import { allowBlobs, eraseBlobs } from './pictures/erase-blobs.ts'
import { hashesOfChange } from './pictures/picture-hashes.ts'
import { type RowNow, rowKey } from './row-now.ts'
import type { Sql } from './sql.ts'
import type { StoreCounter } from './store-counter.ts'
import { isStrippedRepeat } from './stripped-repeat.ts'
import { type Erasing, whatItErases } from './what-it-erases.ts'
import { type Outcome, writeOutcomes } from './write-outcomes.ts'

/** So many change sets are decided and then written at once. */
const setsAtOnce = 500

interface Batch {
  readonly caller: Caller
  readonly page: readonly Received[]
  readonly counter: StoreCounter
  readonly digest: DigestChange
  readonly mark: ReceiptMark
  readonly now: number
}

/**
 * Takes in the beginning of a page, up to and with the first change set that erases: what follows it must find the rows
 * as the erasure left them. The caller holds the store's counter row, and moves it.
 * @returns receipts for as many change sets as were taken in, at least one
 */
export async function receiveBatch(
  sql: Sql,
  batch: Batch,
): Promise<{ readonly receipts: readonly Receipt[]; readonly counter: StoreCounter }> {
  const { caller, page, digest, mark, now } = batch
  const { storeId } = caller
  const earlier = await readEarlierOutcomes(sql, storeId, page)
  const fresh = page.filter(({ changeSet }) => !earlier.has(changeSet.id)).map(({ changeSet }) => changeSet)
  const known = await readWhatIsKnown(sql, batch, fresh)
  const deciding = createDeciding(batch, new Map(earlier), known)
  const { receipts, pictures } = deciding
  let writing: Promise<void> = Promise.resolve()
  try {
    while (receipts.length < page.length && deciding.last() === null) {
      const outcomes = deciding.decide(page.slice(receipts.length, receipts.length + setsAtOnce))
      const writeRows = known.rows.prepare(digest)
      await writing
      // While the database takes these in, the next are decided.
      writing = writeOutcomes(sql, caller, outcomes, { mark, now }).then(writeRows)
    }
  } finally {
    // Nothing is written behind the end of the transaction, however it ends.
    await writing
  }
  await known.followed.write(sql, storeId)
  await known.loose.write(sql, storeId)
  const [counter, last] = [deciding.counter(), deciding.last()]
  if (counter.hasErased) {
    await allowBlobs(sql, storeId, pictures.named)
    await eraseBlobs(sql, storeId, pictures.erased)
  }
  if (!last) return { receipts, counter }
  await erase(sql, batch, last, counter.seq)
  return { receipts, counter: { ...counter, hasErased: true } }
}

/** What the store has that a page may touch. */
async function readWhatIsKnown(
  sql: Sql,
  { caller: { storeId }, counter }: Batch,
  fresh: readonly ChangeSet[],
) {
  const changes = fresh.flatMap((changeSet) => changeSet.changes)
  const rows = createPageRows(sql, storeId)
  await rows.load(
    changes.map(({ rowId }) => rowId),
    fresh.map(({ id }) => id),
  )
  const about = counter.hasErased ? await readAboutErased(sql, storeId, fresh, rows) : aboutNobody
  const ofStoredRows = changes.filter((change) => rows.isStored(rowKey(change)))
  const followed = await readFollowed(sql, storeId, ofStoredRows)
  const loose = await readLooseChanges(sql, storeId, fresh)
  return { rows, about, followed, loose }
}
type Known = Awaited<ReturnType<typeof readWhatIsKnown>>

interface Deciding {
  /** Decides these, up to and with the first that erases. @returns what is to be kept of them */
  readonly decide: (received: readonly Received[]) => readonly Outcome[]
  /** For all that were decided. */
  readonly receipts: readonly Receipt[]
  /** As those that were decided leave it. */
  readonly counter: () => StoreCounter
  /** The change set that erases, with which the batch ends. */
  readonly last: () => { readonly changeSet: ChangeSet; readonly erasing: Erasing } | null
  /** The bytes that pictures taken in name, and those that stripped ones named as they came. */
  readonly pictures: { readonly named: readonly string[]; readonly erased: readonly string[] }
}

/** Decides change sets in their order, each against what those before it left. */
function createDeciding(
  { counter: before, mark, now }: Batch,
  outcomeById: Map<ChangeSetId, EarlierOutcome>,
  { rows, about, followed, loose }: Known,
): Deciding {
  const receipts: Receipt[] = []
  const pictures = { named: [] as string[], erased: [] as string[] }
  let counter = before
  let last: ReturnType<Deciding['last']> = null

  /** @returns what is to be kept of it, `null` where it was known */
  const decideOne = (received: Received): Outcome | null => {
    const { id } = received.changeSet
    const receiptOf = (said: Pick<Receipt, 'outcome' | 'seq' | 'reason'>): Receipt => ({
      changeSetId: id,
      mark,
      receivedAt: now,
      ...said,
    })
    const known = outcomeById.get(id)
    if (known) {
      const other = receiptOf({ outcome: 'refused', seq: null, reason: 'other-content' })
      receipts.push(known.isRepeat(received) ? known.receipt : other)
      return null
    }
    const { contentHash } = received
    const changeSet = about.stripped(received.changeSet)
    for (const [index, change] of received.changeSet.changes.entries())
      if (change !== changeSet.changes[index]) pictures.erased.push(...hashesOfChange(change))
    const acceptance: Acceptance = loose.usesKnownId(changeSet)
      ? { type: 'refused', reason: 'other-content' }
      : acceptChangeSet(changeSet, rows.now, followed.isFollowed)
    if (acceptance.type === 'refused') {
      const receipt = receiptOf({ outcome: 'refused', seq: null, reason: acceptance.reason })
      outcomeById.set(id, outcomeInPage(received, null, receipt))
      receipts.push(receipt)
      return { receipt, contentHash, runningHash: null, content: null, isStripped: false }
    }
    const seq = counter.seq + 1
    counter = { ...counter, seq, hash: nextHash(counter.hash, id) }
    const receipt = receiptOf({ outcome: acceptance.conflict ? 'conflict' : 'accepted', seq, reason: null })
    const isStripped = changeSet !== received.changeSet
    outcomeById.set(id, outcomeInPage(received, changeSet, receipt))
    receipts.push(receipt)
    const erasing = whatItErases(changeSet, acceptance.rows, rows, about)
    if (erasing) last = { changeSet, erasing }
    putRows(rows, changeSet, acceptance.rows, seq)
    followed.add(changeSet)
    loose.add(changeSet)
    pictures.named.push(...changeSet.changes.flatMap(hashesOfChange))
    const content = isStripped ? changeSetText(changeSet) : received.text
    return { receipt, contentHash, runningHash: counter.hash, content, isStripped }
  }

  return {
    receipts,
    pictures,
    counter: () => counter,
    last: () => last,
    decide(part) {
      const outcomes: Outcome[] = []
      for (const received of part) {
        const outcome = decideOne(received)
        if (outcome) outcomes.push(outcome)
        if (last) break
      }
      return outcomes
    },
  }
}

/** What became of a change set of this very page, for one later in the page under the same id. */
function outcomeInPage(received: Received, kept: ChangeSet | null, receipt: Receipt): EarlierOutcome {
  return {
    receipt,
    isRepeat: ({ changeSet, contentHash }) =>
      contentHash === received.contentHash ||
      (kept !== null && isStrippedRepeat(changeSet, kept, { isKeptStripped: kept !== received.changeSet })),
  }
}

/** Puts the rows at the feed position, each at the place of the first change that touched it. */
function putRows(
  rows: PageRows,
  { changes }: ChangeSet,
  touched: ReadonlyMap<string, RowNow>,
  seq: number,
): void {
  const placed = new Set<string>()
  for (const [place, change] of changes.entries()) {
    const key = rowKey(change)
    const row = touched.get(key)
    if (row && !placed.has(key)) rows.put(row, { seq, place })
    placed.add(key)
  }
}

async function erase(
  sql: Sql,
  { caller: { storeId }, digest }: Batch,
  { changeSet, erasing }: NonNullable<ReturnType<Deciding['last']>>,
  seq: number,
): Promise<void> {
  const newly = await markErased(sql, storeId, erasing.customerIds, seq)
  const roots = [...newly.map((rowId) => ({ entity: 'customer', rowId })), ...erasing.rows]
  await eraseRows(sql, { storeId, roots, seq, place: changeSet.changes.length }, digest)
}
