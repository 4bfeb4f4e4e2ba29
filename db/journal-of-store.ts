import type { StoreId } from '../core/ids.ts'
import type { JournalRecord } from './outbox-journal-record.ts'

/**
 * Whether a change set may go into a database of these stores: the one it is of, and those it was of before it took up
 * head office's. A journal can hold those of two: a laptop whose data was
 * gone was set up anew, and then its backup was put in use again. If one's people came into the other, whoever did the
 * second set-up would be a manager of the first store.
 * @param stores `null` for a database that is not set up: whoever sets it up next must not own what another store wrote
 */
export const isOfStores = (record: JournalRecord, stores: ReadonlySet<StoreId> | null): boolean =>
  record.storeId === null || stores?.has(record.storeId) === true

/** Those of the records that may go into a database of these stores, and how many people's acts may not. */
export function recordsOfStores(
  records: Iterable<JournalRecord>,
  stores: ReadonlySet<StoreId> | null,
): { readonly records: Iterable<JournalRecord>; readonly leftOut: () => number } {
  let leftOut = 0
  function* sift() {
    for (const record of records)
      if (isOfStores(record, stores)) yield record
      // What the set-up itself writes has no author, and is nobody's work.
      else if (record.authorId !== null) leftOut += 1
  }
  return { records: sift(), leftOut: () => leftOut }
}
