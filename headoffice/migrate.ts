import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Refusal } from '../contract/errors.ts'
import { completeRows } from './complete-rows.ts'
import { first, type SqlDoor } from './sql.ts'

/** Any number, the same in every version: two head offices starting on one database take turns. */
const migrationLock = 4_700_001

/** The version from which each row has its hash. */
const rowsVersion = 2

/**
 * Brings head office's database to the newest version, all pending migrations in one transaction.
 * @param migrationsFolder holds `NNNN-name.sql`, ordered and never edited once released
 * @throws Refusal DATABASE_NEWER when the database knows a later version; it is left untouched
 */
export async function migrate(
  door: SqlDoor,
  { migrationsFolder, where }: { readonly migrationsFolder: string; readonly where: string },
): Promise<void> {
  const migrations = readMigrations(migrationsFolder)
  const newest = migrations.at(-1)?.version ?? 0
  await door.transaction(async (sql) => {
    await sql.run('SELECT pg_advisory_xact_lock($1)', [migrationLock])
    await sql.run(
      'CREATE TABLE IF NOT EXISTS schema_version (only_one integer PRIMARY KEY CHECK (only_one = 1), version integer NOT NULL)',
    )
    const row = z.object({ version: z.int() })
    const from = (await first(sql.query(row, 'SELECT version FROM schema_version')))?.version ?? 0
    if (from > newest)
      throw new Refusal('DATABASE_NEWER', { folder: where, found: String(from), known: String(newest) })
    if (from === newest) return
    for (const { version, text } of migrations) if (version > from) await sql.script(text)
    // After all of them, for it is written for the newest tables.
    if (from < rowsVersion && newest >= rowsVersion) await completeRows(sql)
    await sql.run(
      'INSERT INTO schema_version VALUES (1, $1) ON CONFLICT (only_one) DO UPDATE SET version = excluded.version',
      [newest],
    )
  })
}

function readMigrations(folder: string): readonly { readonly version: number; readonly text: string }[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
  return names.map((name, index) => {
    const version = Number(name.slice(0, 4))
    if (version !== index + 1) throw new Error(`Migration ${name} is not number ${index + 1} in its order`)
    return { version, text: readFileSync(join(folder, name), 'utf8') }
  })
}
