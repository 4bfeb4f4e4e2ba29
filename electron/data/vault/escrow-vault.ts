import { Refusal } from '../../../contract/errors.ts'
import type { AskedView } from '../../../contract/laptop.ts'
import { assertNever } from '../../../core/assert-never.ts'
import type { Clock } from '../../../core/clock.ts'
import type { NewId } from '../../../core/ids.ts'
import {
  escrowTagOf,
  markOfRequest,
  openAnswer,
  type RecoveryRequest,
  requestToBytes,
} from '../../../core/sealing/recovery.ts'
import { newSealingKeyPair } from '../../../core/sealing/sealed.ts'
import { readSpelled, spell } from '../../../core/sealing/spelled.ts'
import { refreshBackupKeys } from '../../../db/backups.ts'
import { type DatabaseKey, newDatabaseKey } from '../../../db/database-key.ts'
import {
  type EscrowNames,
  escrowKeyOf,
  escrowSealOf,
  escrowWrapOf,
  isTrueTo,
  makeEscrowWrap,
} from './escrow-wrap.ts'
import { formerKeysOf, isFormer, makeFormerWrap } from './former-wrap.ts'
import {
  destroyRequestFile,
  type KeptRequest,
  readRequestFile,
  writeRequestFile,
} from './recovery-request-file.ts'
import {
  type KeyWraps,
  type PassphraseWrap,
  type RecoveryCodeWrap,
  readWraps,
  refuseOtherKey,
  writeWraps,
} from './wraps-file.ts'

/** A key that head office gave back, and the mark of the request that it answers. */
interface Answered {
  readonly key: DatabaseKey
  readonly request: string
}

/** The way back in that head office keeps: the key sealed to escrow, the request for it, and the new key afterwards. */
export interface EscrowVault {
  /**
   * Sees that the key is sealed to this escrow key, under these names.
   * @param escrowKey raw X25519, 32 bytes
   * @returns whether anything was written
   * @throws Refusal NOT_NOW where no key is kept, DISK_FULL, DISK_FAILED
   */
  readonly sealToEscrow: (key: DatabaseKey, escrowKey: Uint8Array, names: EscrowNames) => Promise<boolean>
  /** The escrow key that this laptop pinned, and since when; `null` where it has none that the key vouches for. */
  readonly pinnedEscrow: (
    key: DatabaseKey,
  ) => { readonly escrowKey: Uint8Array; readonly since: number } | null
  /** The request under way, `null` where nothing was asked. */
  readonly asked: () => AskedView | null
  /**
   * Asks, or gives the request under way. @param anew lets go of that one, whose answer opens nothing then
   * @throws Refusal NOT_NOW where nothing is sealed to escrow, DISK_FULL
   */
  readonly ask: (anew: boolean) => Promise<AskedView>
  /** @throws Refusal ANSWER_MISTYPED, ANSWER_CUT_OFF, ANSWER_OF_ANOTHER_REQUEST, ANSWER_NOT_GOOD, NOT_NOW */
  readonly takeAnswer: (answer: string) => Promise<Answered>
  /**
   * Makes a new key that opens with the passphrase, a new recovery code and escrow, and with nothing from before. What
   * is on the disk still opens with the key from before, which is kept under the new one until `forgetFormers`.
   * @throws Refusal PASSPHRASE_TOO_SHORT, DISK_FULL, and then nothing was changed
   */
  readonly turnKey: (
    answered: Answered,
    passphrase: string,
  ) => Promise<{ readonly key: DatabaseKey; readonly recoveryCode: string }>
  /** The keys from before that some file may still open with, and the mark of the request that brought it about. */
  readonly formers: (
    key: DatabaseKey,
  ) => { readonly keys: readonly DatabaseKey[]; readonly request: string } | null
  /** Every file opens with the key: those from before are let go of. @throws Refusal DISK_FULL, DISK_FAILED */
  readonly forgetFormers: () => void
}

/** What `createEscrowVault` takes from the vault around it. */
export interface WrapMakers {
  /** @throws Refusal PASSPHRASE_TOO_SHORT */
  readonly passphraseWrap: (
    databaseId: string,
    key: DatabaseKey,
    passphrase: string,
  ) => Promise<PassphraseWrap>
  /** A new code and its wrap, which nobody has shown yet that they kept. */
  readonly recoveryCodeWrap: (
    databaseId: string,
    key: DatabaseKey,
  ) => Promise<{ readonly code: string; readonly wrap: RecoveryCodeWrap }>
}

