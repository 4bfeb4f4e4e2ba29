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
  const { receipts, outcomes, counter, last, pictures } = decide(batch, new Map(earlier), known)
  // While the database takes the one in, the other is worked out.
  const [, writeRows] = await Promise.all([
    writeOutcomes(sql, caller, outcomes, { mark, now }),
    known.rows.prepare(digest),
  ])
  await writeRows()
  await known.followed.write(sql, storeId)
  await known.loose.write(sql, storeId)
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

interface Decided {
  readonly receipts: readonly Receipt[]
  readonly outcomes: readonly Outcome[]
  readonly counter: StoreCounter
  /** The change set that erases, with which the batch ends. */
  readonly last: { readonly changeSet: ChangeSet; readonly erasing: Erasing } | null
  /** The bytes that pictures taken in name, and those that stripped ones named as they came. */
  readonly pictures: { readonly named: readonly string[]; readonly erased: readonly string[] }
}

/** Decides change sets in their order, each against what those before it left. */
function decide(
  { page, counter: before, mark, now }: Batch,
  outcomeById: Map<ChangeSetId, EarlierOutcome>,
  { rows, about, followed, loose }: Known,
): Decided {
  const receipts: Receipt[] = []
  const outcomes: Outcome[] = []
  const pictures = { named: [] as string[], erased: [] as string[] }
  let counter = before
  for (const received of page) {
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
      continue
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
      outcomes.push({ receipt, contentHash, runningHash: null, content: null, isStripped: false })
      outcomeById.set(id, outcomeInPage(received, null, receipt))
      receipts.push(receipt)
      continue
    }
    const seq = counter.seq + 1
    counter = { ...counter, seq, hash: nextHash(counter.hash, id, contentHash) }
    const receipt = receiptOf({ outcome: acceptance.conflict ? 'conflict' : 'accepted', seq, reason: null })
    const isStripped = changeSet !== received.changeSet
    const content = isStripped ? changeSetText(changeSet) : received.text
    outcomes.push({ receipt, contentHash, runningHash: counter.hash, content, isStripped })
    outcomeById.set(id, outcomeInPage(received, changeSet, receipt))
    receipts.push(receipt)
    const erasing = whatItErases(acceptance.rows, rows, about)
    putRows(rows, changeSet, acceptance.rows, seq)
    followed.add(changeSet)
    loose.add(changeSet)
    pictures.named.push(...changeSet.changes.flatMap(hashesOfChange))
    if (erasing) return { receipts, outcomes, counter, last: { changeSet, erasing }, pictures }
  }
  return { receipts, outcomes, counter, last: null, pictures }
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
  { changeSet, erasing }: NonNullable<Decided['last']>,
  seq: number,
): Promise<void> {
  const newly = await markErased(sql, storeId, erasing.customerIds, seq)
  const roots = [...newly.map((rowId) => ({ entity: 'customer', rowId })), ...erasing.rows]
  await eraseRows(sql, { storeId, roots, seq, place: changeSet.changes.length }, digest)
}
