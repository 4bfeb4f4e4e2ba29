import { z } from 'zod'
import {
  type ConsultantId,
  consultantIdSchema,
  type ImportId,
  importIdSchema,
  type StockUnitId,
  stockUnitIdSchema,
} from '../core/ids.ts'
import { entities } from '../core/sync/entities.ts'
import type { Connection } from './connect.ts'

/**
 * `rows` is every row of the file that was read; `written` how many of those that were added or changed are on disk:
 * fewer than both together when a stock list was cut short.
 */
const importCountsSchema = z.object({
  rows: z.int(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  leftOut: z.int(),
  refusedCells: z.int(),
  written: z.int(),
})
export type RecordedCounts = Readonly<z.infer<typeof importCountsSchema>>

const unitFieldsSchema = entities.stockUnit.fields.omit({ deleted: true })
type UnitFields = Readonly<z.infer<typeof unitFieldsSchema>>

/** What one car was before an import and what the import makes of it; `before` is `null` for a car that it adds. */
export interface UnitEdit {
  readonly unitId: StockUnitId
  readonly before: UnitFields | null
  readonly after: UnitFields
}

/** What one car is taken to be when it is written, and what it is to be then: `null` for one that is not there. */
export const unitWriteSchema = z.object({
  unitId: stockUnitIdSchema,
  before: unitFieldsSchema.nullable(),
  after: unitFieldsSchema.nullable(),
})
export type UnitWrite = Readonly<z.infer<typeof unitWriteSchema>>

const { variantId, number, colour, place, state, arrivedOn, expectedOn } = unitFieldsSchema.shape
/** Cars in the row of an import: values alone, because a list of thousands is written in one go. */
const unitTuple = z.tuple([variantId, number, colour, place, state, arrivedOn, expectedOn]).transform(
  ([variantId, number, colour, place, state, arrivedOn, expectedOn]): UnitFields => ({
    variantId,
    number,
    colour,
    place,
    state,
    arrivedOn,
    expectedOn,
  }),
)
const editTuple = z
  .tuple([stockUnitIdSchema, unitTuple.nullable(), unitTuple])
  .transform(([unitId, before, after]): UnitEdit => ({ unitId, before, after }))

const toTuple = ({ variantId, number, colour, place, state, arrivedOn, expectedOn }: UnitFields) => [
  variantId,
  number,
  colour,
  place,
  state,
  arrivedOn,
  expectedOn,
]

/** The edits of an import as they lie in its row: made in a worker thread, so that a long list holds up nobody. */
export const unitEditsText = (edits: readonly UnitEdit[]): string =>
  JSON.stringify(
    edits.map(({ unitId, before, after }) => [unitId, before && toTuple(before), toTuple(after)]),
  )

const recordRow = z
  .object({
    id: importIdSchema,
    target: z.enum(['vehicles', 'stock']),
    file_name: z.string(),
    author_id: consultantIdSchema,
    author_name: z.string(),
    occurred_at: z.int(),
    counts: z.string(),
    before_version: z.string().nullable(),
    after_version: z.string().nullable(),
    undone_at: z.int().nullable(),
  })
  .transform((row) => ({
    id: row.id,
    target: row.target,
    fileName: row.file_name,
    authorId: row.author_id,
    authorName: row.author_name,
    occurredAt: row.occurred_at,
    counts: importCountsSchema.parse(JSON.parse(row.counts)),
    beforeVersion: row.before_version,
    afterVersion: row.after_version,
    undoneAt: row.undone_at,
  }))
/** One file that was brought in. Instants are UTC milliseconds. */
type ImportRecord = Readonly<z.infer<typeof recordRow>>

const mappingRow = z
  .object({ header: z.string(), mapping: z.string(), used_at: z.int() })
  .transform(({ header, mapping, used_at: usedAt }) => {
    const read: unknown = JSON.parse(mapping)
    return { header, mapping: read, usedAt }
  })
/** How a file was mapped; `mapping` is read by whoever knows its form. */
type KeptMapping = Readonly<z.infer<typeof mappingRow>>

interface NewImport {
  readonly id: ImportId
  readonly fileName: string
  readonly authorId: ConsultantId
  readonly occurredAt: number
  readonly counts: RecordedCounts
  /** The edits of a stock list as `unitEditsText` gives them. */
  readonly what:
    | { readonly target: 'vehicles'; readonly beforeVersion: string | null; readonly afterVersion: string }
    | { readonly target: 'stock'; readonly edits: string }
}

export interface Imports {
  /** Writes that an import is done, or that one of a stock list begins: before its first car. */
  readonly add: (made: NewImport) => void
  /** How many rows of it are on disk by now. */
  readonly written: (importId: ImportId, rows: number) => void
  readonly undone: (importId: ImportId, atMs: number) => void
  readonly get: (importId: ImportId) => ImportRecord | null
  /** The newest first. */
  readonly list: (limit: number) => readonly ImportRecord[]
  /** What an import of a stock list made of each car; of vehicles there is none. */
  readonly unitEdits: (importId: ImportId) => readonly UnitEdit[]
  /** How files were mapped, whatever for, the last first. */
  readonly mappings: () => readonly KeptMapping[]
  /** Remembers how a file with these columns was mapped, in place of how one was before. */
  readonly remember: (target: string, kept: KeptMapping) => void
}

/** So many mappings of a target are remembered. */
const mappingsKept = 50

/** What was brought in from files on this laptop, and how those files were mapped. */
export function createImports(connection: Connection): Imports {
  const insert = connection.prepare(
    `INSERT INTO import
       (id, target, file_name, author_id, occurred_at, counts, before_version, after_version, edits, undone_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)`,
  )
  const setWritten = connection.prepare(
    "UPDATE import SET counts = json_set(counts, '$.written', ?) WHERE id = ?",
  )
  const setUndone = connection.prepare('UPDATE import SET undone_at = ? WHERE id = ?')
  const view = `SELECT i.id, i.target, i.file_name, i.author_id, p.name AS author_name, i.occurred_at, i.counts,
      i.before_version, i.after_version, i.undone_at
    FROM import i JOIN consultant p ON p.id = i.author_id`
  const one = connection.prepare(`${view} WHERE i.id = ?`)
  const newest = connection.prepare(`${view} ORDER BY i.occurred_at DESC, i.id DESC LIMIT ?`)
  const edits = connection.prepare<[string], { edits: string | null }>(
    'SELECT edits FROM import WHERE id = ?',
  )
  const kept = connection.prepare(
    'SELECT header, mapping, used_at FROM import_mapping ORDER BY used_at DESC, target, header',
  )
  const keep = connection.prepare(
    `INSERT INTO import_mapping (target, header, mapping, used_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (target, header) DO UPDATE SET mapping = excluded.mapping, used_at = excluded.used_at`,
  )
  const forget = connection.prepare(
    `DELETE FROM import_mapping WHERE target = @target AND header NOT IN
       (SELECT header FROM import_mapping WHERE target = @target ORDER BY used_at DESC, header LIMIT @kept)`,
  )
  const remember = connection.transaction((target: string, { header, mapping, usedAt }: KeptMapping) => {
    keep.run(target, header, JSON.stringify(mapping), usedAt)
    forget.run({ target, kept: mappingsKept })
  })

  return {
    add({ id, fileName, authorId, occurredAt, counts, what }) {
      const [before, after, units] =
        what.target === 'vehicles' ? [what.beforeVersion, what.afterVersion, null] : [null, null, what.edits]
      insert.run(
        id,
        what.target,
        fileName,
        authorId,
        occurredAt,
        JSON.stringify(counts),
        before,
        after,
        units,
      )
    },
    written: (importId, rows) => void setWritten.run(rows, importId),
    undone: (importId, atMs) => void setUndone.run(atMs, importId),
    get: (importId) => recordRow.optional().parse(one.get(importId)) ?? null,
    list: (limit) => z.array(recordRow).parse(newest.all(limit)),
    unitEdits(importId) {
      const found = edits.get(importId)?.edits ?? null
      return found === null ? [] : z.array(editTuple).parse(JSON.parse(found))
    },
    mappings: () => z.array(mappingRow).parse(kept.all()),
    remember: (target, mapping) => remember.immediate(target, mapping),
  }
}
