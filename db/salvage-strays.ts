import type { Pages } from './salvage-pages.ts'
import { canBeRow, isSurelyRow, type Relation } from './salvage-relations.ts'
import type { Hole } from './salvage-survey.ts'
import { readTreePage, type TreePage } from './salvage-tree.ts'
import type { Marks } from './salvage-walk.ts'

export interface Strays {
  /** Pages left over that may hold rows of anything: unreadable ones, and those whose rows are like no one's or several's. */
  readonly unplaced: number
  /** Whether pages were found that must have hung under the hole. */
  readonly hasRowsUnder: (hole: Hole) => boolean
}

/**
 * Finds where the pages belong that no readable page leads to: to a table that misses some, with columns like theirs and
 * ids where that table has ids. Only tables and indexes with a hole come into question, so what was deleted long ago
 * does not come back to any other.
 */
export function placeStrays(
  pages: Pages,
  marks: Marks,
  deps: {
    /** Every relation that misses pages. */
    readonly holed: readonly Relation[]
    readonly onPage: (relation: Relation, pageNumber: number, page: TreePage) => void
  },
): Strays {
  const found = new Map<Relation, { readonly first: number; readonly last: number }[]>()
  const unreadable: number[] = []
  let unknown = 0
  for (let pageNumber = 2; pageNumber <= pages.count; pageNumber += 1) {
    if (marks.isTaken(pageNumber)) continue
    const bytes = marks.read(pageNumber)
    if (!bytes) {
      unreadable.push(pageNumber)
      continue
    }
    const used: number[] = []
    const page = readTreePage(pages, pageNumber, bytes, { use: (number) => used.push(number) })
    // A page without rows of its own has nothing to give but its place in a tree.
    if (!page || page.cells.length === 0) continue
    const relation = ownerOf(page, deps.holed)
    if (!relation) {
      unknown += 1
      continue
    }
    for (const number of [pageNumber, ...used]) marks.take(number)
    deps.onPage(relation, pageNumber, page)
    const rowIds = page.cells.map(({ rowId }) => rowId ?? 0)
    const stretch = { first: Math.min(...rowIds), last: Math.max(...rowIds) }
    const stretches = found.get(relation)
    if (stretches) stretches.push(stretch)
    else found.set(relation, [stretch])
  }
  return {
    unplaced: unknown + unreadable.filter((pageNumber) => !marks.isTaken(pageNumber)).length,
    hasRowsUnder: ({ relation, from, to, isPage }) =>
      // A lost page of a table without row ids held rows itself, whatever hung under it.
      isPage &&
      relation.kind === 'table' &&
      (found.get(relation) ?? []).some(({ first, last }) => first >= from && (to === null || last <= to)),
  }
}

/** The one relation that all rows of the page can belong to; `null` where that is none or not clear. */
function ownerOf({ kind, cells }: TreePage, holed: readonly Relation[]): Relation | null {
  const rows = cells.flatMap(({ values }) => (values ? [values] : []))
  if (rows.length === 0) return null
  const fitting = holed.filter(
    (relation) =>
      relation.kind === kind &&
      rows.every((row) => canBeRow(relation, row)) &&
      rows.every((row) => isSurelyRow(relation, row)),
  )
  // The full-text index's own tables take values of every kind, so they come last.
  const [owner, another] = fitting.some(({ holds }) => holds !== 'full-text')
    ? fitting.filter(({ holds }) => holds !== 'full-text')
    : fitting
  return owner && (!another || owner.holds === 'full-text') ? owner : null
}
