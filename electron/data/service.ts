import { join } from 'node:path'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { AccessAct } from '../../contract/access.ts'
import type { Clock } from '../../core/clock.ts'
import type { ConsultantId, NewId } from '../../core/ids.ts'
import { createBusinessDays } from '../../core/market/business-day.ts'
import { foldName } from '../../core/market/fold-name.ts'
import { createBlobs } from '../../db/blobs.ts'
import type { DatabaseKey } from '../../db/database-key.ts'
import { createDocuments } from '../../db/documents.ts'
import { createFeedPosition } from '../../db/feed-position.ts'
import { createOutboxJournal } from '../../db/outbox-journal.ts'
import { openShowroomDatabase, type ShowroomDatabase } from '../../db/showroom-database.ts'
import {
  systemClock,
  monotonicMs as systemMonotonicMs,
  newId as systemNewId,
  randomBytes as systemRandomBytes,
} from '../doors.ts'
import { after } from '../timer.ts'
import { openUpdates } from '../updates/open-updates.ts'
import { createAccessEntries } from './access-entries.ts'
import type { AccessDetail } from './access-trail.ts'
import { createAdviser } from './adviser.ts'
import { createBackups } from './backups/backup-schedule.ts'
import { createBlobLane } from './blob-lane.ts'
import { type ClockKeeper, createClockKeeper } from './clock-keeper.ts'
import { createImplementer } from './contract-implementer.ts'
import { createDocumentLane } from './documents/document-lane.ts'
import { createMarkets } from './documents/markets.ts'
import { packsInForce } from './documents/packs-in-force.ts'
import { createUseDocument } from './documents/use-document.ts'
import { endInTime } from './end-in-time.ts'
import { createErasureKeeper } from './erasure-keeper.ts'
import { createEscrowKeeper } from './escrow-keeper.ts'
import { createAccessHandlers } from './handlers/access-handlers.ts'
import { createBackupHandlers } from './handlers/backup-handlers.ts'
import { createCarryHandlers } from './handlers/carry-handlers.ts'
import { createCatalogueHandlers } from './handlers/catalogue-handlers.ts'
import { createCustomerViewHandlers } from './handlers/customer-view-handlers.ts'
import { createDiscoveryHandlers } from './handlers/discovery-handlers.ts'
import { createEnrolmentHandlers } from './handlers/enrolment-handlers.ts'
import { createFirstRunHandlers } from './handlers/first-run-handlers.ts'
import { createImportHandlers } from './handlers/import-handlers.ts'
import { createOwnershipHandlers } from './handlers/ownership-handlers.ts'
import { createPictureHandlers } from './handlers/picture-handlers.ts'
import { createPricingHandlers } from './handlers/pricing-handlers.ts'
import { createRateHandlers } from './handlers/rate-handlers.ts'
import { createRecordHandlers } from './handlers/record-handlers.ts'
import { createReportHandlers } from './handlers/report-handlers.ts'
import { createSecurityHandlers } from './handlers/security-handlers.ts'
import { createSessionHandlers } from './handlers/session-handlers.ts'
import { createSetupHandlers } from './handlers/setup-handlers.ts'
import { createSyncHandlers } from './handlers/sync-handlers.ts'
import { createTakeHomeHandlers } from './handlers/take-home-handlers.ts'
import { createUpdateHandlers } from './handlers/update-handlers.ts'
import { createVehiclePhotoHandlers } from './handlers/vehicle-photo-handlers.ts'
import { createHeadofficeLine } from './headoffice-line.ts'
import { createHearRemark } from './hear-remarks.ts'
import type { Host } from './host.ts'
import { createJoinerPin } from './identity/joiner-pin.ts'
import { createImports } from './imports/create-imports.ts'
import { createJournalKeeper } from './journal-keeper.ts'
import { keptInJournal } from './kept-in-journal.ts'
import { createPinVerifier } from './pin-verifier.ts'
import { readVersion } from './read-version.ts'
import { createReports } from './reports/create-reports.ts'
import { hasUnsent, readUnsent } from './revocation/unsent.ts'
import { createRoadPrices } from './road-prices.ts'
import { createSession } from './session.ts'
import { createShowroom } from './showroom.ts'
import { toldOfRevocation } from './told-of-revocation.ts'
import { createTurnedScreen } from './turned-screen.ts'
import { createUnmetNeedEdits } from './unmet-need-edits.ts'
import { createUpkeep } from './upkeep/run-upkeep.ts'
import { demoVault, type ServiceVault } from './vault/demo-vault.ts'

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
  /** Milliseconds on a clock that only goes forward. */
  readonly monotonicMs?: () => number
  /** How long the machine has been up, sleep included; without it a clock that is set is not noticed by itself. */
  readonly machineUpMs?: () => number
  /** When this version was built, UTC milliseconds; no clock is right that is before that. */
  readonly builtAt?: number | null
  readonly newId?: NewId
  readonly randomBytes?: (count: number) => Uint8Array
  readonly upkeepWorker: URL | string
  readonly importsWorker: URL | string
  readonly adviceWorker: URL | string
  /** Keeps the key; without one the key is the demo's, which needs no keeping. */
  readonly vault?: ServiceVault
  /** Whoever calls holds the folder already, and goes on holding it. */
  readonly isHeld?: boolean
  /** Told of the first damage that a call met. */
  readonly onDamage?: (error: unknown) => void
  /** Told that head office has revoked this laptop. */
  readonly onRevoked?: () => void
  /** The market that a laptop without a store is opened with; the usual one where left out. */
  readonly market?: string
  /**
   * Told that the store which was set up or joined is of another market or time zone than this service was opened with:
   * this one is to be closed, and another opened with this person signed in.
   */
  readonly onOtherMarket?: (signedIn: ConsultantId | null) => void
}

