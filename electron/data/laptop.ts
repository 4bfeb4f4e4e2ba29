import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type ErrorCode, type ErrorDetail, Refusal } from '../../contract/errors.ts'
import type { LaptopState, SalvageReport, Work } from '../../contract/laptop.ts'
import { assertNever } from '../../core/assert-never.ts'
import type { Clock } from '../../core/clock.ts'
import { listBackups } from '../../db/backups.ts'
import { databaseFile, holdFolder } from '../../db/connect.ts'
import { isDamage } from '../../db/damage.ts'
import type { DatabaseKey } from '../../db/database-key.ts'
import { isPlainDatabase } from '../../db/encrypt-plain-database.ts'
import { hasPending } from '../../db/migrate.ts'
import { finishPutInUse, putInUse, setAside } from '../../db/put-in-use.ts'
import { putSaltBack } from '../../db/salt.ts'
import { salvagedFile } from '../../db/salvage.ts'
import type { createDataService, DataService, DataServiceOptions } from './service.ts'
import { createUpkeep, type Job } from './upkeep/run-upkeep.ts'
import { demoKey } from './vault/demo-key.ts'
import { adoptBroughtKeys, type KeyVault, leaveBroughtKeys } from './vault/key-vault.ts'

export interface LaptopOptions extends Omit<DataServiceOptions, 'key' | 'onDamage' | 'isHeld' | 'vault'> {
  readonly vault: KeyVault
  /** Whether the operating system seals the key here, so that nobody has to choose a passphrase. */
  readonly canSeal: () => Promise<boolean>
  readonly createService: typeof createDataService
  readonly clock: Clock
}

/** The laptop's data from the first look at its folder to the closing: one stage at a time. */
export interface Laptop {
  readonly state: () => LaptopState
  /** The open data service, `null` in every other stage. */
  readonly service: () => DataService | null
  /** Makes the passphrase that seals the key from now on. @throws Refusal NOT_NOW, PASSPHRASE_TOO_SHORT */
  readonly choosePassphrase: (passphrase: string) => Promise<void>
  /** @throws Refusal NOT_NOW, PASSPHRASE_WRONG, RECOVERY_CODE_WRONG */
  readonly open: (by: Parameters<KeyVault['open']>[0]) => Promise<void>
  /** @throws Refusal NOT_NOW */
  readonly tryAgain: () => void
  /** @throws Refusal NOT_NOW */
  readonly salvage: () => void
  /** @throws Refusal NOT_NOW */
  readonly takeSalvaged: () => void
  /** @throws Refusal NOT_NOW, SIGNED_OUT, NOT_ALLOWED, RECOVERY_CODE_WRONG, BACKUP_NOT_FOUND */
  readonly restore: (backupId: string, recoveryCode: string | null) => Promise<void>
  /** @throws Refusal NOT_NOW */
  readonly startEmpty: () => void
  /** Settles when no work is under way any more. */
  readonly idle: () => Promise<void>
  readonly close: () => Promise<void>
}

interface Failed {
  readonly code: ErrorCode
  readonly detail: ErrorDetail
}

type Stage =
  | { readonly type: 'working'; readonly work: Work }
  | {
      readonly type: 'passphrase-to-choose'
      readonly because: 'new' | 'plain' | 'recovered'
      /** Known already when the recovery code opened it. */
      readonly key: DatabaseKey | null
    }
  | {
      readonly type: 'key-needed'
      readonly because: 'start' | 'os-key-lost' | 'wraps-missing'
      readonly ways: readonly ('passphrase' | 'recovery-code')[]
    }
  | {
      readonly type: 'damaged'
      readonly key: DatabaseKey
      readonly foundAt: number
      readonly extent: 'some' | 'all'
      readonly journaled: number
      readonly salvaged: SalvageReport | null
      readonly failed: Failed | null
    }
  | ({ readonly type: 'refused'; readonly key: DatabaseKey | null } & Failed)
  | { readonly type: 'open'; readonly key: DatabaseKey; readonly service: DataService }

/**
 * Holds the folder and finds out what is in it: a new laptop, one that needs its key, one whose data is of an earlier
 * build, damaged or of a later version. A key is never made beside a database that is encrypted already, and nothing is
 * thrown away: what is replaced is set aside.
 * @throws Refusal FOLDER_NOT_WRITABLE, FILE_NOT_USABLE, ALREADY_OPEN
 */
