import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Clock } from '../core/clock.ts'
import type { NewId } from '../core/ids.ts'
import { createDocuments, type Documents } from './documents/documents.ts'
import { beginEpochAnew, ensureEpoch } from './epoch.ts'
import { createIdentity, type Identity } from './identity/create-identity.ts'
import { migrate } from './migrate.ts'
import { createOperatorActs, type OperatorActs } from './operator-acts.ts'
import { openPglite } from './pglite.ts'
import { openPostgres } from './postgres.ts'
import type { SqlDoor } from './sql.ts'

export interface DataOptions {
  /** Where a trial head office keeps its data; not used with `databaseUrl`. */
  readonly folder: string
  /** A PostgreSQL that syncs its disk; without one head office runs as a trial, in `folder`. */
  readonly databaseUrl?: string | undefined
  /** The folder that holds `headoffice/migrations/`: the source's root, or a bundle's resources. */
  readonly resources: string
  /** Begins a new epoch: every laptop pushes again what head office lacks. For after a restore. */
  readonly newEpoch?: boolean
  readonly clock: Clock
  readonly newId: NewId
  /** Unguessable bytes. */
  readonly randomBytes: (count: number) => Uint8Array
  readonly log: Logger
}

/** Head office's data, open and of the newest version, whoever works on it: the service, or a command. */
export interface HeadofficeData {
  readonly door: SqlDoor
  readonly epoch: string
  readonly identity: Identity
  readonly documents: Documents
  readonly operator: OperatorActs
}

/**
 * Opens head office's data.
 * @throws Refusal FOLDER_NOT_WRITABLE, FILE_NOT_USABLE, DATABASE_NEWER, DATABASE_NOT_READABLE and the HEADOFFICE_ codes
 */
export async function openData(options: DataOptions): Promise<HeadofficeData> {
  const { resources, folder, clock, newId, randomBytes, log } = options
  const { door, anew } = await openDoor(options)
  try {
    const where = door.mark === 'trial' ? folder : 'DATABASE_URL'
    await migrate(door, { migrationsFolder: join(resources, 'headoffice', 'migrations'), where })
    const epoch = options.newEpoch
      ? await beginEpochAnew(door, { newId, clock })
      : await ensureEpoch(door, { anew, newId, clock })
    const identity = await createIdentity({ door, clock, newId, randomBytes, log })
    const documents = createDocuments(door)
    const operator = createOperatorActs({
      door,
      identity: identity.operator,
      keys: identity.keys,
      documents,
      newId,
      clock,
      log,
    })
    return { door, epoch, identity, documents, operator }
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
}: DataOptions): Promise<{ readonly door: SqlDoor; readonly anew: boolean }> {
  if (databaseUrl !== undefined) {
    const door = await openPostgres(databaseUrl, (err) => log.warn({ err }, 'a PostgreSQL connection broke'))
    return { door, anew: false }
  }
  const door = await openPglite(folder)
  return { door, anew: !door.endedWell }
}
