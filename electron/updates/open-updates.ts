import { createHash } from 'node:crypto'
import type { Logger } from 'pino'
import type { Clock } from '../../core/clock.ts'
import type { BusinessDay } from '../../core/market/business-day.ts'
import { rolloutShare } from '../../core/updates/decide-update.ts'
import { metadataFileOf } from '../../core/updates/release.ts'
import { versionOf } from '../../db/migrate.ts'
import type { ShowroomDatabase } from '../../db/showroom-database.ts'
import type { Host } from '../data/host.ts'
import { createHeadofficeFiles } from './headoffice-files.ts'
import { readUpdateKeys } from './update-keys.ts'
import { createUpdates, noUpdates, type Updates } from './updates.ts'

/** The updates of this laptop, as its host, its build and its database have them. */
export function openUpdates({
  db,
  host,
  ...deps
}: {
  readonly db: Pick<ShowroomDatabase, 'connection' | 'device' | 'visits'>
  readonly host: Host
  readonly demo: boolean
  /** The folder that holds `out/`. */
  readonly resources: string
  /** The laptop's data folder. */
  readonly folder: string
  readonly version: string
  readonly today: () => BusinessDay
  readonly clock: Clock
  readonly monotonicMs: () => number
  readonly log: Logger
}): Updates {
  const metadataFile = metadataFileOf(process.platform, process.arch)
  if (host.updatesItself !== true || deps.demo || metadataFile === null) return noUpdates
  const keys = readUpdateKeys(deps.resources)
  if (keys.length === 0) return noUpdates
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
    openVisits: () =>
      db.visits
        .openOrOf(deps.today())
        .filter(({ id, endedAt }) => endedAt === null && db.visits.isOwn(id))
        .map(({ startedAt }) => startedAt),
    files: createHeadofficeFiles(),
  })
}
