import type { Pages } from './salvage-pages.ts'
import type { Relation } from './salvage-relations.ts'
import { readTreePage, type TreePage } from './salvage-tree.ts'

/** What became of each page so far. */
export interface Marks {
  /** Takes a page for one tree; `false` where there is no such page or another tree has it. */
  readonly take: (pageNumber: number) => boolean
  readonly isTaken: (pageNumber: number) => boolean
  /** The page's bytes, marked as unreadable or stale where it is. */
  readonly read: (pageNumber: number) => Buffer | null
  readonly unreadable: ReadonlySet<number>
  /** Pages that were read in an older copy. */
  readonly stale: ReadonlySet<number>
}

export function createMarks(pages: Pages, onPage: (done: number, of: number) => void = () => {}): Marks {
  const taken = new Uint8Array(pages.count + 1)
  const unreadable = new Set<number>()
  const stale = new Set<number>()
  let done = 0
  return {
    unreadable,
    stale,
    isTaken: (pageNumber) => taken[pageNumber] === 1,
    take(pageNumber) {
      if (pageNumber < 1 || pageNumber > pages.count || taken[pageNumber] === 1) return false
      taken[pageNumber] = 1
      done += 1
      onPage(done, pages.count)
      return true
    },
    read(pageNumber) {
      const bytes = pages.page(pageNumber)
      if (!bytes) unreadable.add(pageNumber)
      else if (pages.isStale(pageNumber)) stale.add(pageNumber)
      return bytes
    },
  }
}

/** Goes through one tree from its root; each page of it that cannot be read is a hole from one row id to another. */
export function walkTree(
  pages: Pages,
  marks: Marks,
  { kind }: Pick<Relation, 'kind'>,
  root: number,
  {
    onPage,
    onHole,
  }: {
    readonly onPage: (pageNumber: number, page: TreePage) => void
    readonly onHole: (from: number, to: number | null) => void
  },
): void {
  const ahead: { readonly pageNumber: number; readonly from: number; readonly to: number | null }[] = [
    { pageNumber: root, from: 1, to: null },
  ]
  for (let next = ahead.pop(); next; next = ahead.pop()) {
    const { pageNumber, from, to } = next
    const bytes = marks.take(pageNumber) ? marks.read(pageNumber) : null
    const page = bytes && readTreePage(pages, pageNumber, bytes, { use: marks.take })
    if (page?.kind !== kind) {
      onHole(from, to)
      continue
    }
    onPage(pageNumber, page)
    let first = from
    for (const child of page.children) {
      ahead.push({ pageNumber: child.pageNumber, from: first, to: child.upTo ?? to })
      if (child.upTo !== null) first = child.upTo + 1
    }
  }
}

const firstFreePageAt = 32

/** Takes the pages that are free, so that nobody looks for rows in them. */
export function takeFreePages(pages: Pages, marks: Marks): void {
  let next = pages.page(1)?.readUInt32BE(firstFreePageAt) ?? 0
  while (marks.take(next)) {
    const trunk = marks.read(next)
    if (!trunk) return
    const count = Math.min(trunk.readUInt32BE(4), trunk.length / 4 - 2)
    for (let index = 0; index < count; index += 1) marks.take(trunk.readUInt32BE(8 + 4 * index))
    next = trunk.readUInt32BE(0)
  }
}
