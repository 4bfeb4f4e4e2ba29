import { z } from 'zod'
import { type Connection, connectMemory, sqliteCode } from './connect.ts'
import type { Pages } from './salvage-pages.ts'
import { readTreePage, type TreePage } from './salvage-tree.ts'
import { createMarks, type Marks, walkTree } from './salvage-walk.ts'

interface SchemaEntry {
  readonly name: string
  /** The page its tree begins with, 0 for views, triggers and the full-text index's own name. */
  readonly root: number
  readonly sql: string | null
}

export interface FoundSchema {
  readonly entries: readonly SchemaEntry[]
  /** Every page of the schema could be read. */
  readonly isWhole: boolean
}

const schemaEntry = z
  .tuple([
    z.enum(['table', 'index', 'view', 'trigger']),
    z.string(),
    z.string(),
    z.int(),
    z.string().nullable(),
  ])
  .transform(([, name, , root, sql]): SchemaEntry => ({ name, root, sql }))

/**
 * What the file says its tables and indexes are: from its first page on, and where a page of the schema is lost also
 * from the pages that hold nothing but such words.
 */
export function readSchema(pages: Pages, marks: Marks = createMarks(pages)): FoundSchema {
  const entries: SchemaEntry[] = []
  let isWhole = true
  const keep = (page: TreePage) => {
    for (const { values } of page.cells) {
      const entry = schemaEntry.safeParse(values)
      if (entry.success) entries.push(entry.data)
      else isWhole = false
    }
  }
  walkTree(pages, marks, { kind: 'table' }, 1, {
    onPage: (_, page) => keep(page),
    onHole: () => {
      isWhole = false
    },
  })
  if (isWhole) return { entries, isWhole }
  for (let pageNumber = 2; pageNumber <= pages.count; pageNumber += 1) {
    const bytes = marks.isTaken(pageNumber) ? null : pages.page(pageNumber)
    const used: number[] = []
    const page = bytes && readTreePage(pages, pageNumber, bytes, { use: (number) => used.push(number) })
    if (page?.kind !== 'table' || page.cells.length === 0) continue
    if (!page.cells.every(({ values }) => schemaEntry.safeParse(values).success)) continue
    for (const number of [pageNumber, ...used]) marks.take(number)
    keep(page)
  }
  return { entries, isWhole }
}

/** An empty database with the tables and indexes that a file says it has; the caller closes it. */
export function emptyLike({ entries }: FoundSchema): Connection {
  const connection = connectMemory()
  const isThere = connection.prepare<[string]>('SELECT 1 FROM sqlite_schema WHERE name = ?')
  const isVirtual = (sql: string | null) => sql !== null && /^CREATE VIRTUAL/i.test(sql)
  // The full-text index makes tables of its own, which the file names again: it comes first, wherever it stands.
  const inOrder = entries.toSorted((a, b) => Number(isVirtual(b.sql)) - Number(isVirtual(a.sql)))
  for (const { name, root, sql } of inOrder) {
    if (sql === null || !(root > 0 || isVirtual(sql))) continue
    if (isThere.get(name) === undefined) execUnlessAlone(connection, sql)
  }
  return connection
}

/** An index whose table the file no longer names has nothing to be an index of. */
function execUnlessAlone(connection: Connection, sql: string): void {
  try {
    connection.exec(sql)
  } catch (error) {
    if (sqliteCode(error) !== 'SQLITE_ERROR') throw error
  }
}
