import { gunzipSync, gzipSync } from 'node:zlib'
import { z } from 'zod'
import { type Catalogue, catalogueSchema } from '../core/catalogue/catalogue.ts'
import { packCatalogue, unpackCatalogue } from '../core/catalogue/packed-catalogue.ts'
import type { Connection } from './connect.ts'

/** A catalogue as it lies in its row: made in a worker thread, so that a large one holds up nobody. */
export interface CatalogueContent {
  readonly version: string
  readonly content: Uint8Array
}

/** Packs a catalogue for its row. */
export function catalogueContent(catalogue: Catalogue): CatalogueContent {
  const content = gzipSync(JSON.stringify(packCatalogue(catalogue)), { level: 4 })
  return { version: catalogue.version, content }
}

/** Reads a catalogue's row; one of an earlier build lies there as plain JSON. */
function readContent(content: string | Uint8Array): Catalogue {
  return typeof content === 'string'
    ? catalogueSchema.parse(JSON.parse(content))
    : unpackCatalogue(JSON.parse(gunzipSync(content).toString()))
}

const contentSchema = z.union([z.string(), z.instanceof(Uint8Array)])
const inUseSchema = z
  .object({ version: z.string(), imported_at: z.int(), origin: z.string(), content: contentSchema })
  .transform((row) => ({
    importedAt: row.imported_at,
    origin: row.origin,
    catalogue: readContent(row.content),
  }))
type CatalogueInUse = Readonly<z.infer<typeof inUseSchema>>

/** An import that can be taken back, or that was while one stood on it that still can be: its undo passes over this one. */
const isNeeded = `(undone_at IS NULL OR EXISTS (
  SELECT 1 FROM import later WHERE later.undone_at IS NULL AND later.target = 'vehicles'
    AND later.occurred_at BETWEEN import.occurred_at AND import.undone_at))`

/** So many versions stay besides the one in use and those that an import can be taken back to. */
const kept = 12

export interface Catalogues {
  /** The version in use without reading its content, `null` when there is none. */
  readonly versionInUse: () => string | null
  readonly inUse: () => CatalogueInUse | null
  /** A version that is kept; `null` when it is not any more. */
  readonly get: (version: string) => Catalogue | null
  /** Puts a catalogue in use, inside the caller's transaction where there is one, and keeps those before it. */
  readonly use: (catalogue: Catalogue | CatalogueContent, origin: string, importedAt: number) => void
}

/** Whole versions of the catalogue: each report and shortlist can name the one it used. */
export function createCatalogues(connection: Connection): Catalogues {
  const version = connection.prepare<[], { version: string }>(
    'SELECT version FROM catalogue WHERE in_use = 1',
  )
  const inUse = connection.prepare(
    'SELECT version, imported_at, origin, content FROM catalogue WHERE in_use = 1',
  )
  const one = connection.prepare('SELECT content FROM catalogue WHERE version = ?')
  const retire = connection.prepare('UPDATE catalogue SET in_use = 0 WHERE in_use = 1')
  const put = connection.prepare(
    `INSERT INTO catalogue (version, imported_at, origin, content, in_use) VALUES (?, ?, ?, ?, 1)
     ON CONFLICT (version) DO UPDATE SET imported_at = excluded.imported_at, in_use = 1`,
  )
  const forget = connection.prepare(
    `DELETE FROM catalogue WHERE in_use = 0
       AND version NOT IN (SELECT before_version FROM import WHERE ${isNeeded} AND before_version IS NOT NULL)
       AND version NOT IN (SELECT after_version FROM import WHERE ${isNeeded} AND after_version IS NOT NULL)
       AND version NOT IN (SELECT version FROM catalogue ORDER BY imported_at DESC, rowid DESC LIMIT ?)`,
  )
  const use = connection.transaction(
    ({ version, content }: CatalogueContent, origin: string, importedAt: number) => {
      retire.run()
      put.run(version, importedAt, origin, Buffer.from(content))
      forget.run(kept)
    },
  )
  return {
    versionInUse: () => version.get()?.version ?? null,
    inUse() {
      const row = inUse.get()
      return row === undefined ? null : inUseSchema.parse(row)
    },
    get(named) {
      const row = z.object({ content: contentSchema }).optional().parse(one.get(named))
      return row === undefined ? null : readContent(row.content)
    },
    use: (catalogue, origin, importedAt) =>
      use.immediate('content' in catalogue ? catalogue : catalogueContent(catalogue), origin, importedAt),
  }
}
