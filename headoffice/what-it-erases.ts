import { type AboutErased, aboutNobody, mayLead } from './about-erased.ts'
import { isUuid } from './hangs-on.ts'
import type { PageRows } from './page-rows.ts'
import { idOf, type RowNow, shownOf, shownValue } from './row-now.ts'

/** What a change set does to the customers of a store. */
export interface Erasing {
  /** Who is erased from now on. */
  readonly customerIds: readonly string[]
  /** Rows that have become an erased customer's, with all that hangs on them. */
  readonly rows: readonly { readonly entity: string; readonly rowId: string }[]
}

/**
 * Whether a change set erases, by what it makes of the rows it touches; `null` for nearly every one.
 * @param rows as they were before it
 */
export function whatItErases(
  touched: ReadonlyMap<string, RowNow>,
  rows: Pick<PageRows, 'now'>,
  about: AboutErased,
): Erasing | null {
  const customerIds: string[] = []
  const becameTheirs: Erasing['rows'][number][] = []
  for (const [key, row] of touched) {
    const id = idOf(row)
    if (id.entity === 'erasure') {
      const customerId = shownValue(row, 'customerId')
      if (isUuid(customerId)) customerIds.push(customerId)
    }
    if (about === aboutNobody || !about.has({ ...id, said: shownOf(row) })) continue
    const before = rows.now.get(key)
    const was = before !== undefined && about.has({ ...id, said: shownOf(before) })
    if (!was && (before !== undefined || mayLead(id.entity))) becameTheirs.push(id)
  }
  return customerIds.length + becameTheirs.length > 0 ? { customerIds, rows: becameTheirs } : null
}
