import { z } from 'zod'
import { type Catalogue, catalogueSchema } from '../core/catalogue/catalogue.ts'
import type { Connection } from './connect.ts'

const inUseSchema = z
  .object({ version: z.string(), imported_at: z.int(), origin: z.string(), content: z.string() })
  .transform((row) => ({
    importedAt: row.imported_at,
    origin: row.origin,
    catalogue: catalogueSchema.parse(JSON.parse(row.content)),
  }))
type CatalogueInUse = Readonly<z.infer<typeof inUseSchema>>

export interface Catalogues {
  /** The version in use without reading its content, `null` when there is none. */
  readonly versionInUse: () => string | null
  readonly inUse: () => CatalogueInUse | null
  /** Puts a catalogue in use and keeps the one before it. */
  readonly use: (catalogue: Catalogue, origin: string, importedAt: number) => void
}

/** Whole versions of the catalogue: each report and shortlist can name the one it used. */
export function createCatalogues(connection: Connection): Catalogues {
  const version = connection.prepare<[], { version: string }>(
    'SELECT version FROM catalogue WHERE in_use = 1',
  )
  const inUse = connection.prepare(
    'SELECT version, imported_at, origin, content FROM catalogue WHERE in_use = 1',
  )
  const retire = connection.prepare('UPDATE catalogue SET in_use = 0 WHERE in_use = 1')
  const put = connection.prepare(
    `INSERT INTO catalogue (version, imported_at, origin, content, in_use) VALUES (?, ?, ?, ?, 1)
     ON CONFLICT (version) DO UPDATE SET imported_at = excluded.imported_at, in_use = 1`,
  )
  const use = connection.transaction((catalogue: Catalogue, origin: string, importedAt: number) => {
    retire.run()
    put.run(catalogue.version, importedAt, origin, JSON.stringify(catalogue))
  })
  return {
    versionInUse: () => version.get()?.version ?? null,
    inUse() {
      const row = inUse.get()
      return row === undefined ? null : inUseSchema.parse(row)
    },
    use: (catalogue, origin, importedAt) => use.immediate(catalogue, origin, importedAt),
  }
}
