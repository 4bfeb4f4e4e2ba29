import { changeSetText } from '../core/sync/change-set-text.ts'
import type { ChangeSet, Receipt, ReceiptMark } from '../core/sync/protocol.ts'
import { contentHash } from './content-hash.ts'
import { createDigestChange } from './digest-change.ts'
import type { Received } from './earlier-outcomes.ts'
import type { Caller } from './identity/caller.ts'
import { receiveBatch } from './receive-batch.ts'
import type { SqlDoor } from './sql.ts'
import { holdCounter, moveCounter } from './store-counter.ts'

/**
 * Takes a page of change sets in, whole, and gives a receipt for each, in their order.
 *
 * The one dangerous transaction of head office: under the store's locked counter row it looks for earlier outcomes,
 * decides, and writes rows, feed positions, hashes, digest and receipts. Split, two laptops could take one `seq`, a row
 * could appear behind a cursor already handed out, or a receipt could outlive what it is for.
 * @param now UTC milliseconds, for the receipts
 */
export async function receivePage(
  door: SqlDoor,
  caller: Caller,
  { changeSets }: { readonly changeSets: readonly ChangeSet[] },
  { mark, now }: { readonly mark: ReceiptMark; readonly now: number },
): Promise<readonly Receipt[]> {
  const page = changeSets.map(received)
  return door.transaction(async (sql) => {
    const held = await holdCounter(sql, caller.storeId)
    const digest = createDigestChange()
    const receipts: Receipt[] = []
    let counter = held
    while (receipts.length < page.length) {
      const rest = page.slice(receipts.length)
      const batch = await receiveBatch(sql, { caller, page: rest, counter, digest, mark, now })
      receipts.push(...batch.receipts)
      counter = batch.counter
    }
    if (counter.seq !== held.seq)
      await moveCounter(sql, caller.storeId, { ...counter, digest: digest.after(held.digest) })
    return receipts
  })
}

function received(changeSet: ChangeSet): Received {
  const text = changeSetText(changeSet)
  return { changeSet, text, contentHash: contentHash(text) }
}
