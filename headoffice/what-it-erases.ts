import type { ChangeSet } from '../core/sync/protocol.ts'
import { type AboutErased, aboutNobody, mayLead } from './about-erased.ts'
import { isUuid } from './hangs-on.ts'
import type { PageRows } from './page-rows.ts'
import { idOf, type RowNow, rowKey, shownOf, shownValue } from './row-now.ts'

/** What a change set does to the customers of a store. */
export interface Erasing {
  /** Who is erased from now on. */
  readonly customerIds: readonly string[]
  /** Rows of an erased customer that have become so or took unstripped words in, with all that hangs on them. */
  readonly rows: readonly { readonly entity: string; readonly rowId: string }[]
}

/**
 * Whether a change set erases, by what it makes of the rows it touches; `null` for nearly every one.
 * @param changeSet stripped already of what is an erased customer's by what it says itself
 * @param touched what it makes of the rows
 * @param rows as they were before it
 */
export function whatItErases(
  changeSet: ChangeSet,
  touched: ReadonlyMap<string, RowNow>,
  rows: Pick<PageRows, 'now'>,
  about: AboutErased,
): Erasing | null {
  const customerIds: string[] = []
  const theirs: Erasing['rows'][number][] = []
  for (const [key, row] of touched) {
    const id = idOf(row)
    if (id.entity === 'erasure') {
      const customerId = shownValue(row, 'customerId')
      if (isUuid(customerId)) customerIds.push(customerId)
    }
    if (about === aboutNobody || !about.has({ ...id, said: shownOf(row) })) continue
    const before = rows.now.get(key)
    const was = before !== undefined && about.has({ ...id, said: shownOf(before) })
    // A change may say that the row is nobody's, or another's, and be one side of a conflict in a row that is theirs.
    const isStripped = changeSet.changes.every((change) => rowKey(change) !== key || about.says(change))
    if (was ? !isStripped : before !== undefined || mayLead(id.entity)) theirs.push(id)
  }
  return customerIds.length + theirs.length > 0 ? { customerIds, rows: theirs } : null
}
