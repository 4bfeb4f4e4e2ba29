import type { Logger } from 'pino'
import type { Clock } from '../../core/clock.ts'
import type { NewId } from '../../core/ids.ts'
import type { Locales } from '../../core/market/date-locale.ts'
import type { ShowroomDatabase } from '../../db/showroom-database.ts'
import type { ClockKeeper } from './clock-keeper.ts'
import { createContractClient, createHeadofficeClient, type HeadofficeClient } from './headoffice-client.ts'
import { createHeadofficeWire, type HeadofficeWire } from './headoffice-wire.ts'
import { createDeviceIdentity, type DeviceIdentity } from './identity/device-identity.ts'
import { createIdentityCalls } from './identity/identity-calls.ts'
import { createSyncClient, type Lane, type SyncClient } from './sync-client.ts'

/** All that a laptop has to do with head office: who it is there, and the records that go both ways. */
export interface HeadofficeLine {
  readonly identity: DeviceIdentity
  readonly syncClient: SyncClient
  /** Ends both; resolves when neither touches the database any more. */
  readonly stop: () => Promise<void>
}

/** Joins the laptop's identity and its sync over the network. */
export function createHeadofficeLine(deps: {
  readonly db: ShowroomDatabase
  /** The laptop's data folder. */
  readonly folder: string
  /** The market pack's id. */
  readonly market: string
  /** How days are said, as a market pack has it; each language by itself where left out. */
  readonly locales?: Locales | undefined
  /** Whether a store of this market can be joined; the laptop's own alone where left out. */
  readonly isMarketKnown?: (market: string) => boolean
  readonly clock: Clock
  readonly clockKeeper: Pick<ClockKeeper, 'learned' | 'clockOffset'>
  readonly monotonicMs: () => number
  readonly newId: NewId
  readonly randomBytes: (count: number) => Uint8Array
  readonly log: Logger
  readonly lanes?: readonly Lane[]
  /** The way out to the network, the machine's own where left out. */
  readonly wire?: () => HeadofficeWire
  /** Stands between the laptop and head office, e.g. a network that breaks. */
  readonly through?: (client: HeadofficeClient) => HeadofficeClient
}): HeadofficeLine {
  const { clockKeeper, randomBytes, wire = createHeadofficeWire, through = (client) => client } = deps
  const identity = createDeviceIdentity({
    ...deps,
    calls: (url) => createIdentityCalls(createContractClient(url, wire())),
  })
  const syncClient = createSyncClient({
    ...deps,
    identity,
    headoffice: (url) => through(createHeadofficeClient(url, identity, wire())),
    headofficeClock: {
      learned: clockKeeper.learned,
      offsetMs: () => clockKeeper.clockOffset().offsetMs,
    },
    random: () => fraction(randomBytes(4)),
  })
  return {
    identity,
    syncClient,
    async stop() {
      await syncClient.stop()
      await identity.stop()
    },
  }
}

/** From 0 up to but not including 1. */
const fraction = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => (sum + byte) / 256, 0)
