import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { type Connection, connectFileWriter, connectMemory } from './connect.ts'
import { databaseEndings } from './database-files.ts'
import type { DatabaseKey } from './database-key.ts'
import { syncFile, syncFolder } from './durable-files.ts'
import { pendingMigrations } from './migrate.ts'
import type { Pages } from './salvage-pages.ts'
import type { FoundSchema } from './salvage-schema.ts'

const versionAt = 60

/**
 * The version of a damaged file's tables: what its first page says, or where that is lost the version whose tables are
 * most like those that the file names, the newest of several.
 */
export function versionOfDamaged(pages: Pages, schema: FoundSchema, migrationsFolder: string): number {
  const said = pages.page(1)?.readUInt32BE(versionAt)
  if (said !== undefined) return said
  const named = new Set(schema.entries.map(({ name, sql }) => `${name} ${sql}`))
  const connection = connectMemory()
  let best = { version: 0, alike: -1 }
  try {
    for (const { version, sql } of pendingMigrations(migrationsFolder, 0)) {
      connection.exec(sql())
      const alike = schemaOf(connection).filter((entry) => named.has(entry)).length
      if (alike >= best.alike) best = { version, alike }
    }
  } finally {
    connection.close()
  }
  return best.version
}

function schemaOf(connection: Connection): readonly string[] {
  return z
    .array(z.object({ name: z.string(), sql: z.string().nullable() }))
    .parse(connection.prepare('SELECT name, sql FROM sqlite_schema').all())
    .map(({ name, sql }) => `${name} ${sql}`)
}

/**
 * Makes a new database at a version. Until `finishTarget` nothing of it is synced and no row is held to what it refers
 * to: a file that was not finished is made anew.
 */
export function createTarget(
  file: string,
  { key, migrationsFolder, version }: { key: DatabaseKey; migrationsFolder: string; version: number },
): Connection {
  for (const ending of databaseEndings) rmSync(`${file}${ending}`, { force: true })
  const connection = connectFileWriter(file, key)
  try {
    connection.pragma('journal_mode = MEMORY')
    connection.pragma('synchronous = OFF')
    connection.pragma('foreign_keys = OFF')
    runMigrations(connection, migrationsFolder, { after: 0, upTo: version })
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

/** Brings the new database's tables to the newest version, with the rows in them. */
export function upgradeTarget(connection: Connection, migrationsFolder: string, from: number): void {
  runMigrations(connection, migrationsFolder, { after: from, upTo: Number.POSITIVE_INFINITY })
}

function runMigrations(
  connection: Connection,
  migrationsFolder: string,
  { after, upTo }: { readonly after: number; readonly upTo: number },
): void {
  const pending = pendingMigrations(migrationsFolder, after).filter(({ version }) => version <= upTo)
  connection.transaction(() => {
    for (const { sql, version } of pending) {
      connection.exec(sql())
      connection.pragma(`user_version = ${version}`)
    }
  })()
}

/** Closes the new database with everything of it on the disk. */
export function finishTarget(connection: Connection, file: string): void {
  connection.close()
  syncFile(file)
  syncFolder(dirname(file))
}
