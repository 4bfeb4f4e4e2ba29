import { rmSync } from 'node:fs'
import type { z } from 'zod'
import type { securityStateSchema } from '../../../contract/access.ts'
import { Refusal } from '../../../contract/errors.ts'
import type { Clock } from '../../../core/clock.ts'
import type { NewId } from '../../../core/ids.ts'
import { backupKeysFile, listBackups, refreshBackupKeys } from '../../../db/backups.ts'
import { failureOf } from '../../../db/damage.ts'
import { type DatabaseKey, newDatabaseKey } from '../../../db/database-key.ts'
import { syncFolder } from '../../../db/durable-files.ts'
import { hasEncryptedDatabase } from '../../../db/encrypt-plain-database.ts'
import { createEscrowVault, type EscrowVault } from './escrow-vault.ts'
import { describeSealing, makeOsWrap, openOsWrap } from './os-wrap.ts'
import { newRecoveryCode, readRecoveryCode } from './recovery-code.ts'
import type { Sealer } from './sealer.ts'
import { openWithSecret, sealWithSecret } from './secret-wrap.ts'
import {
  isOther,
  type KeyWraps,
  type OsWrap,
  type PassphraseWrap,
  type RecoveryCodeWrap,
  readWraps,
  readWrapsFile,
  refuseOtherKey,
  type Wrap,
  wrapsCopy,
  wrapsFile,
  writeWraps,
} from './wraps-file.ts'

/** `headoffice`: by a request that the escrow key answers. */
type WayToOpen = 'os' | 'passphrase' | 'recovery-code' | 'headoffice'
type WrapType = Exclude<WayToOpen, 'headoffice'> | 'escrow'
type Security = Omit<Readonly<z.infer<typeof securityStateSchema>>, 'idleLockMinutes'>

type BySecret =
  | { readonly type: 'passphrase'; readonly passphrase: string }
  | { readonly type: 'recovery-code'; readonly code: string }

type Opened = { readonly type: 'opened'; readonly key: DatabaseKey } | { readonly type: 'lost' }

/** The key of the laptop's database, which is on the disk only in wraps: sealed, each in its own way. */
export interface KeyVault extends EscrowVault {
  /**
   * What is kept here, read anew each time.
   * @throws Refusal KEY_FILE_DAMAGED, DATABASE_NEWER, FILE_NOT_USABLE
   */
  readonly state: () => {
    readonly hasKeys: boolean
    readonly ways: readonly WayToOpen[]
    /** The 16 bytes at the head of the database, in hexadecimal; `null` when no wrap says it. */
    readonly salt: string | null
  }
  /**
   * Makes the key of a database that is not there yet; its first wrap is on the disk when this returns.
   * @throws Refusal NOT_NOW beside a key or an encrypted database, KEY_NOT_SEALED, PASSPHRASE_TOO_SHORT, DISK_FULL
   */
  readonly create: (
    by: { readonly type: 'os' } | { readonly type: 'passphrase'; readonly passphrase: string },
  ) => Promise<DatabaseKey>
  /**
   * Opens the key that is kept here. `lost` is only ever the operating system's: it does not unseal what it sealed.
   * Nothing is changed then, and another way may open it.
   * @throws Refusal PASSPHRASE_WRONG, RECOVERY_CODE_WRONG, RECOVERY_CODE_MISTYPED, NOT_NOW where no key is kept
   */
  readonly open: (by: { readonly type: 'os' } | BySecret) => Promise<Opened>
  /**
   * Seals the key with a passphrase instead of the operating system; `null` gives it back to the system, also when that
   * had lost it. The new wrap takes the place of the old in one step.
   * @throws Refusal PASSPHRASE_TOO_SHORT, KEY_NOT_SEALED, NOT_NOW where no key is kept, DISK_FULL
   */
  readonly setPassphrase: (key: DatabaseKey, passphrase: string | null) => Promise<void>
  /** A new recovery code, said this once. The one before stays good until this one is confirmed. @throws Refusal NOT_NOW, DISK_FULL */
  readonly newRecoveryCode: (key: DatabaseKey) => Promise<string>
  /** @throws Refusal RECOVERY_CODE_WRONG for any but the newest code, RECOVERY_CODE_MISTYPED, DISK_FULL */
  readonly confirmRecoveryCode: (code: string) => Promise<void>
  /** Whether a code opens this laptop: the kept one or the newest. */
  readonly isRecoveryCode: (code: string) => Promise<boolean>
  readonly security: () => Promise<Security>
}

