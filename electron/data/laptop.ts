import { Refusal } from '../../contract/errors.ts'
import type { LaptopState, Work } from '../../contract/laptop.ts'
import { assertNever } from '../../core/assert-never.ts'
import { listBackups } from '../../db/backups.ts'
import { holdFolder } from '../../db/connect.ts'
import { codeOfFailure } from '../../db/damage.ts'
import type { DatabaseKey } from '../../db/database-key.ts'
import { removeRevokedNote } from '../../db/destroy-laptop.ts'
import { hasEncryptedDatabase, isPlainDatabase } from '../../db/encrypt-plain-database.ts'
import { finishPutInUse, putInUse, setAside } from '../../db/put-in-use.ts'
import { salvagedFile } from '../../db/salvage.ts'
import { refuseOtherUse } from './demo-or-real.ts'
import { createOpening, type OpeningOptions, withoutSome } from './laptop-opening.ts'
import { createRecovery, type Recovery } from './laptop-recovery.ts'
import { createRevocation } from './laptop-revocation.ts'
import { type Failed, isOneOf, type Stage, type StageOf, stateOf } from './laptop-stages.ts'
import type { DataService } from './service.ts'
import { demoKey } from './vault/demo-key.ts'
import { adoptBroughtKeys, type KeyVault, leaveBroughtKeys } from './vault/key-vault.ts'
import type { Sealing } from './vault/sealer.ts'

export interface LaptopOptions extends Omit<OpeningOptions, 'vault'> {
  readonly vault: KeyVault
  /** What the operating system seals the key with here, `null` where somebody has to choose a passphrase instead. */
  readonly sealing: () => Promise<Sealing | null>
}