export function createEscrowVault(
  deps: {
    readonly folder: string
    readonly clock: Clock
    readonly newId: NewId
    readonly randomBytes: (count: number) => Uint8Array
  } & WrapMakers,
): EscrowVault {
  const { folder, clock, newId, randomBytes } = deps

  const kept = (): KeyWraps => {
    const read = readWraps(folder)
    if (!read) throw new Refusal('NOT_NOW')
    return read.wraps
  }
  const requestOf = ({ publicKey, askedAt, wrapId }: KeptRequest): RecoveryRequest | null => {
    const wraps = readWraps(folder)?.wraps ?? null
    const wrap = wraps && escrowWrapOf(wraps)
    // One that was sealed anew since is not the one that was asked about.
    if (!wraps || wrap?.id !== wrapId) return null
    return {
      escrow: escrowSealOf(wrap, wraps.databaseId),
      escrowTag: escrowTagOf(escrowKeyOf(wrap)),
      publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')),
      askedAt,
    }
  }
  const underWay = (): { readonly request: RecoveryRequest; readonly file: KeptRequest } | null => {
    const file = readRequestFile(folder)
    const request = file && requestOf(file)
    return file && request ? { file, request } : null
  }
  const askNew = async (): Promise<RecoveryRequest> => {
    const wrap = escrowWrapOf(kept())
    if (!wrap) throw new Refusal('NOT_NOW')
    const pair = await newSealingKeyPair()
    const file: KeptRequest = {
      format: 'northstar-recovery-request',
      version: 1,
      wrapId: wrap.id,
      askedAt: clock(),
      publicKey: Buffer.from(pair.publicKey).toString('base64url'),
      privateKey: Buffer.from(pair.privateKey).toString('base64url'),
    }
    const request = requestOf(file)
    if (!request) throw new Refusal('NOT_NOW')
    writeRequestFile(folder, file)
    return request
  }

  return {
    async sealToEscrow(key, escrowKey, names) {
      const standing = kept()
      refuseOtherKey(standing, key)
      const before = escrowWrapOf(standing)
      if (before && isAsItShouldBe(before, { key, escrowKey, names })) return false
      const fresh = await makeEscrowWrap(key, escrowKey, {
        ...names,
        databaseId: standing.databaseId,
        wrapId: newId(),
        madeAt: clock(),
      })
      const wraps = kept()
      writeWraps(folder, { ...wraps, wraps: [...wraps.wraps.filter(({ type }) => type !== 'escrow'), fresh] })
      refreshBackupKeys(folder)
      return true
    },
    pinnedEscrow({ dataKey }) {
      const wraps = readWraps(folder)?.wraps
      const wrap = wraps && escrowWrapOf(wraps)
      return wrap && isTrueTo(wrap, dataKey) ? { escrowKey: escrowKeyOf(wrap), since: wrap.madeAt } : null
    },
    asked() {
      const found = underWay()
      return found && toAsked(found.request)
    },
    async ask(anew) {
      const found = anew ? null : underWay()
      return toAsked(found?.request ?? (await askNew()))
    },
    async takeAnswer(answer) {
      const found = underWay()
      const wrap = escrowWrapOf(kept())
      if (!found || !wrap) throw new Refusal('NOT_NOW')
      const privateKey = new Uint8Array(Buffer.from(found.file.privateKey, 'base64url'))
      const opened = await openAnswer(bytesOf(answer), found.request, privateKey)
      if (opened.type === 'other-request') throw new Refusal('ANSWER_OF_ANOTHER_REQUEST')
      if (opened.type === 'not-an-answer') throw new Refusal('ANSWER_NOT_GOOD')
      const dataKey = Buffer.from(opened.dataKey).toString('hex')
      opened.dataKey.fill(0)
      // Anyone could have sealed anything to the request's key; only this proves that it is the laptop's.
      if (!isTrueTo(wrap, dataKey)) throw new Refusal('ANSWER_NOT_GOOD')
      return { key: { dataKey, salt: wrap.salt }, request: markOfRequest(found.request) }
    },
    async turnKey({ key: before, request }, passphrase) {
      const wraps = kept()
      const { databaseId } = wraps
      const key = newDatabaseKey(randomBytes)
      const madeAt = clock()
      const escrow = escrowWrapOf(wraps)
      const byPassphrase = await deps.passphraseWrap(databaseId, key, passphrase)
      const { code, wrap: byCode } = await deps.recoveryCodeWrap(databaseId, key)
      const byEscrow =
        escrow && isTrueTo(escrow, before.dataKey)
          ? [
              await makeEscrowWrap(key, escrowKeyOf(escrow), {
                ...escrow,
                databaseId,
                wrapId: newId(),
                madeAt,
              }),
            ]
          : []
      const formers = [before, ...formerKeysOf(wraps, before)].map((former) =>
        makeFormerWrap({ key, former }, { databaseId, id: newId(), madeAt, request, nonce: randomBytes(12) }),
      )
      // In one step: from here on the new key is the one in force, and opens the one from before.
      writeWraps(folder, {
        ...wraps,
        broughtWith: null,
        wraps: [byPassphrase, byCode, ...byEscrow, ...formers],
      })
      destroyRequestFile(folder)
      return { key, recoveryCode: code }
    },
    formers(key) {
      const wraps = readWraps(folder)?.wraps
      const keys = wraps ? formerKeysOf(wraps, key) : []
      const request = wraps?.wraps.find(isFormer)?.request ?? ''
      return keys.length === 0 ? null : { keys, request }
    },
    forgetFormers() {
      const wraps = kept()
      writeWraps(folder, { ...wraps, wraps: wraps.wraps.filter((wrap) => !isFormer(wrap)) })
      refreshBackupKeys(folder)
    },
  }
}

function isAsItShouldBe(
  wrap: NonNullable<ReturnType<typeof escrowWrapOf>>,
  {
    key,
    escrowKey,
    names,
  }: { readonly key: DatabaseKey; readonly escrowKey: Uint8Array; readonly names: EscrowNames },
): boolean {
  return (
    isTrueTo(wrap, key.dataKey) &&
    Buffer.from(escrowKey).equals(escrowKeyOf(wrap)) &&
    wrap.deviceId === names.deviceId &&
    wrap.storeCode === names.storeCode
  )
}

const toAsked = (request: RecoveryRequest): AskedView => ({
  lines: [...spell(requestToBytes(request))],
  mark: markOfRequest(request),
  askedAt: request.askedAt,
  storeCode: request.escrow.storeCode,
  deviceId: request.escrow.deviceId,
})

/** @throws Refusal ANSWER_MISTYPED, ANSWER_CUT_OFF */
function bytesOf(answer: string): Uint8Array {
  const spelled = readSpelled(answer)
  switch (spelled.type) {
    case 'bytes':
      return spelled.bytes
    case 'mistyped':
      throw new Refusal('ANSWER_MISTYPED', { line: String(spelled.line) })
    case 'cut-off':
      throw new Refusal('ANSWER_CUT_OFF')
    default:
      return assertNever(spelled)
  }
}
