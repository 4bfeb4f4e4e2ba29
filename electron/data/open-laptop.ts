import { join } from 'node:path'
import type { Logger } from 'pino'
import { machineUpMs, monotonicMs, newId, randomBytes, systemClock } from '../doors.ts'
import { readBuiltAt } from './built-at.ts'
import type { Host } from './host.ts'
import { createLaptop, type Laptop } from './laptop.ts'
import { createLaptopRouting } from './laptop-handlers.ts'
import { createDataService } from './service.ts'
import { createKeyVault } from './vault/key-vault.ts'
import type { Sealer } from './vault/sealer.ts'

/**
 * The laptop behind a host: its data in whatever stage it is, and what the host's RPC handler is made of.
 * @throws Refusal FOLDER_NOT_WRITABLE, FILE_NOT_USABLE, ALREADY_OPEN
 */
export function openLaptop(options: {
  /** The folder that holds `out/`, `packs/` and `db/migrations/`. */
  readonly root: string
  /** The laptop's data folder. */
  readonly folder: string
  readonly host: Host
  readonly demo: boolean
  /** What the operating system can seal with, `null` where the host has no such thing. */
  readonly sealer: Sealer | null
  readonly log: Logger
}): { readonly laptop: Laptop } & ReturnType<typeof createLaptopRouting> {
  const { root, folder, host, demo, sealer, log } = options
  const clock = systemClock
  const laptop = createLaptop({
    folder,
    resources: root,
    reportsWorker: join(root, 'out', 'reports-worker.js'),
    upkeepWorker: join(root, 'out', 'upkeep-worker.js'),
    importsWorker: join(root, 'out', 'import-worker.js'),
    adviceWorker: join(root, 'out', 'advice-worker.js'),
    host,
    demo,
    log,
    clock,
    monotonicMs,
    machineUpMs,
    builtAt: readBuiltAt(root),
    newId,
    randomBytes,
    vault: createKeyVault({ folder, clock, newId, randomBytes, sealer }),
    sealing: async () => (await sealer?.state()) ?? null,
    createService: createDataService,
  })
  return { laptop, ...createLaptopRouting(laptop, log) }
}
