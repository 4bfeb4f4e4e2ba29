import type { Pages } from './salvage-pages.ts'
import type { SqlValue } from './salvage-record.ts'
import { canBeRow, type Relation } from './salvage-relations.ts'
import { readSchema } from './salvage-schema.ts'
import { placeStrays } from './salvage-strays.ts'
import type { TreePage } from './salvage-tree.ts'
import { createMarks, takeFreePages, walkTree } from './salvage-walk.ts'

/** A row as it stood in a page that proves itself. */
export interface FoundRow {
  readonly relation: Relation
  /** `null` in tables without row ids. */
  readonly rowId: number | null
  readonly values: readonly SqlValue[]
}

/** A part of a tree that could not be read. */
export interface Hole {
  readonly relation: Relation
  /** The first row id that may have stood there; what it says of tables without row ids is nothing. */
  readonly from: number
  /** The last one, `null` where nothing says it. */
  readonly to: number | null
  /** A page and all that hung under it, not a single row. */
  readonly isPage: boolean
}

export interface Survey {
  /** Parts of tables, indexes and the full-text index that rows may be missing from. */
  readonly holes: readonly Hole[]
  /** Rows of tables found in pages that prove themselves. */
  readonly rows: number
  readonly isSchemaWhole: boolean
  /** Pages that no copy of can be read, used or not. */
  readonly unreadablePages: number
  /** Pages read in an older copy. */
  readonly stalePages: number
}

/**
 * Goes over a damaged file's pages and hands out every row that stands in a page which proves itself: each tree from its
 * root, and then the pages that no readable page leads to any more, by what their rows look like. Each page is taken
 * once at most, so the work ends whatever the damage.
 * @param onRow is given rows of tables only, those of older copies last
 * @param onPage is told how many pages were looked at, and of how many
 */
export function surveyPages(
  pages: Pages,
  relations: readonly Relation[],
  onRow: (row: FoundRow) => void = () => {},
  onPage: (done: number, of: number) => void = () => {},
): Survey {
  const marks = createMarks(pages, onPage)
  const holes: Hole[] = []
  const staleRows: FoundRow[] = []
  let rows = 0

  const give = (relation: Relation, pageNumber: number, page: TreePage): void => {
    for (const { rowId, values } of page.cells) {
      if (!values || !canBeRow(relation, values)) {
        holes.push({ relation, from: rowId ?? 1, to: rowId, isPage: false })
        continue
      }
      if (relation.holds !== 'table') continue
      rows += 1
      const row = { relation, rowId, values }
      if (marks.stale.has(pageNumber)) staleRows.push(row)
      else onRow(row)
    }
  }

  const { entries, isWhole } = readSchema(pages, marks)
  takeFreePages(pages, marks)
  const rootByName = new Map(entries.map(({ name, root }) => [name, root]))
  for (const relation of relations) {
    const root = rootByName.get(relation.name)
    if (root === undefined) continue
    walkTree(pages, marks, relation, root, {
      onPage: (pageNumber, page) => give(relation, pageNumber, page),
      onHole: (from, to) => holes.push({ relation, from, to, isPage: true }),
    })
  }
  // A tree whose root nobody names any more may lie whole among the pages that are left.
  const rootless = isWhole ? [] : relations.filter(({ name }) => !rootByName.has(name))
  // An older copy of a page leads to where its tree once was, so any tree may have lost the way to a part of itself.
  const holed =
    marks.stale.size > 0
      ? relations
      : relations.filter((one) => rootless.includes(one) || holes.some(({ relation }) => relation === one))
  const strays = placeStrays(pages, marks, { holed, onPage: give })
  for (const row of staleRows) onRow(row)
  const areAllPlaced = strays.unplaced === 0
  return {
    holes: [
      ...holes.filter((hole) => !(areAllPlaced && strays.hasRowsUnder(hole))),
      ...(areAllPlaced ? [] : rootless.map((relation) => ({ relation, from: 1, to: null, isPage: true }))),
    ],
    rows,
    isSchemaWhole: isWhole,
    unreadablePages: marks.unreadable.size,
    stalePages: marks.stale.size,
  }
}
