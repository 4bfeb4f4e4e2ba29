import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Refusal } from '../contract/errors.ts'
import type { Clock } from '../core/clock.ts'
import type { NewId } from '../core/ids.ts'
import { backupFile } from './backups.ts'
import { type Connection, connectReader, databaseFile } from './connect.ts'
import type { DatabaseKey } from './database-key.ts'
import { makeBackup } from './make-backup.ts'

interface Migration {
  readonly version: number
  readonly name: string
  /** Read when it is asked for: at most starts nothing is pending. */
  readonly sql: () => string
}

/** How far the upgrade is: the backup, each migration and the look at what rows refer to are a step each. */
type OnStep = (done: number, of: number) => void

/**
 * Brings the database to the newest version: all pending migrations in one transaction, after a backup of what was
 * there.
 * @param options.migrationsFolder holds `NNNN-name.sql`, ordered and never edited once released
 * @throws Refusal BACKUP_NOT_MADE, DATABASE_DAMAGED; the database is then as it was
 */
export function migrate(
  connection: Connection,
  options: {
    readonly folder: string
    readonly key: DatabaseKey
    readonly migrationsFolder: string
    readonly clock: Clock
    readonly newId: NewId
    readonly onStep?: OnStep
  },
): { readonly from: number; readonly to: number; readonly backup: string | null } {
  const { folder, key, newId, migrationsFolder, onStep = () => {} } = options
  const from = versionOf(connection)
  const pending = pendingMigrations(migrationsFolder, from)
  if (from === 0 || pending.length === 0)
    return { ...applyMigrations(connection, { migrationsFolder, onStep }), backup: null }
  const of = pending.length + 2
  onStep(0, of)
  const made = makeBackup({ folder, key, newId, kind: 'before-upgrade', nowMs: options.clock() })
  onStep(1, of)
  const applied = applyMigrations(connection, {
    migrationsFolder,
    onStep: (done) => onStep(done + 1, of),
  })
  return { ...applied, backup: backupFile(folder, made.backup.id) }
}

/** As `migrate`, for a database that is not the one in use and needs no backup of its own. */
export function applyMigrations(
  connection: Connection,
  { migrationsFolder, onStep = () => {} }: { readonly migrationsFolder: string; readonly onStep?: OnStep },
): { readonly from: number; readonly to: number } {
  const from = versionOf(connection)
  const pending = pendingMigrations(migrationsFolder, from)
  const newest = pending.at(-1)
  if (!newest) return { from, to: from }
  const of = pending.length + 1
  onStep(0, of)
  // A table that others refer to can be made anew only while nobody looks; they are looked at before the commit.
  connection.pragma('foreign_keys = OFF')
  try {
    // One transaction for all: a power cut between two migrations must not leave a version nobody released.
    connection
      .transaction(() => {
        for (const [index, { sql, version }] of pending.entries()) {
          connection.exec(sql())
          connection.pragma(`user_version = ${version}`)
          onStep(index + 1, of)
        }
        const [broken] = z.array(z.unknown()).parse(connection.pragma('foreign_key_check'))
        if (broken !== undefined) throw new Error('A migration left a row without the row it refers to')
      })
      .immediate()
  } finally {
    connection.pragma('foreign_keys = ON')
  }
  onStep(of, of)
  return { from, to: newest.version }
}

/**
 * Whether a folder's database has rows that are to be brought to a newer version. Reads the header only.
 * @throws Refusal DATABASE_NOT_READABLE, FILE_NOT_USABLE
 */
export function hasPending(options: {
  readonly folder: string
  readonly key: DatabaseKey
  readonly migrationsFolder: string
}): boolean {
  if (!existsSync(databaseFile(options.folder))) return false
  const connection = connectReader(options.folder, options.key)
  try {
    const version = versionOf(connection)
    return version > 0 && pendingMigrations(options.migrationsFolder, version).length > 0
  } finally {
    connection.close()
  }
}

/**
 * Refuses a database whose tables are of a later version than this application knows.
 * @throws Refusal DATABASE_NEWER
 */
export function refuseNewer(
  found: number,
  options: { readonly folder: string; readonly migrationsFolder: string },
): void {
  const known = newestVersion(options.migrationsFolder)
  if (found > known)
    throw new Refusal('DATABASE_NEWER', {
      folder: options.folder,
      found: String(found),
      known: String(known),
    })
}

/** The newest version of the tables that this application knows. */
export const newestVersion = (migrationsFolder: string): number =>
  readMigrations(migrationsFolder).at(-1)?.version ?? 0

/** The version of the tables, as `user_version` in the database's header. */
export function versionOf(connection: Connection): number {
  return Number(connection.pragma('user_version', { simple: true }))
}

/** The released steps of the tables, first to last. */
export const pendingMigrations = (folder: string, version: number): readonly Migration[] =>
  readMigrations(folder).filter((migration) => migration.version > version)

function readMigrations(folder: string): readonly Migration[] {
  const migrations = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((name) => ({
      version: Number(name.slice(0, 4)),
      name,
      sql: () => readFileSync(join(folder, name), 'utf8'),
    }))
  for (const [index, { version, name }] of migrations.entries())
    if (version !== index + 1) throw new Error(`Migration ${name} is not number ${index + 1} in its order`)
  return migrations
}
