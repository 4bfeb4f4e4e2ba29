import { join } from 'node:path'
import type { Clock } from '../../core/clock.ts'
import type { NewId } from '../../core/ids.ts'
import { foldName } from '../../core/market/fold-name.ts'
import type { DatabaseKey } from '../../db/database-key.ts'
import {
  destroyLaptop,
  type RevokedNote,
  readRevokedNote,
  writeRevokedNote,
} from '../../db/destroy-laptop.ts'
import { openShowroomDatabase } from '../../db/showroom-database.ts'
import { monotonicMs as systemMonotonicMs, newId as systemNewId } from '../doors.ts'
import { type After, after as timer } from '../timer.ts'
import { HeadofficeFailure, isAway } from './call-failure.ts'
import { createContractClient } from './headoffice-client.ts'
import { createHeadofficeWire } from './headoffice-wire.ts'
import { createDeviceIdentity } from './identity/device-identity.ts'
import { createIdentityCalls, NotLetIn } from './identity/identity-calls.ts'
import type { OpeningOptions } from './laptop-opening.ts'
import type { Stage, StageOf } from './laptop-stages.ts'
import { type HandOverCounts, handOver } from './revocation/hand-over.ts'
import type { KeyVault } from './vault/key-vault.ts'

/** What follows when head office has revoked this laptop. */
export interface Revocation {
  /** What is left to do when the folder is opened: the end of a destruction that was begun; `null` for nothing. */
  readonly leftToDo: () => Stage | null
  /** Hands over what was not sent and then destroys everything, or comes to `handing-over` and tries again by itself. */
  readonly end: (key: DatabaseKey) => Promise<Stage>
  readonly stop: () => void
}

const firstRetryMs = 10_000
const longestRetryMs = 10 * 60_000

/**
 * The end of a laptop. Its data is closed by then, so that nothing more is recorded that nobody would get.
 * @param on.handingOver says how much there is to hand over
 * @param on.again is called when it is time for another try
 */
export function createRevocation(
  options: Pick<OpeningOptions, 'folder' | 'resources' | 'clock' | 'randomBytes' | 'log'> & {
    readonly vault: Pick<KeyVault, 'pinnedEscrow'>
    readonly newId?: NewId
    readonly monotonicMs?: () => number
    readonly after?: After
  },
  on: {
    readonly handingOver: (stage: StageOf<'handing-over'>) => void
    readonly destroying: () => void
    readonly again: (key: DatabaseKey) => void
  },
): Revocation {
  const { folder, log, after = timer } = options
  let callOff = new AbortController()
  let cancelNext: (() => void) | null = null
  let failures = 0

  const tryLater = (key: DatabaseKey): void => {
    cancelNext?.()
    cancelNext = after(Math.min(longestRetryMs, firstRetryMs * 2 ** (failures - 1)), () => on.again(key))
  }

  return {
    leftToDo() {
      const note = readRevokedNote(folder)
      return note && destroyed(folder, note)
    },
    async end(key) {
      cancelNext?.()
      callOff = new AbortController()
      let counts: HandOverCounts = { changeSets: 0, pictures: 0, picturesLeft: 0 }
      const onCount = (told: HandOverCounts) => {
        counts = told
        on.handingOver({ type: 'handing-over', key, ...counts, problem: null })
      }
      try {
        const note = await handedOver(options, { key, onCount, signal: callOff.signal })
        // From here on there is no way back, and none is needed.
        writeRevokedNote(folder, note)
        on.destroying()
        return destroyed(folder, note)
      } catch (error) {
        if (!isOfHeadoffice(error)) throw error
        failures += 1
        log.warn({ err: error, failures }, 'what was not sent could not be handed over yet')
        tryLater(key)
        return { type: 'handing-over', key, ...counts, problem: problemOf(error) }
      }
    },
    stop() {
      cancelNext?.()
      callOff.abort(new Error('this laptop is being closed'))
    },
  }
}

function destroyed(folder: string, note: RevokedNote): Stage {
  destroyLaptop(folder)
  const { at, changeSets, pictures, picturesLeft, storeCode } = note
  return { type: 'revoked', at, changeSets, pictures, picturesLeft, storeCode }
}

const isOfHeadoffice = (error: unknown): boolean =>
  error instanceof HeadofficeFailure || error instanceof NotLetIn || error instanceof DOMException

const problemOf = (error: unknown): 'unreachable' | 'troubled' =>
  error instanceof HeadofficeFailure && isAway(error.failure) ? 'unreachable' : 'troubled'

/** Opens the data for this alone, and closes it again. */
async function handedOver(
  options: Parameters<typeof createRevocation>[0],
  of: {
    readonly key: DatabaseKey
    readonly onCount: (counts: HandOverCounts) => void
    readonly signal: AbortSignal
  },
): Promise<RevokedNote> {
  const { folder, resources, randomBytes, log, vault, newId = systemNewId } = options
  const clock: Clock = options.clock
  const db = openShowroomDatabase({
    folder,
    key: of.key,
    isHeld: true,
    migrationsFolder: join(resources, 'db', 'migrations'),
    clock,
    newId,
    foldName,
  })
  try {
    const device = db.device.get()
    const known = db.identity.get()
    if (!device || !known) throw new Error('A laptop that was never enrolled has nothing to hand over')
    const identity = createDeviceIdentity({
      db,
      folder,
      calls: (url) => createIdentityCalls(createContractClient(url, createHeadofficeWire())),
      clock,
      monotonicMs: options.monotonicMs ?? systemMonotonicMs,
      newId,
      randomBytes,
      market: device.market,
      log,
    })
    const { deviceId } = known
    const handed = await handOver({
      ...of,
      folder,
      connection: db.connection,
      deviceId,
      escrowKey: vault.pinnedEscrow(of.key)?.escrowKey ?? null,
      randomBytes,
      say: identity.farewell,
      log,
    })
    const { storeCode } = device
    return { format: 'northstar-revoked', version: 1, ...handed, deviceId, storeCode }
  } finally {
    db.close()
  }
}
