import { createRouterClient } from '@orpc/server'
import { pino } from 'pino'
import type { DatabaseKey } from '../../db/database-key.ts'
import { createLaptop, type Laptop } from '../../electron/data/laptop.ts'
import { createDataService, type DataService } from '../../electron/data/service.ts'
import { createKeyVault } from '../../electron/data/vault/key-vault.ts'
import { monotonicMs, newId, randomBytes, systemClock } from '../../electron/doors.ts'
import { createSealerStandIn } from '../../electron/testing/sealer-stand-in.ts'

/** Where a laptop's data and its programs lie. */
export interface LaptopPlace {
  readonly folder: string
  /** Where `packs/`, `db/migrations/` and `package.json` lie. */
  readonly resources: string
  readonly reportsWorker: string
  readonly upkeepWorker: string
  readonly importsWorker: string
  readonly adviceWorker: string
}

/** Seals as an operating system would; all that the harness seals is invented. */
const vaultOf = (folder: string) =>
  createKeyVault({ folder, clock: systemClock, newId, randomBytes, sealer: createSealerStandIn() })

/** The real laptop over a folder, with its key, journal and backups. @throws Refusal as `createLaptop` does */
export const laptopAt = (place: LaptopPlace): Laptop =>
  createLaptop({
    ...place,
    host: { kind: 'none', printPage: async () => ({ type: 'no-browser' }) },
    demo: false,
    log: pino({ level: 'error' }, pino.destination({ dest: 2, sync: true })),
    clock: systemClock,
    monotonicMs,
    newId,
    randomBytes,
    vault: vaultOf(place.folder),
    sealing: async () => ({ backend: 'stand-in', isWeak: false }),
    createService: createDataService,
  })

/**
 * The same once its data is open, spoken to through its contract.
 * @throws Refusal as `createLaptop` does; Error when its data does not open
 */
export async function openLaptop(place: LaptopPlace) {
  const laptop = laptopAt(place)
  await laptop.idle()
  const service = laptop.service()
  if (!service) throw new Error(`The laptop does not open: ${JSON.stringify(laptop.state())}`)
  return { client: clientOf(service), close: laptop.close }
}

const clientOf = (service: DataService) => createRouterClient(service.router)
export type Client = ReturnType<typeof clientOf>

/** The key that is kept in a laptop's folder; `null` where none is. */
export async function keyOf(folder: string): Promise<DatabaseKey | null> {
  const vault = vaultOf(folder)
  if (!vault.state().hasKeys) return null
  const found = await vault.open({ type: 'os' })
  if (found.type !== 'opened') throw new Error('The key does not open')
  return found.key
}
