import { createHash } from 'node:crypto'
import type { Logger } from 'pino'
import type { Clock } from '../../core/clock.ts'
import { rolloutShare } from '../../core/updates/decide-update.ts'
import { metadataFileOf } from '../../core/updates/release.ts'
import { versionOf } from '../../db/migrate.ts'
import type { ShowroomDatabase } from '../../db/showroom-database.ts'
import { createVisitsHere } from '../../db/visits-here.ts'
import type { Host } from '../data/host.ts'
import { createHeadofficeFiles } from './headoffice-files.ts'
import { readUpdateKeys } from './update-keys.ts'
import { createUpdates, noUpdates, type Updates } from './updates.ts'

/** So long after something was recorded here of another laptop's visit, it may go on here. */
const recentMs = 4 * 3_600_000

/** The updates of this laptop, as its host, its build and its database have them. */
export function openUpdates({
  db,
  host,
  ...deps
}: {
  readonly db: Pick<ShowroomDatabase, 'connection' | 'device'>
  readonly host: Host
  readonly demo: boolean
  /** The folder that holds `out/`. */
  readonly resources: string
  /** The laptop's data folder. */
  readonly folder: string
  readonly version: string
  readonly clock: Clock
  readonly monotonicMs: () => number
  readonly log: Logger
}): Updates {
  const metadataFile = metadataFileOf(process.platform, process.arch)
  if (host.updatesItself !== true || deps.demo || metadataFile === null) return noUpdates
  const keys = readUpdateKeys(deps.resources)
  if (keys.length === 0) return noUpdates
  const visitsHere = createVisitsHere(db.connection)
  return createUpdates({
    ...deps,
    keys,
    metadataFile,
    laptop: {
      version: deps.version,
      databaseVersion: versionOf(db.connection),
      platform: process.platform,
    },
    share: () =>
      rolloutShare(
        createHash('sha256')
          .update(db.device.get()?.deviceId ?? '')
          .digest(),
      ),
    headofficeUrl: () => db.device.get()?.headofficeUrl ?? null,
    openVisits: () => visitsHere(deps.clock() - recentMs),
    files: createHeadofficeFiles(),
  })
}
