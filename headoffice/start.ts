import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Clock } from '../core/clock.ts'
import type { NewId } from '../core/ids.ts'
import type { ReceiptMark } from '../core/sync/protocol.ts'
import { ensureEpoch } from './epoch.ts'
import { type HttpDoor, openHttpDoor } from './http-door.ts'
import { migrate } from './migrate.ts'
import { openPglite } from './pglite.ts'
import { openPostgres } from './postgres.ts'
import { createRouter } from './router.ts'
import type { SqlDoor } from './sql.ts'

export interface HeadofficeOptions {
  /** Where a trial head office keeps its data; not used with `databaseUrl`. */
  readonly folder: string
  /** A PostgreSQL that syncs its disk; without one head office runs as a trial, in `folder`. */
  readonly databaseUrl?: string | undefined
  /** 0 for a free one. */
  readonly port: number
  /** The folder that holds `headoffice/migrations/`: the source's root, or a bundle's resources. */
  readonly resources: string
  /** Begins a new epoch: every laptop pushes again what head office lacks. For after a restore. */
  readonly newEpoch?: boolean
  readonly clock: Clock
  readonly newId: NewId
  readonly log: Logger
}

export interface Headoffice {
  /** Such as `http://127.0.0.1:4700`. */
  readonly url: string
  readonly mark: ReceiptMark
  readonly epoch: string
  /** Answers the calls under way, then closes the database. */
  readonly close: () => Promise<void>
}

/**
 * Starts head office on this machine: on PostgreSQL, or as a trial in a folder.
 * @throws Refusal PORT_IN_USE, PORT_NOT_ALLOWED, FOLDER_NOT_WRITABLE, FILE_NOT_USABLE, DATABASE_NEWER,
 * DATABASE_NOT_READABLE and the HEADOFFICE_ codes
 */
export async function startHeadoffice(options: HeadofficeOptions): Promise<Headoffice> {
  const http = await openHttpDoor(options.port, options.log)
  try {
    return await openBehind(http, options)
  } catch (error) {
    await http.close()
    throw error
  }
}

async function openBehind(http: HttpDoor, options: HeadofficeOptions): Promise<Headoffice> {
  const { door, anew } = await openDoor(options)
  try {
    const migrationsFolder = join(options.resources, 'headoffice', 'migrations')
    const where = door.mark === 'trial' ? options.folder : 'DATABASE_URL'
    await migrate(door, { migrationsFolder, where })
    const epoch = await ensureEpoch(door, {
      anew: anew || options.newEpoch === true,
      newId: options.newId,
      clock: options.clock,
    })
    http.serve(createRouter({ door, clock: options.clock, log: options.log }))
    options.log.info({ url: http.url, mark: door.mark, epoch }, 'head office is open')
    return {
      url: http.url,
      mark: door.mark,
      epoch,
      async close() {
        await http.close()
        await door.close()
        options.log.info({ url: http.url }, 'head office is closed')
      },
    }
  } catch (error) {
    await door.close()
    throw error
  }
}

/** A trial that ended out of order may have lost its newest records, so it begins a new epoch to be given them again. */
async function openDoor({
  databaseUrl,
  folder,
  log,
}: HeadofficeOptions): Promise<{ readonly door: SqlDoor; readonly anew: boolean }> {
  if (databaseUrl !== undefined) {
    const door = await openPostgres(databaseUrl, (err) => log.warn({ err }, 'a PostgreSQL connection broke'))
    return { door, anew: false }
  }
  const door = await openPglite(folder)
  return { door, anew: !door.endedWell }
}