const leastPassphrase = 12

const allWays: readonly WayToOpen[] = ['os', 'passphrase', 'recovery-code', 'headoffice']

const wrapTypeOf = (way: WayToOpen): WrapType => (way === 'headoffice' ? 'escrow' : way)

/** @param deps.sealer `null` where the operating system seals nothing, as in the browser host */
export function createKeyVault(deps: {
  readonly folder: string
  readonly clock: Clock
  readonly newId: NewId
  /** That many unguessable bytes. */
  readonly randomBytes: (count: number) => Uint8Array
  readonly sealer: Sealer | null
}): KeyVault {
  const { folder, clock, newId, randomBytes, sealer } = deps
  const oneAtATime = createTurns()

  /** Wraps that were brought with a backup are this laptop's only from when its database is. */
  const inUse = (): KeyWraps | null => {
    const wraps = readWraps(folder)?.wraps ?? null
    return wraps?.broughtWith && !hasEncryptedDatabase(folder) ? null : wraps
  }
  const kept = (): KeyWraps => {
    const read = readWraps(folder)
    if (!read) throw new Refusal('NOT_NOW')
    return read.wraps
  }
  /** Reads and writes in one go, so that what others wrote while a seal was made stays. */
  const rewrite = (change: (wraps: readonly Wrap[]) => readonly Wrap[]): void => {
    const wraps = kept()
    writeWraps(folder, { ...wraps, wraps: [...change(wraps.wraps)] })
  }
  const ofType = <T extends WrapType>(wraps: KeyWraps, type: T): Extract<Wrap, { type: T }>[] =>
    wraps.wraps.filter((wrap): wrap is Extract<Wrap, { type: T }> => wrap.type === type)

  const secretWrap = async <T extends 'passphrase' | 'recovery-code'>(
    type: T,
    databaseId: string,
    key: DatabaseKey,
    secret: string,
  ) => {
    const id = newId()
    const around = { databaseId, type, id, salt: key.salt }
    const seal = await oneAtATime(() => sealWithSecret(key, secret, around, randomBytes))
    return { type, id, salt: key.salt, madeAt: clock(), seal }
  }
  const passphraseWrap = (
    databaseId: string,
    key: DatabaseKey,
    passphrase: string,
  ): Promise<PassphraseWrap> => {
    if ([...passphrase].length < leastPassphrase)
      throw new Refusal('PASSPHRASE_TOO_SHORT', { least: String(leastPassphrase) })
    return secretWrap('passphrase', databaseId, key, passphraseSecret(passphrase))
  }
  const osWrap = (databaseId: string, key: DatabaseKey): Promise<OsWrap> =>
    makeOsWrap(sealer, key, { databaseId, id: newId(), madeAt: clock() })

  const recoveryCodeWrap = async (databaseId: string, key: DatabaseKey) => {
    const code = newRecoveryCode(randomBytes)
    const wrap = await secretWrap('recovery-code', databaseId, key, codeSecret(code))
    return { code, wrap: { ...wrap, isConfirmed: false } }
  }

  const opens = (wrap: PassphraseWrap | RecoveryCodeWrap, databaseId: string, secret: string) =>
    oneAtATime(() => openWithSecret(wrap.seal, secret, { databaseId, ...wrap }))
  const firstOpened = async (
    wraps: readonly (PassphraseWrap | RecoveryCodeWrap)[],
    databaseId: string,
    secret: string,
  ): Promise<DatabaseKey | null> => {
    for (const wrap of wraps) {
      const key = await opens(wrap, databaseId, secret)
      if (key) return key
    }
    return null
  }

  const openWithOs = async (wraps: KeyWraps): Promise<Opened> => {
    for (const wrap of ofType(wraps, 'os')) {
      const opened = await openOsWrap(sealer, wrap, wraps.databaseId)
      if (!opened) continue
      if (opened.shouldReseal) await reseal(wrap, wraps.databaseId, opened.key)
      return { type: 'opened', key: opened.key }
    }
    return { type: 'lost' }
  }
  const reseal = async (old: OsWrap, databaseId: string, key: DatabaseKey): Promise<void> => {
    try {
      const fresh = await osWrap(databaseId, key)
      // The system now sealing worse than before is a manager's to accept, not a thing to happen by itself.
      if (fresh.isWeak && !old.isWeak) return
      const was = fresh.backend === old.backend ? old.was : old.backend
      rewrite((all) =>
        all.map((wrap) => (wrap.type === 'os' && wrap.id === old.id ? { ...fresh, was } : wrap)),
      )
    } catch (error) {
      // What was sealed before still opens, and it is tried again at the next start.
      if (!(error instanceof Refusal)) throw error
    }
  }
  const openWithSecretOf = async (wraps: KeyWraps, by: BySecret): Promise<DatabaseKey> => {
    const { databaseId } = wraps
    const key =
      by.type === 'passphrase'
        ? await firstOpened(ofType(wraps, 'passphrase'), databaseId, passphraseSecret(by.passphrase))
        : await firstOpened(ofType(wraps, 'recovery-code'), databaseId, codeSecret(by.code))
    if (key) return key
    throw new Refusal(by.type === 'passphrase' ? 'PASSPHRASE_WRONG' : 'RECOVERY_CODE_WRONG')
  }
  const mendCopies = (): void => {
    const read = readWraps(folder)
    if (read && !read.isWhole) writeWraps(folder, read.wraps)
  }
  /** What was replaced must open no backup either. Said when it fails: doing the same once more brings it about. */
  const bringToBackups = (): void => {
    try {
      refreshBackupKeys(folder)
    } catch (cause) {
      throw new Refusal(failureOf(cause) === 'disk-full' ? 'DISK_FULL' : 'DISK_FAILED', {}, { cause })
    }
  }
  const refuseSecondKey = (): void => {
    if (inUse() || hasEncryptedDatabase(folder)) throw new Refusal('NOT_NOW')
  }

  return {
    ...createEscrowVault({ ...deps, passphraseWrap, recoveryCodeWrap }),
    state() {
      const wraps = inUse()
      return {
        hasKeys: wraps !== null,
        ways: wraps ? allWays.filter((way) => ofType(wraps, wrapTypeOf(way)).length > 0) : [],
        salt: wraps?.wraps.flatMap((wrap) => (isOther(wrap) ? [] : wrap.salt)).at(0) ?? null,
      }
    },
    async create(by) {
      refuseSecondKey()
      const key = newDatabaseKey(randomBytes)
      const databaseId = newId()
      const first =
        by.type === 'os'
          ? await osWrap(databaseId, key)
          : await passphraseWrap(databaseId, key, by.passphrase)
      refuseSecondKey()
      writeWraps(folder, {
        format: 'northstar-key-wraps',
        version: 1,
        databaseId,
        broughtWith: null,
        wraps: [first],
      })
      return key
    },
    async open(by) {
      const wraps = kept()
      const opened: Opened =
        by.type === 'os'
          ? await openWithOs(wraps)
          : { type: 'opened', key: await openWithSecretOf(wraps, by) }
      if (opened.type === 'opened') mendCopies()
      return opened
    },
    async setPassphrase(key, passphrase) {
      const { databaseId } = kept()
      const fresh =
        passphrase === null
          ? await osWrap(databaseId, key)
          : await passphraseWrap(databaseId, key, passphrase)
      const wraps = kept()
      refuseOtherKey(wraps, key)
      const others = wraps.wraps.filter(({ type }) => type !== 'os' && type !== 'passphrase')
      writeWraps(folder, { ...wraps, broughtWith: null, wraps: [fresh, ...others] })
      bringToBackups()
    },
    async newRecoveryCode(key) {
      const { databaseId } = kept()
      const { code, wrap } = await recoveryCodeWrap(databaseId, key)
      refuseOtherKey(kept(), key)
      rewrite((all) => [...all.filter((one) => !isUnconfirmed(one)), wrap])
      return code
    },
    async confirmRecoveryCode(code) {
      const secret = codeSecret(code)
      const wraps = kept()
      const codes = ofType(wraps, 'recovery-code')
      const newest = codes.find(isUnconfirmed) ?? codes.at(-1)
      if (!newest || !(await opens(newest, wraps.databaseId, secret)))
        throw new Refusal('RECOVERY_CODE_WRONG')
      rewrite((all) =>
        all.flatMap((wrap) => {
          if (wrap.type !== 'recovery-code') return wrap
          return wrap.id === newest.id ? { ...wrap, isConfirmed: true } : []
        }),
      )
      bringToBackups()
    },
    async isRecoveryCode(code) {
      const secret = readRecoveryCode(code)
      const wraps = inUse()
      if (secret === null || !wraps) return false
      return (await firstOpened(ofType(wraps, 'recovery-code'), wraps.databaseId, secret)) !== null
    },
    async security() {
      const wraps = kept()
      const codes = ofType(wraps, 'recovery-code')
      const [os] = ofType(wraps, 'os')
      return {
        wraps: wraps.wraps.flatMap((wrap) =>
          isOther(wrap) || wrap.type === 'former'
            ? []
            : {
                id: wrap.id,
                type: wrap.type,
                madeAt: wrap.madeAt,
                isConfirmed: wrap.type !== 'recovery-code' || wrap.isConfirmed,
              },
        ),
        sealing: await describeSealing(sealer, os),
        passphraseRequired: !os && ofType(wraps, 'passphrase').length > 0,
        recoveryCode: codes.some(({ isConfirmed }) => isConfirmed)
          ? 'kept'
          : codes.length > 0
            ? 'not-confirmed'
            : 'none',
      }
    },
  }
}