/** The laptop's data from the first look at its folder to the closing: one stage at a time. */
export interface Laptop extends Recovery {
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

/**
 * Holds the folder and finds out what is in it: a new laptop, one that needs its key, one whose data is of an earlier
 * build, damaged or of a later version. A key is never made beside a database that is encrypted already, and nothing is
 * thrown away: what is replaced is set aside.
 * @throws Refusal FOLDER_NOT_WRITABLE, FILE_NOT_USABLE, ALREADY_OPEN
 */
export function createLaptop(options: LaptopOptions): Laptop {
  const { folder, clock, log } = options
  const hold = holdFolder(folder)
  let stage: Stage = { type: 'working', work: newWork('opening') }
  let underWay: Promise<void> = Promise.resolve()
  let isClosed = false
  /** A call that waits for the vault before it changes the stage. */
  let call: Promise<void> | null = null

  const { vault, sealing: _, ...rest } = options
  const opening = createOpening(
    { ...rest, ...(!options.demo && { vault }) },
    {
      progress: (what) => (done, of) => {
        if (stage.type !== 'working') return
        const { startedAt } = stage.work.what === what ? stage.work : newWork(what)
        stage = { type: 'working', work: { what, done, of, startedAt } }
      },
      damage(open, error) {
        if (stage !== open || isClosed) return
        log.error({ err: error }, 'the database is damaged')
        begin('checking', open.key, async () => {
          await open.service.close()
          return damaged(open.key)
        })
      },
      revoked(open) {
        if (stage === open) endIfRevoked(open)
      },
      otherMarket(open, signedIn) {
        if (stage === open && !isClosed) begin('opening', open.key, () => openedAnew(open, signedIn))
      },
    },
  )
  const { opened, openedAnew, damaged, run, sayWhenOpen } = opening
  const revocation = createRevocation(options, {
    handingOver: enter,
    destroying: () => enter({ type: 'working', work: newWork('destroying') }),
    again(key) {
      if (stage.type === 'handing-over' && !isClosed) begin('opening', key, () => revocation.end(key))
    },
  })

  function newWork(what: Work['what']): Work {
    return { what, done: 0, of: null, startedAt: clock() }
  }

  /** Enters `working` at once and the stage that the task comes to afterwards; one task at a time. */
  function begin(what: Work['what'], key: DatabaseKey | null, task: () => Promise<Stage>): void {
    if (isClosed) throw new Refusal('NOT_NOW')
    stage = { type: 'working', work: newWork(what) }
    underWay = task().then(enter, (error: unknown) => enter({ type: 'refused', key, ...failedOf(error) }))
  }
  function enter(next: Stage): void {
    stage = next
    if (next.type === 'open') endIfRevoked(next)
    if (next.type !== 'open' && next.type !== 'working')
      log.info({ stage: next.type }, 'the data is not open')
  }
  function failedOf(error: unknown): Failed {
    const { code, detail } = codeOfFailure(error)
    if (code === 'BUG') log.error({ err: error }, 'opening the data failed')
    return { code, detail }
  }

  /** From the moment that head office has revoked this laptop nothing more is recorded on it. */
  function endIfRevoked({ key, service }: StageOf<'open'>): void {
    // One that is closing looks again at its next start.
    if (isClosed || !service.mustEnd()) return
    log.error('head office has revoked this laptop')
    begin('opening', key, async () => {
      await service.close()
      return revocation.end(key)
    })
  }

  async function look(): Promise<Stage> {
    const ended = revocation.leftToDo()
    if (ended) return ended
    refuseOtherUse(folder, options.demo)
    finishPutInUse(folder)
    if (options.demo) return opened(demoKey)
    const { hasKeys, ways } = vault.state()
    const otherWays = ways.filter((way) => way !== 'os')
    if (hasKeys && ways.includes('os')) {
      const found = await vault.open({ type: 'os' })
      return found.type === 'opened'
        ? opened(found.key)
        : { type: 'key-needed', because: 'os-key-lost', ways: otherWays }
    }
    if (hasKeys) return { type: 'key-needed', because: 'start', ways: otherWays }
    if (hasEncryptedDatabase(folder)) return { type: 'key-needed', because: 'wraps-missing', ways: [] }
    const isPlain = isPlainDatabase(folder)
    const hasBrought = !isPlain && listBackups(folder).length > 0
    const key = hasBrought ? null : await keySealedByTheSystem()
    if (key) return opened(key, 'new')
    return { type: 'passphrase-to-choose', because: isPlain ? 'plain' : 'new', key: null }
  }

  /** @returns a new key, `null` where the system seals none */
  async function keySealedByTheSystem(): Promise<DatabaseKey | null> {
    if ((await options.sealing()) === null) return null
    return unlessNotSealed(() => vault.create({ type: 'os' }))
  }

  /**
   * After the recovery code: the system seals the key again where it did before, if it does it well now. A passphrase
   * that somebody wanted is not given up in silence.
   * @returns whether it is sealed
   */
  async function sealedAnew(key: DatabaseKey): Promise<boolean> {
    const { ways } = vault.state()
    if (!ways.includes('os') || ways.includes('passphrase')) return false
    const sealing = await options.sealing()
    if (sealing === null || sealing.isWeak) return false
    const sealed = await unlessNotSealed(async () => {
      await vault.setPassphrase(key, null)
      return true
    })
    return sealed ?? false
  }

  const stageIs = <T extends Stage['type']>(...types: readonly T[]): StageOf<T> => {
    const now = stage
    if (isOneOf(now, types)) return now
    throw new Refusal('NOT_NOW')
  }
  /** From the first look at the stage to the one it leads to there is one such call; others are refused and do nothing. */
  const alone = async (task: () => Promise<void>): Promise<void> => {
    refuseMeanwhile()
    const mine = task()
    call = mine
    try {
      await mine
    } finally {
      call = null
    }
  }
  const refuseMeanwhile = () => {
    if (call !== null || isClosed) throw new Refusal('NOT_NOW')
  }
  /** Damage stays damage, with the reason, when what was tried came to nothing. */
  const orStill = (before: StageOf<'damaged'>, task: () => Promise<Stage>) => async () => {
    try {
      return await task()
    } catch (error) {
      return { ...before, failed: failedOf(error) }
    }
  }

  const { chooseAfterAnswer, ...recovery } = createRecovery(vault, {
    stageIs,
    alone,
    enter,
    beginOpening: (key) => begin('opening', key, () => opened(key)),
  })

  begin('opening', null, look)

  return {
    ...recovery,
    service: () => (stage.type === 'open' ? stage.service : null),
    idle: () => underWay,
    state: () => stateOf(stage, folder, vault.asked),
    choosePassphrase: (passphrase) =>
      alone(async () => {
        const before = stageIs('passphrase-to-choose')
        if (before.because === 'answered') return chooseAfterAnswer(before, passphrase)
        const key = before.key ?? (await vault.create({ type: 'passphrase', passphrase }))
        if (before.key) await vault.setPassphrase(key, passphrase)
        begin('opening', key, () => opened(key, before.key ? 'kept' : 'new'))
      }),
    open: (by) =>
      alone(async () => {
        stageIs('key-needed')
        const found = await vault.open(by)
        if (found.type !== 'opened') throw new Refusal('NOT_NOW')
        const { key } = found
        if (by.type === 'recovery-code' && !(await sealedAnew(key)))
          return enter({ type: 'passphrase-to-choose', because: 'recovered', key })
        begin('opening', key, () => opened(key))
      }),
    tryAgain() {
      refuseMeanwhile()
      const before = stageIs('damaged', 'refused', 'key-needed', 'handing-over')
      const key = before.type === 'key-needed' ? null : before.key
      begin('opening', key, () => {
        if (before.type === 'handing-over') return revocation.end(before.key)
        return key ? opened(key) : look()
      })
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
          sayWhenOpen((service) => service.logAccess('data-salvaged', {}))
          return opened(before.key)
        }),
      )
    },
    restore: (backupId, recoveryCode) =>
      alone(async () => {
        const before = stageIs('open', 'damaged', 'passphrase-to-choose')
        switch (before.type) {
          case 'open': {
            const personId = before.service.session.manager()
            return begin('restoring', before.key, async () => {
              await before.service.close()
              return restoredOrBack(before.key, backupId, personId)
            })
          }
          case 'damaged':
            return begin(
              'restoring',
              before.key,
              orStill(before, async () => {
                await restored(before.key, backupId, {})
                return opened(before.key)
              }),
            )
          case 'passphrase-to-choose': {
            if (before.because !== 'new' || recoveryCode === null) throw new Refusal('NOT_NOW')
            return bring(backupId, recoveryCode)
          }
          default:
            return assertNever(before)
        }
      }),
    startEmpty() {
      const before = stageIs('damaged', 'revoked')
      if (before.type === 'revoked') {
        removeRevokedNote(folder)
        return begin('opening', null, look)
      }
      begin(
        'opening',
        before.key,
        orStill(before, async () => {
          setAside({ folder, nowMs: clock() })
          return opened(before.key, 'new')
        }),
      )
    },
    async close() {
      isClosed = true
      revocation.stop()
      // What a call was refused with is its caller's.
      await call?.catch(() => {})
      await underWay
      if (stage.type === 'open') await stage.service.close()
      hold.release()
    },
  }

  /** Puts a backup in use; what came of it is said as soon as the data is open. */
  async function restored(
    key: DatabaseKey,
    backupId: string,
    by: { readonly personId?: string },
  ): Promise<void> {
    const came = await run(key, 'restoring', { type: 'restore', backupId, nowMs: clock() })
    const { replayed, notReplayed, isNewDevice, droppedLog } = came
    sayWhenOpen((service) => {
      service.logAccess('backup-restored', {
        backup: backupId,
        replayed: String(replayed),
        notReplayed: String(notReplayed),
        isNewDevice: String(isNewDevice),
        ...(droppedLog && { droppedEntries: String(droppedLog.entries), droppedHead: droppedLog.head }),
        ...by,
      })
      if (notReplayed > 0) service.noticeRestore(withoutSome(notReplayed))
    })
  }

  /** From open data: when the backup cannot be put in use, what was open is opened again. */
  async function restoredOrBack(key: DatabaseKey, backupId: string, personId: string): Promise<Stage> {
    try {
      await restored(key, backupId, { personId })
    } catch (error) {
      log.error({ err: error }, 'the backup was not put in use')
      const failed = failedOf(error)
      sayWhenOpen((service) => service.noticeRestore(failed))
    }
    return opened(key)
  }

  /** A backup of another laptop, opened with that one's recovery code, becomes this laptop's data. */
  async function bring(backupId: string, code: string): Promise<void> {
    adoptBroughtKeys(folder, backupId)
    const key = await orLeaveKeys(async () => {
      const found = await vault.open({ type: 'recovery-code', code })
      if (found.type !== 'opened') throw new Refusal('NOT_NOW')
      return found.key
    })
    // Without the key: when it fails the wraps that were brought go again, and a key without them opens nothing.
    begin('restoring', null, async () => {
      await orLeaveKeys(() => restored(key, backupId, {}))
      return (await sealedAnew(key))
        ? opened(key)
        : { type: 'passphrase-to-choose', because: 'recovered', key }
    })
  }
  async function orLeaveKeys<T>(task: () => Promise<T>): Promise<T> {
    try {
      return await task()
    } catch (error) {
      leaveBroughtKeys(folder)
      throw error
    }
  }
}

/** `null` when the operating system did not seal it: then a person chooses a passphrase. */
async function unlessNotSealed<T>(seal: () => Promise<T>): Promise<T | null> {
  try {
    return await seal()
  } catch (error) {
    if (error instanceof Refusal && error.code === 'KEY_NOT_SEALED') return null
    throw error
  }
}
