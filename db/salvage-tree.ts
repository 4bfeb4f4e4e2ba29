import { usableBytes } from './salvage-cipher.ts'
import { databaseHeaderBytes, type Pages } from './salvage-pages.ts'
import { readRecord, readVarint, type SqlValue } from './salvage-record.ts'

/** `table`: rows stand in the leaves by row id. `index`: rows stand in every page, by their key. */
export type TreeKind = 'table' | 'index'

/** A child of a page; `upTo` is the last row id that may stand under it, `null` where the page does not say. */
interface Child {
  readonly pageNumber: number
  readonly upTo: number | null
}

interface Cell {
  /** `null` in trees that have no row ids. */
  readonly rowId: number | null
  /** `null` where a part of the row is not to be had. */
  readonly values: readonly SqlValue[] | null
}

export interface TreePage {
  readonly kind: TreeKind
  readonly children: readonly Child[]
  readonly cells: readonly Cell[]
}

const kinds: ReadonlyMap<number, { readonly kind: TreeKind; readonly isLeaf: boolean }> = new Map([
  [0x02, { kind: 'index', isLeaf: false }],
  [0x05, { kind: 'table', isLeaf: false }],
  [0x0a, { kind: 'index', isLeaf: true }],
  [0x0d, { kind: 'table', isLeaf: true }],
])

/** The most and the least of a row's bytes that stand in the page itself (SQLite's file format, 1.6). */
const leastLocal = Math.trunc(((usableBytes - 12) * 32) / 255) - 23
const mostLocal = { table: usableBytes - 35, index: Math.trunc(((usableBytes - 12) * 64) / 255) - 23 }

/**
 * Reads one page of a tree with the rows in it, following each row into its overflow pages; `null` for a page that is
 * of no tree. Every number in it is held against the bounds it must keep, so that no page leads astray or on for ever.
 * @param use is told of each overflow page
 */
export function readTreePage(
  pages: Pages,
  pageNumber: number,
  bytes: Buffer,
  { use }: { readonly use: (pageNumber: number) => unknown },
): TreePage | null {
  const start = pageNumber === 1 ? databaseHeaderBytes : 0
  const found = kinds.get(bytes[start] ?? 0)
  if (!found) return null
  const { kind, isLeaf } = found
  const count = bytes.readUInt16BE(start + 3)
  const pointersAt = start + (isLeaf ? 8 : 12)
  if (pointersAt + 2 * count > usableBytes) return null
  const children: Child[] = []
  const cells: Cell[] = []
  for (let index = 0; index < count; index += 1) {
    let at = bytes.readUInt16BE(pointersAt + 2 * index)
    if (at < pointersAt + 2 * count || at + 4 > usableBytes) return null
    if (!isLeaf) {
      const pageOfChild = bytes.readUInt32BE(at)
      at += 4
      const key = kind === 'table' ? readVarint(bytes, at) : null
      if (kind === 'table' && !key) return null
      children.push({ pageNumber: pageOfChild, upTo: key?.value ?? null })
      if (kind === 'table') continue
    }
    cells.push(readCell(pages, bytes, at, kind, use))
  }
  if (!isLeaf) children.push({ pageNumber: bytes.readUInt32BE(start + 8), upTo: null })
  return { kind, children, cells }
}

function readCell(
  pages: Pages,
  bytes: Buffer,
  at: number,
  kind: TreeKind,
  use: (pageNumber: number) => unknown,
): Cell {
  const nothing = { rowId: null, values: null }
  const length = readVarint(bytes, at)
  if (!length) return nothing
  const key = kind === 'table' ? readVarint(bytes, length.next) : null
  if (kind === 'table' && !key) return nothing
  const payload = readPayload(pages, bytes, { at: key?.next ?? length.next, length: length.value, kind, use })
  return { rowId: key?.value ?? null, values: payload && readRecord(payload) }
}

function readPayload(
  pages: Pages,
  bytes: Buffer,
  from: {
    readonly at: number
    readonly length: number
    readonly kind: TreeKind
    readonly use: (pageNumber: number) => unknown
  },
): Buffer | null {
  const { at, length, kind } = from
  const perPage = usableBytes - 4
  if (length < 0 || length > pages.count * perPage) return null
  const local = localBytes(length, kind)
  if (at + local + (local < length ? 4 : 0) > usableBytes) return null
  const parts = [bytes.subarray(at, at + local)]
  let left = length - local
  let next = left > 0 ? bytes.readUInt32BE(at + local) : 0
  // Ends with the row's own length, however the pages point at each other.
  while (left > 0) {
    if (next < 2 || next > pages.count) return null
    from.use(next)
    const page = pages.page(next)
    // An older copy may have been a part of another row, and two people's words must never become one row.
    if (!page || pages.isStale(next)) return null
    const part = page.subarray(4, 4 + Math.min(left, perPage))
    parts.push(part)
    left -= part.length
    next = page.readUInt32BE(0)
  }
  return next === 0 ? Buffer.concat(parts) : null
}

function localBytes(length: number, kind: TreeKind): number {
  if (length <= mostLocal[kind]) return length
  const rest = leastLocal + ((length - leastLocal) % (usableBytes - 4))
  return rest <= mostLocal[kind] ? rest : leastLocal
}
