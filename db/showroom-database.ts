import type { Clock } from '../core/clock.ts'
import type { NewId } from '../core/ids.ts'
import { type AccessLog, createAccessLog } from './access-log.ts'
import { type Answers, createAnswers } from './answers.ts'
import { type Catalogues, createCatalogues } from './catalogues.ts'
import { readChain, removeChain } from './chain-file.ts'
import { type ChangeSets, type ClockOffset, createChangeSets } from './change-sets.ts'
import { type ClockFactsTable, createClockFactsTable } from './clock-facts.ts'
import { type Connection, connectWriter, holdFolder } from './connect.ts'
import { type Consultants, createConsultants } from './consultants.ts'
import { type Conversations, createConversations } from './conversations.ts'
import { type CustomerSearch, createCustomerSearch, type FoldName } from './customer-search.ts'
import { type CustomerViewTable, createCustomerViewTable } from './customer-view-table.ts'
import { type Customers, createCustomers } from './customers.ts'
import type { DatabaseKey } from './database-key.ts'
import { createDeviceTable, type DeviceTable } from './device.ts'
import { createEntityTables, type EntityTables } from './entity-tables.ts'
import { createErasures, type Erasures, settleErasures } from './erasures.ts'
import { createFieldVersions, type FieldVersions } from './field-versions.ts'
import { createIdentityTable, type IdentityTable } from './identity-table.ts'
import { createImports, type Imports } from './imports.ts'
import { inspectDatabase } from './inspect-database.ts'
import { settleInstallation } from './installation.ts'
import { createJoinerTable, type JoinerTable } from './joiner-table.ts'
import { migrate, refuseNewer } from './migrate.ts'
import { createPins, type Pins } from './pins.ts'
import { createPriceFacts, type PriceFacts } from './price-facts.ts'
import { finishPutInUse } from './put-in-use.ts'
import { createQuotes, type Quotes } from './quotes.ts'
import { createRateEdits, type RateEdits } from './rate-edits.ts'
import { createRefuseAboutErased } from './refuse-about-erased.ts'
import { noRoomToOpen } from './room-on-disk.ts'
import { createShortlists, type Shortlists } from './shortlists.ts'
import { createStock, type Stock } from './stock.ts'
import { settleTakenUpStore } from './take-up-store.ts'
import { createTalkPlaces, type TalkPlaces } from './talk-places.ts'
import { createVisits, type Visits } from './visits.ts'

export interface ShowroomDatabase {
  readonly connection: Connection
  readonly device: DeviceTable
  readonly consultants: Consultants
  readonly pins: Pins
  readonly identity: IdentityTable
  readonly joiner: JoinerTable
  readonly accessLog: AccessLog
  readonly visits: Visits
  readonly stock: Stock
  readonly rateEdits: RateEdits
  readonly clockFacts: ClockFactsTable
  readonly answers: Answers
  readonly conversations: Conversations
  readonly shortlists: Shortlists
  readonly quotes: Quotes
  readonly talkPlaces: TalkPlaces
  readonly customerView: CustomerViewTable
  readonly priceFacts: PriceFacts
  readonly customers: Customers
  readonly customerSearch: CustomerSearch
  readonly catalogues: Catalogues
  readonly imports: Imports
  readonly tables: EntityTables
  readonly fieldVersions: FieldVersions
  readonly changeSets: ChangeSets
  readonly erasures: Erasures
  readonly close: () => void
}

/**
 * Opens the laptop's database for writing, alone, at the newest version.
 * @throws Refusal FOLDER_NOT_WRITABLE, FILE_NOT_USABLE, NO_ROOM_TO_OPEN, ALREADY_OPEN, DATABASE_NEWER, DATABASE_NOT_READABLE
 */
export function openShowroomDatabase(options: {
  readonly folder: string
  readonly key: DatabaseKey
  /** Whoever calls holds the folder already, and goes on holding it. */
  readonly isHeld?: boolean
  readonly migrationsFolder: string
  readonly clock: Clock
  readonly newId: NewId
  readonly foldName: FoldName
  /** Asked at each commit. Where nothing vouches for the clock, it is not trusted. */
  readonly clockOffset?: ClockOffset
}): ShowroomDatabase {
  const hold = options.isHeld ? { release: () => {} } : holdFolder(options.folder)
  try {
    finishPutInUse(options.folder)
    refuseNewer(inspectDatabase(options.folder, options.key), options)
    const connection = connectWriter(options.folder, options.key)
    try {
      migrate(connection, options)
      if (settleInstallation(connection, options) === 'new-device') removeChain(options.folder)
      settleTakenUpStore(connection, readChain(options.folder), options.clock())
      settleErasures(connection, options.folder)
      return assemble(connection, hold, options)
    } catch (error) {
      connection.close()
      throw error
    }
  } catch (error) {
    hold.release()
    throw noRoomToOpen(options.folder, error) ?? error
  }
}

function assemble(
  connection: Connection,
  hold: { readonly release: () => void },
  {
    folder,
    clock,
    newId,
    foldName,
    clockOffset = () => ({ offsetMs: null, trusted: false }),
  }: Pick<
    Parameters<typeof openShowroomDatabase>[0],
    'folder' | 'clock' | 'newId' | 'foldName' | 'clockOffset'
  >,
): ShowroomDatabase {
  const customerSearch = createCustomerSearch(connection, foldName)
  const tables = createEntityTables(connection, customerSearch)
  const fieldVersions = createFieldVersions(connection)
  const erasures = createErasures(connection, folder)
  return {
    connection,
    device: createDeviceTable(connection),
    consultants: createConsultants(connection),
    pins: createPins(connection),
    identity: createIdentityTable(connection),
    joiner: createJoinerTable(connection),
    accessLog: createAccessLog(connection),
    visits: createVisits(connection),
    stock: createStock(connection),
    rateEdits: createRateEdits(connection),
    clockFacts: createClockFactsTable(connection),
    answers: createAnswers(connection),
    conversations: createConversations(connection),
    shortlists: createShortlists(connection),
    quotes: createQuotes(connection),
    talkPlaces: createTalkPlaces(connection),
    customerView: createCustomerViewTable(connection),
    priceFacts: createPriceFacts(connection),
    customers: createCustomers(connection),
    customerSearch,
    catalogues: createCatalogues(connection),
    imports: createImports(connection),
    tables,
    fieldVersions,
    changeSets: createChangeSets(connection, {
      newId,
      clock,
      clockOffset,
      tables,
      fieldVersions,
      refuseAboutErased: createRefuseAboutErased(erasures.rows, tables),
    }),
    erasures,
    close() {
      connection.close()
      hold.release()
    },
  }
}
