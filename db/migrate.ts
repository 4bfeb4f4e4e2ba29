import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Refusal } from '../contract/errors.ts'
import type { Clock } from '../core/clock.ts'
import type { Connection } from './connect.ts'
import { makeFolder } from './make-folder.ts'

interface Migration {
  readonly version: number
  readonly name: string
  readonly sql: string
}

/**
 * Brings the database to the newest version: all pending migrations in one transaction, after a backup of what was there.
 * @param migrationsFolder holds `NNNN-name.sql`, ordered and never edited once released
 */
export function migrate(
  connection: Connection,
  options: { readonly folder: string; readonly migrationsFolder: string; readonly clock: Clock },
): { readonly from: number; readonly to: number; readonly backup: string | null } {
  const migrations = readMigrations(options.migrationsFolder)
  const newest = migrations.at(-1)?.version ?? 0
  const from = versionOf(connection)
  const pending = migrations.filter((migration) => migration.version > from)
  if (pending.length === 0) return { from, to: from, backup: null }
  const backup = from === 0 ? null : backUp(connection, options, from)
  // A table that others refer to can be made anew only while nobody looks; they are looked at before the commit.
  connection.pragma('foreign_keys = OFF')
  // One transaction for all: a power cut between two migrations must not leave a version nobody released.
  connection
    .transaction(() => {
      for (const { sql, version } of pending) {
        connection.exec(sql)
        connection.pragma(`user_version = ${version}`)
      }
      const [broken] = z.array(z.unknown()).parse(connection.pragma('foreign_key_check'))
      if (broken !== undefined) throw new Error('A migration left a row without the row it refers to')
    })
    .immediate()
  connection.pragma('foreign_keys = ON')
  return { from, to: newest, backup }
}

/**
 * Refuses a database whose tables are of a later version than this application knows.
 * @throws Refusal DATABASE_NEWER
 */
export function refuseNewer(
  found: number,
  options: { readonly folder: string; readonly migrationsFolder: string },
): void {
  const known = readMigrations(options.migrationsFolder).length
  if (found > known)
    throw new Refusal('DATABASE_NEWER', {
      folder: options.folder,
      found: String(found),
      known: String(known),
    })
}

/** The version of the tables, as `user_version` in the database's header. */
export function versionOf(connection: Connection): number {
  return Number(connection.pragma('user_version', { simple: true }))
}

function readMigrations(folder: string): readonly Migration[] {
  const migrations = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((name) => ({
      version: Number(name.slice(0, 4)),
      name,
      sql: readFileSync(join(folder, name), 'utf8'),
    }))
  for (const [index, { version, name }] of migrations.entries())
    if (version !== index + 1) throw new Error(`Migration ${name} is not number ${index + 1} in its order`)
  return migrations
}

function backUp(
  connection: Connection,
  { folder, clock }: { readonly folder: string; readonly clock: Clock },
  from: number,
): string {
  const backups = join(folder, 'backups')
  makeFolder(backups)
  const file = join(backups, `before-migration-from-${String(from).padStart(4, '0')}-${clock()}.db`)
  // VACUUM INTO takes no bound identifier but does take a bound value, and works on encrypted databases.
  connection.prepare('VACUUM INTO ?').run(file)
  return file
}
