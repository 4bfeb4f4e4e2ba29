import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { Catalogue } from '../../core/catalogue/catalogue.ts'
import { readCatalogueCsv } from '../../core/catalogue/read-catalogue-csv.ts'
import type { Clock } from '../../core/clock.ts'
import type { NewId } from '../../core/ids.ts'
import { foldName } from '../../core/market/fold-name.ts'
import type { MarketPack } from '../../core/market/market-pack.ts'
import type { DatabaseKey } from '../../db/database-key.ts'
import { openShowroomDatabase } from '../../db/showroom-database.ts'
import { readBaseCatalogueFiles, readMarketPack, readQuestionBank } from '../../packs/read-packs.ts'
import { systemClock, newId as systemNewId } from '../doors.ts'
import { createImplementer } from './contract-implementer.ts'
import { createCatalogueHandlers } from './handlers/catalogue-handlers.ts'
import { createCustomerHandlers } from './handlers/customer-handlers.ts'
import { createDiscoveryHandlers } from './handlers/discovery-handlers.ts'
import { createReportHandlers } from './handlers/report-handlers.ts'
import { createSetupHandlers } from './handlers/setup-handlers.ts'
import { createSyncHandlers } from './handlers/sync-handlers.ts'
import { createVisitHandlers } from './handlers/visit-handlers.ts'
import { createHeadofficeClient } from './headoffice-client.ts'
import type { Host } from './host.ts'
import { createReports } from './reports/create-reports.ts'
import { createShowroom } from './showroom.ts'
import { createSyncClient } from './sync-client.ts'

export interface DataServiceOptions {
  /** The laptop's data folder, made when it is not there. */
  readonly folder: string
  /** Opens the folder's database. */
  readonly key: DatabaseKey
  /** Where `packs/`, `db/migrations/` and `package.json` lie. */
  readonly resources: string
  readonly reportsWorker: URL | string
  readonly host: Host
  readonly demo: boolean
  readonly log: Logger
  readonly clock?: Clock
  readonly newId?: NewId
}

export type DataService = ReturnType<typeof createDataService>

/**
 * The data process, whatever carries its calls: opens the database alone, answers the showroom contract and syncs.
 * @throws Refusal FOLDER_NOT_WRITABLE, ALREADY_OPEN, DATABASE_NEWER, DATABASE_NOT_READABLE
 */
export function createDataService(options: DataServiceOptions) {
  const { folder, key, resources, host, demo, log, clock = systemClock, newId = systemNewId } = options
  const packs = join(resources, 'packs')
  const pack = readMarketPack(packs, 'pk')
  const bank = readQuestionBank(packs, pack)
  const version = readVersion(resources)
  const db = openShowroomDatabase({
    folder,
    key,
    migrationsFolder: join(resources, 'db', 'migrations'),
    clock,
    newId,
    foldName,
  })
  const syncClient = createSyncClient({ db, clock, log, headoffice: createHeadofficeClient })
  const reports = createReports({
    folder,
    key,
    workerFile: options.reportsWorker,
    pack,
    versions: { application: version, bank: bank.version },
  })
  const showroom = createShowroom({ db, clock, newId, pack, bank, log, wakeSync: syncClient.wake })
  const contract = createImplementer(log)
  const router = contract.router({
    ...createSetupHandlers(contract, showroom, {
      host,
      demo,
      version,
      baseCatalogue: () => readBaseCatalogue(packs, pack),
      headofficeChanged: syncClient.wake,
    }),
    ...createVisitHandlers(contract, showroom),
    ...createDiscoveryHandlers(contract, showroom),
    ...createCustomerHandlers(contract, showroom),
    ...createCatalogueHandlers(contract, showroom),
    ...createReportHandlers(contract, showroom, { reports, host }),
    ...createSyncHandlers(contract, showroom, syncClient),
  })
  syncClient.start()
  return {
    router,
    async close(): Promise<void> {
      await syncClient.stop()
      await reports.close()
      db.close()
    },
  }
}

function readVersion(resources: string): string {
  const packageSchema = z.object({ version: z.string() })
  return packageSchema.parse(JSON.parse(readFileSync(join(resources, 'package.json'), 'utf8'))).version
}

function readBaseCatalogue(packs: string, market: MarketPack): Catalogue {
  const read = readCatalogueCsv({ ...readBaseCatalogueFiles(packs, market), market, language: 'en' })
  if (read.type === 'not-a-catalogue') throw new Error(`The base catalogue cannot be read: ${read.reason}`)
  return read.catalogue
}