/**
 * Makes the wraps that came with a backup of another laptop the ones that are opened here. They count as this laptop's
 * own only from when its database is there.
 * @throws Refusal BACKUP_NOT_FOUND, NOT_NOW beside a key or a database of this laptop's, KEY_FILE_DAMAGED, DISK_FULL
 */
export function adoptBroughtKeys(folder: string, backupId: string): void {
  const here = readWraps(folder)?.wraps ?? null
  if (hasEncryptedDatabase(folder) || (here && here.broughtWith === null)) throw new Refusal('NOT_NOW')
  // The id comes from a page: only one of the list may name a file.
  if (!listBackups(folder).some(({ id }) => id === backupId)) throw new Refusal('BACKUP_NOT_FOUND')
  const brought = readWrapsFile(backupKeysFile(folder, backupId), folder)
  writeWraps(folder, { ...brought, broughtWith: backupId })
}

/** Takes adopted wraps away again, unless a database here is already opened by them. */
export function leaveBroughtKeys(folder: string): void {
  const here = readWraps(folder)?.wraps ?? null
  if (!here?.broughtWith || hasEncryptedDatabase(folder)) return
  rmSync(wrapsCopy(folder), { force: true })
  rmSync(wrapsFile(folder), { force: true })
  syncFolder(folder)
}

/** The same words typed on another keyboard or system must be the same secret. */
const passphraseSecret = (passphrase: string): string => passphrase.normalize('NFKC')

/** @throws Refusal RECOVERY_CODE_MISTYPED */
function codeSecret(code: string): string {
  const secret = readRecoveryCode(code)
  if (secret === null) throw new Refusal('RECOVERY_CODE_MISTYPED')
  return secret
}

const isUnconfirmed = (wrap: Wrap): boolean => wrap.type === 'recovery-code' && !wrap.isConfirmed

/** One derivation at a time: each takes 128 MiB. */
function createTurns(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (task) => {
    const turn = last.then(task, task)
    last = turn
    return turn
  }
}
