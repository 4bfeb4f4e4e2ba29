import { z } from 'zod'
import { backupFile, readBackups } from './backups.ts'
import { type Connection, connectFileReader } from './connect.ts'
import { isDamage } from './damage.ts'
import type { DatabaseKey } from './database-key.ts'
import { quoted } from './salvage-relations.ts'

/**
 * What this laptop is, and the catalogues imported on it: written seldom, sent to nobody and fed by nobody, so where
 * they are lost only a backup has them.
 */
const onlyHere = ['device', 'catalogue'] as const

const columns = z.array(z.object({ name: z.string() }))
const row = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))

/**
 * Brings the tables that only this laptop has from its newest readable backup, as far as they are empty.
 * @returns how many rows came, by table
 */
export function fillFromBackup(
  connection: Connection,
  { folder, key }: { readonly folder: string; readonly key: DatabaseKey },
): ReadonlyMap<string, number> {
  const empty = onlyHere.filter(
    (table) => connection.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() === undefined,
  )
  if (empty.length === 0) return new Map()
  const ownBackups = readBackups(folder)
    .filter(({ kind }) => kind !== 'brought')
    .toSorted((a, b) => b.madeAt - a.madeAt)
  return new Map(
    empty.map((table) => {
      for (const { id } of ownBackups) {
        const rows = rowsOf(backupFile(folder, id), key, table)
        for (const found of rows) insertKnown(connection, table, found)
        if (rows.length > 0) return [table, rows.length]
      }
      return [table, 0]
    }),
  )
}

/** None where the backup cannot be read either. */
function rowsOf(file: string, key: DatabaseKey, table: string): readonly z.infer<typeof row>[] {
  let backup: Connection | null = null
  try {
    backup = connectFileReader(file, key)
    return z.array(row).parse(backup.prepare(`SELECT * FROM ${quoted(table)}`).all())
  } catch (error) {
    if (isDamage(error)) return []
    throw error
  } finally {
    backup?.close()
  }
}

/** A backup may be of an earlier version: columns that it does not have take their defaults. */
function insertKnown(connection: Connection, table: string, found: z.infer<typeof row>): void {
  const names = columns
    .parse(connection.pragma(`table_info(${quoted(table)})`))
    .map(({ name }) => name)
    .filter((name) => Object.hasOwn(found, name))
  connection
    .prepare(`INSERT INTO ${quoted(table)} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
    .run(...names.map((name) => found[name] ?? null))
}