export type DataService = ReturnType<typeof createDataService>

/**
 * The data process, whatever carries its calls: opens the database alone, answers the showroom contract and syncs.
 * @throws Refusal FOLDER_NOT_WRITABLE, ALREADY_OPEN, DATABASE_NEWER, DATABASE_NOT_READABLE
 */
export function createDataService(options: DataServiceOptions) {
  const { folder, key, resources, isHeld = false, clock = systemClock, newId = systemNewId } = options
  const migrationsFolder = join(resources, 'db', 'migrations')
  // What is known of the clock stands in the database, and what the database writes says what is known of the clock.
  let clockOffset: ClockKeeper['clockOffset'] = () => ({ offsetMs: null, trusted: false })
  const opened = openShowroomDatabase({
    folder,
    key,
    isHeld,
    migrationsFolder,
    clock,
    clockOffset: () => clockOffset(),
    newId,
    foldName,
  })
  try {
    return serveDatabase(opened, options, (keeper) => {
      clockOffset = keeper.clockOffset
    })
  } catch (error) {
    // Whoever mends it needs the file closed.
    opened.close()
    throw error
  }
}

function serveDatabase(
  opened: ShowroomDatabase,
  options: DataServiceOptions,
  onClockKeeper: (keeper: ClockKeeper) => void,
) {
  const { folder, key, resources, host, demo, log, clock = systemClock, newId = systemNewId } = options
  const { monotonicMs = systemMonotonicMs, randomBytes = systemRandomBytes, onDamage } = options
  const { vault = demoVault, onOtherMarket = () => {} } = options
  const migrationsFolder = join(resources, 'db', 'migrations')
  const packs = join(resources, 'packs')
  const documents = createDocuments(opened.connection)
  const markets = createMarkets(packs)
  const device = opened.device.get()
  const { pack, bank } = packsInForce(documents, { packs, markets, device, market: options.market })
  const version = readVersion(resources)
  const journal = createOutboxJournal({ folder, key, randomBytes })
  const noticeDamage = (error: unknown) => onDamage?.(error)
  const { connection, erasures } = opened
  const journalKeeper = createJournalKeeper({ journal, connection, after, log, onDamage: noticeDamage })
  const db = {
    ...opened,
    changeSets: keptInJournal(opened.changeSets, journalKeeper),
    identity: toldOfRevocation(opened.identity, options.onRevoked),
  }
  const escrowKeeper = createEscrowKeeper({ table: db.identity, device: db.device, vault, key, log })
  const erasureKeeper = createErasureKeeper({
    erasures,
    rewriteJournal: () =>
      journal.rewrite((record) => ({ ...record, changes: record.changes.map(erasures.strippedChange) })),
    after,
    log,
  })
  const upkeep = createUpkeep({ workerFile: options.upkeepWorker, folder, key, migrationsFolder, log })
  const businessDayOf = createBusinessDays(pack.timeZone)
  const clockKeeper = createClockKeeper({
    clock,
    upMs: options.machineUpMs ?? clock,
    builtAt: options.builtAt ?? null,
    table: db.clockFacts,
    newestEventAt: db.changeSets.newestOccurredAt,
    hasOpenVisit: (businessDay) => db.visits.openOrOf(businessDay).some(({ endedAt }) => endedAt === null),
    businessDayOf,
    timeZone: pack.timeZone,
    locales: pack.locales,
  })
  onClockKeeper(clockKeeper)
  const feedPosition = createFeedPosition(connection)
  const updates = openUpdates({
    db,
    host,
    demo,
    resources,
    folder,
    version,
    clock: clockKeeper.now,
    monotonicMs,
    log,
  })
  const line = createHeadofficeLine({
    db,
    folder,
    market: pack.id,
    locales: pack.locales,
    isMarketKnown: markets.has,
    clock: clockKeeper.now,
    clockKeeper,
    monotonicMs,
    newId,
    randomBytes,
    log,
    lanes: [
      escrowKeeper.lane,
      createDocumentLane({
        documents,
        use: createUseDocument({
          documents,
          catalogues: db.catalogues,
          market: pack,
          clock: clockKeeper.now,
          log,
        }),
        monotonicMs,
        log,
      }),
      createBlobLane({
        blobs: createBlobs(connection),
        epoch: () => feedPosition.read().epoch,
        monotonicMs,
        log,
      }),
      (_headoffice, signal) => updates.bringOn(signal),
    ],
  })
  const { syncClient } = line
  const reports = createReports({
    folder,
    key,
    workerFile: options.reportsWorker,
    pack,
    bank,
    applicationVersion: version,
  })
  const entries = createAccessEntries(db.accessLog, log)
  const session = createSession({ db, entries, clock: clockKeeper.now, wallClock: clock, monotonicMs })
  const pinVerifier = createPinVerifier({ db, entries, clock: clockKeeper.now, monotonicMs, randomBytes })
  const wakeSync = syncClient.wake
  const showroom = createShowroom({
    db,
    clockKeeper,
    businessDayOf,
    newId,
    pack,
    bank,
    log,
    session,
    entries,
    wakeSync,
  })
  const unmetNeedEdits = createUnmetNeedEdits(showroom)
  const hear = createHearRemark({ packs, pack, bank })
  const adviser = createAdviser(showroom, { workerFile: options.adviceWorker })
  const writes = connection.prepare('SELECT total_changes()').pluck()
  const backups = createBackups({
    upkeep,
    folder,
    clock,
    after,
    log,
    writes: () => z.int().parse(writes.get()),
    dayOf: showroom.businessDayOf,
    onGoodBackup(heldUpTo) {
      journal.startNewFile()
      journal.dropFilesBefore(heldUpTo, connection)
    },
    onDamage: noticeDamage,
  })
  const imports = createImports(showroom, {
    workerFile: options.importsWorker,
    folder,
    key,
    monotonicMs,
    after,
  })
  const turnedScreen = createTurnedScreen({ db, session })
  const roadPrices = createRoadPrices(showroom)
  const contract = createImplementer({ log, session, turnedScreen, onDamage: noticeDamage })
  const router = contract.router({
    ...createSetupHandlers(contract, showroom, {
      host,
      demo,
      version,
      isOfHeadoffice: () => db.identity.get() !== null,
      headofficeChanged: syncClient.wake,
    }),
    ...createFirstRunHandlers(contract, showroom, { markets, pinVerifier, randomBytes, onOtherMarket }),
    ...createSessionHandlers(contract, showroom, {
      pinVerifier,
      turnedScreen,
      demo,
      isRecoveryCode: vault.isRecoveryCode,
    }),
    ...createEnrolmentHandlers(contract, showroom, {
      identity: line.identity,
      joinerPin: createJoinerPin({ joiner: db.joiner, monotonicMs }),
      pinVerifier,
      markets,
      onOtherMarket,
      headofficeChanged() {
        syncClient.settled()
        void escrowKeeper.settle()
      },
    }),
    ...createAccessHandlers(contract, showroom),
    ...createDiscoveryHandlers(contract, showroom, { unmetNeedEdits, hear, adviser, turnedScreen }),
    ...createCustomerViewHandlers(contract, showroom, {
      pinVerifier,
      turnedScreen,
      adviser,
      roadPrices,
    }),
    ...createTakeHomeHandlers(contract, showroom, { adviser, roadPrices, host }),
    ...createRecordHandlers(contract, showroom, { erasureKeeper, unmetNeedEdits }),
    ...createPictureHandlers(contract, showroom),
    ...createRateHandlers(contract, showroom),
    ...createOwnershipHandlers(contract, showroom),
    ...createPricingHandlers(contract, showroom),
    ...createCatalogueHandlers(contract, showroom),
    ...createImportHandlers(contract, showroom, imports),
    ...createVehiclePhotoHandlers(contract, showroom),
    ...createReportHandlers(contract, showroom, { reports, host }),
    ...createSyncHandlers(contract, showroom, syncClient),
    ...createCarryHandlers(contract, showroom, line),
    ...createSecurityHandlers(contract, showroom, { vault, key, escrowKeeper }),
    ...createBackupHandlers(contract, backups),
    ...createUpdateHandlers(contract, showroom, updates),
  })
  syncClient.start()
  void escrowKeeper.settle()
  erasureKeeper.wipe()
  // What was committed just before a sudden end.
  journalKeeper.written()
  const end = async () => {
    const ends = {
      sync: line.stop,
      upkeep: upkeep.close,
      backups: backups.stop,
      reports: reports.close,
      imports: imports.close,
      advice: adviser.close,
    }
    for (const [what, stop] of Object.entries(ends)) await endInTime(what, stop, { after, log })
    try {
      erasureKeeper.stop()
      journalKeeper.stop()
    } finally {
      db.close()
    }
  }
  let ended: Promise<void> | null = null
  return {
    router,
    session,
    turnedScreen,
    /** One entry in the access log of what was done before anyone could sign in; it waits for a disk that is full. */
    logAccess: (act: AccessAct, detail: AccessDetail) =>
      entries.writeOrKeep({ at: clockKeeper.now(), personId: null, act, customerId: null, detail }),
    /** Head office has revoked this laptop, and what it had not sent can be handed over. */
    mustEnd(): boolean {
      if (line.identity.state() !== 'revoked') return false
      return (
        vault.pinnedEscrow(key) !== null || !hasUnsent(readUnsent(connection, { folder, key, randomBytes }))
      )
    },
    /** Begins the rolling backups. */
    startBackups: backups.start,
    /** Says what a restore came to, where backups are shown. */
    noticeRestore: backups.notice,
    /** Asked when Northstar is closing: whether the update that is ready is installed now. */
    mayUpdate: updates.mayInstall,
    /** Closes once, however often it is asked, and never waits for ever. */
    close(): Promise<void> {
      ended ??= end()
      return ended
    },
  }
}