export function createLaptop(options: LaptopOptions): Laptop {
  const { folder, resources, vault, clock, log } = options
  const file = databaseFile(folder)
  const migrationsFolder = join(resources, 'db', 'migrations')
  const hold = holdFolder(folder)
  let stage: Stage = { type: 'working', work: newWork('opening') }
  let underWay: Promise<void> = Promise.resolve()
  /** Damage that the check does not confirm is believed the second time. */
  let doubted = false
  let isClosed = false

  function newWork(what: Work['what']): Work {
    return { what, done: 0, of: null, startedAt: clock() }
  }
  const progress = (what: Work['what']) => (done: number, of: number | null) => {
    const startedAt = stage.type === 'working' && stage.work.what === what ? stage.work.startedAt : clock()
    if (stage.type === 'working') stage = { type: 'working', work: { what, done, of, startedAt } }
  }
  const run = async <J extends Job>(key: DatabaseKey, what: Work['what'], job: J) => {
    progress(what)(0, null)
    const upkeep = createUpkeep({ workerFile: options.upkeepWorker, folder, key, migrationsFolder, log })
    return upkeep.run(job, progress(what))
  }

  /** Enters `working` at once and the stage that the task comes to afterwards; one task at a time. */
  function begin(what: Work['what'], key: DatabaseKey | null, task: () => Promise<Stage>): void {
    stage = { type: 'working', work: newWork(what) }
    underWay = task().then(
      (next) => enter(next),
      (error: unknown) => enter({ type: 'refused', key, ...failedOf(error) }),
    )
  }
  function enter(next: Stage): void {
    stage = next
    if (next.type === 'open' && isClosed) underWay = next.service.close()
    if (next.type !== 'open' && next.type !== 'working')
      log.info({ stage: next.type }, 'the data is not open')
  }
  function failedOf(error: unknown): Failed {
    if (error instanceof Refusal) return { code: error.code, detail: error.detail }
    log.error({ err: error }, 'opening the data failed')
    return { code: 'BUG', detail: {} }
  }

  async function look(): Promise<Stage> {
    finishPutInUse(folder)
    if (options.demo) return opened(demoKey)
    const isPlain = isPlainDatabase(folder)
    const isThere = existsSync(file) && !isPlain
    const { hasKeys, ways } = vault.state()
    const otherWays = ways.filter((way) => way !== 'os')
    if (hasKeys && ways.includes('os')) {
      const found = await vault.open({ type: 'os' })
      return found.type === 'opened'
        ? opened(found.key)
        : { type: 'key-needed', because: 'os-key-lost', ways: otherWays }
    }
    if (hasKeys) return { type: 'key-needed', because: 'start', ways: otherWays }
    if (isThere) return { type: 'key-needed', because: 'wraps-missing', ways: [] }
    const hasBrought = !isPlain && listBackups(folder).length > 0
    if (!hasBrought && (await options.canSeal())) return opened(await vault.create({ type: 'os' }))
    return { type: 'passphrase-to-choose', because: isPlain ? 'plain' : 'new', key: null }
  }

  async function opened(key: DatabaseKey): Promise<Stage> {
    try {
      if (isPlainDatabase(folder)) await run(key, 'encrypting', { type: 'encrypt' })
      if (hasPending({ folder, key, migrationsFolder }))
        await run(key, 'upgrading', { type: 'migrate', nowMs: clock() })
      progress('opening')(0, null)
      return { type: 'open', key, service: serve(key) }
    } catch (error) {
      if (!isDamage(error)) throw error
      log.error({ err: error }, 'the database is damaged')
      return damaged(key)
    }
  }

  function serve(key: DatabaseKey): DataService {
    const { vault: _, ...rest } = options
    const service = options.createService({
      ...rest,
      ...(!options.demo && { vault }),
      key,
      isHeld: true,
      onDamage: (error) => {
        if (stage.type !== 'open' || stage.service !== service) return
        log.error({ err: error }, 'the database is damaged')
        begin('checking', key, async () => {
          await service.close()
          return damaged(key)
        })
      },
    })
    service.startBackups()
    return service
  }

  /** Salt back, check, rebuild what can be told again, and one try more; only then is it called damaged. */
  async function damaged(key: DatabaseKey): Promise<Stage> {
    if (existsSync(file)) putSaltBack({ file, key })
    const { extent, rebuilt } = await run(key, 'checking', { type: 'check' })
    if (extent === 'none' && (rebuilt || !doubted)) {
      doubted = !rebuilt
      return opened(key)
    }
    return {
      type: 'damaged',
      key,
      foundAt: clock(),
      extent: extent === 'all' ? 'all' : 'some',
      journaled: await journaled(key),
      salvaged: null,
      failed: null,
    }
  }
  async function journaled(key: DatabaseKey): Promise<number> {
    const counted = await run(key, 'checking', { type: 'count-journal' })
    return counted.records
  }

  const stageIs = <T extends Stage['type']>(...types: readonly T[]): Extract<Stage, { type: T }> => {
    const now = stage
    if (isOneOf(now, types)) return now
    throw new Refusal('NOT_NOW')
  }
  /** Damage stays damage, with the reason, when what was tried came to nothing. */
  const orStill = (before: Extract<Stage, { type: 'damaged' }>, task: () => Promise<Stage>) => async () => {
    try {
      return await task()
    } catch (error) {
      return { ...before, failed: failedOf(error) }
    }
  }

  begin('opening', null, look)

  return {
    service: () => (stage.type === 'open' ? stage.service : null),
    idle: () => underWay,
    state: () => stateOf(stage, folder),
    async choosePassphrase(passphrase) {
      const before = stageIs('passphrase-to-choose')
      const key = before.key ?? (await vault.create({ type: 'passphrase', passphrase }))
      if (before.key) await vault.setPassphrase(key, passphrase)
      if (stage === before) begin('opening', key, () => opened(key))
    },
    async open(by) {
      const before = stageIs('key-needed')
      const found = await vault.open(by)
      if (found.type !== 'opened') throw new Refusal('NOT_NOW')
      const { key } = found
      if (stage !== before) throw new Refusal('NOT_NOW')
      if (by.type === 'passphrase') return begin('opening', key, () => opened(key))
      if (await options.canSeal()) {
        await vault.setPassphrase(key, null)
        return begin('opening', key, () => opened(key))
      }
      enter({ type: 'passphrase-to-choose', because: 'recovered', key })
    },
    tryAgain() {
      const before = stageIs('damaged', 'refused', 'key-needed')
      const key = before.type === 'key-needed' ? null : before.key
      begin('opening', key, () => (key ? opened(key) : look()))
    },
    salvage() {
      const before = stageIs('damaged')
      begin(
        'salvaging',
        before.key,
        orStill(before, async () => {
          const { report } = await run(before.key, 'salvaging', { type: 'salvage', nowMs: clock() })
          return { ...before, salvaged: report, failed: null }
        }),
      )
    },
    takeSalvaged() {
      const before = stageIs('damaged')
      if (!before.salvaged) throw new Refusal('NOT_NOW')
      begin(
        'opening',
        before.key,
        orStill(before, async () => {
          putInUse({ folder, from: salvagedFile(folder), nowMs: clock() })
          const next = await opened(before.key)
          if (next.type === 'open') next.service.logAccess('data-salvaged', {})
          return next
        }),
      )
    },
    async restore(backupId, recoveryCode) {
      const before = stageIs('open', 'damaged', 'passphrase-to-choose')
      switch (before.type) {
        case 'open': {
          const personId = before.service.session.manager()
          return begin('restoring', before.key, async () => {
            await before.service.close()
            return restored(before.key, backupId, { personId }, () => opened(before.key))
          })
        }
        case 'damaged':
          return begin(
            'restoring',
            before.key,
            orStill(before, () => restored(before.key, backupId, {})),
          )
        case 'passphrase-to-choose': {
          if (before.because !== 'new' || recoveryCode === null) throw new Refusal('NOT_NOW')
          return bring(before, backupId, recoveryCode)
        }
        default:
          return assertNever(before)
      }
    },
    startEmpty() {
      const before = stageIs('damaged')
      begin(
        'opening',
        before.key,
        orStill(before, async () => {
          setAside({ folder, nowMs: clock() })
          return opened(before.key)
        }),
      )
    },
    async close() {
      isClosed = true
      await underWay
      if (stage.type === 'open') await stage.service.close()
      hold.release()
    },
  }

  async function restored(
    key: DatabaseKey,
    backupId: string,
    by: { readonly personId?: string },
    otherwise?: () => Promise<Stage>,
  ): Promise<Stage> {
    try {
      await run(key, 'restoring', { type: 'restore', backupId, nowMs: clock() })
    } catch (error) {
      if (!otherwise) throw error
      log.error({ err: error }, 'the backup was not put in use')
      const back = await otherwise()
      if (back.type === 'open') back.service.restoreFailed(failedOf(error))
      return back
    }
    const next = await opened(key)
    if (next.type === 'open') next.service.logAccess('backup-restored', { backup: backupId, ...by })
    return next
  }

  /** A backup of another laptop, opened with that one's recovery code, becomes this laptop's data. */
  async function bring(before: Stage, backupId: string, code: string): Promise<void> {
    adoptBroughtKeys(folder, backupId)
    let key: DatabaseKey
    try {
      const found = await vault.open({ type: 'recovery-code', code })
      if (found.type !== 'opened' || stage !== before) throw new Refusal('NOT_NOW')
      key = found.key
    } catch (error) {
      leaveBroughtKeys(folder)
      throw error
    }
    // Without the key: when it fails the wraps that were brought go again, and a key without them opens nothing.
    begin('restoring', null, async () => {
      try {
        await run(key, 'restoring', { type: 'restore', backupId, nowMs: clock() })
      } catch (error) {
        leaveBroughtKeys(folder)
        throw error
      }
      if (!(await options.canSeal())) return { type: 'passphrase-to-choose', because: 'recovered', key }
      await vault.setPassphrase(key, null)
      return opened(key)
    })
  }
}

function isOneOf<T extends Stage['type']>(
  stage: Stage,
  types: readonly T[],
): stage is Extract<Stage, { type: T }> {
  return types.some((type) => type === stage.type)
}

function stateOf(stage: Stage, folder: string): LaptopState {
  switch (stage.type) {
    case 'working':
      return stage
    case 'passphrase-to-choose':
      return {
        type: 'passphrase-to-choose',
        because: stage.because,
        backups: stage.because === 'new' ? [...listBackups(folder)] : [],
      }
    case 'key-needed':
      return { ...stage, ways: [...stage.ways] }
    case 'damaged': {
      const { key: _, ...shown } = stage
      return { ...shown, backups: [...listBackups(folder)] }
    }
    case 'refused':
      return { type: 'refused', code: stage.code, detail: { ...stage.detail } }
    case 'open':
      return { type: 'open' }
    default:
      return assertNever(stage)
  }
}
