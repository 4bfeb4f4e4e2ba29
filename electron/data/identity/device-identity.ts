import type { Logger } from 'pino'
import { Refusal } from '../../../contract/errors.ts'
import type { Clock } from '../../../core/clock.ts'
import type { DeviceId, NewId } from '../../../core/ids.ts'
import { readEnrolmentCode } from '../../../core/sync/enrolment-code.ts'
import type { EnrolledStore } from '../../../core/sync/identity.ts'
import { farewellToSign, rotateToSign } from '../../../core/sync/identity-signing.ts'
import { readChain } from '../../../db/chain-file.ts'
import type { Device } from '../../../db/device.ts'
import type { KeySeeds } from '../../../db/identity-table.ts'
import { keepEnrolment } from '../../../db/keep-enrolment.ts'
import type { ShowroomDatabase } from '../../../db/showroom-database.ts'
import { type CallFailure, HeadofficeFailure } from '../call-failure.ts'
import { askToEnrol, refusalOf } from './enrol.ts'
import { headofficeUrlFrom } from './headoffice-url-from.ts'
import type { IdentityCalls } from './identity-calls.ts'
import { newKeySeeds, publicKeysOf, sha256Of, signText } from './key-pairs.ts'
import { createTokens } from './tokens.ts'

type IdentityState = 'not-enrolled' | 'enrolled' | 'revoked' | 'cloned'

/** Who this laptop is to head office. */
export interface DeviceIdentity {
  readonly state: () => IdentityState
  /**
   * A token that head office takes.
   * @param refused one that it no longer takes
   * @throws HeadofficeFailure
   */
  readonly token: (signal: AbortSignal, refused?: string | null) => Promise<string>
  /** Head office has said so in an answer. One that does not know this laptop may yet: it may have been set back. */
  readonly refuse: (because: 'not-known' | 'revoked' | 'cloned') => void
  /**
   * Enrols this laptop with a code as a person typed it, and keeps the address.
   * @param of.isAnew also where it is enrolled there already
   * @param join what is written with it on a laptop that has no store yet
   * @throws Refusal ALREADY_ENROLLED, the ENROLMENT_ and HEADOFFICE_ codes, NOT_A_HEADOFFICE
   */
  readonly enrol: (
    of: { readonly code: string; readonly url: string; readonly isAnew?: boolean },
    join?: (store: EnrolledStore, deviceId: DeviceId, headofficeUrl: string) => void,
  ) => Promise<EnrolledStore>
  /** Gives this laptop new keys. @throws Refusal NOT_ENROLLED, the HEADOFFICE_ codes, NOT_A_HEADOFFICE */
  readonly rotate: () => Promise<void>
  /**
   * Gives head office the last word of a revoked laptop.
   * @param sealed base64url
   * @returns when head office took it, UTC milliseconds
   * @throws HeadofficeFailure, NotLetIn
   */
  readonly farewell: (sealed: string, changeSets: number, signal: AbortSignal) => Promise<number>
  /** What is carried by hand is signed and opened with these; `null` while the laptop is not enrolled. */
  readonly carryKeys: () => CarryKeys | null
  /** The escrow's public key as it was pinned, base64url; `null` where there is none. */
  readonly escrowKey: () => string | null
  /** When the laptop was enrolled and had its newest keys, UTC milliseconds. */
  readonly since: () => { readonly enrolledAt: number; readonly rotatedAt: number | null } | null
  /** Calls off what is under way; resolves when nothing more is written. */
  readonly stop: () => Promise<void>
}

export interface CarryKeys {
  readonly deviceId: DeviceId
  readonly seeds: KeySeeds
  readonly headoffice: { readonly signingKey: string; readonly boxKey: string }
}

/** Somebody is waiting for it. */
const callMs = 100_000

export function createDeviceIdentity(deps: {
  readonly db: Pick<ShowroomDatabase, 'connection' | 'device' | 'identity'>
  /** The laptop's data folder. */
  readonly folder: string
  /** @param url as `readHeadofficeAddress` gives it */
  readonly calls: (url: string) => IdentityCalls
  readonly clock: Clock
  /** Milliseconds on a clock that only goes forward. */
  readonly monotonicMs: () => number
  readonly newId: NewId
  readonly randomBytes: (count: number) => Uint8Array
  /** The one that this laptop was opened with. */
  readonly market: string
  /** Whether a store of this market can be joined by a laptop without one; its own alone where left out. */
  readonly isMarketKnown?: (market: string) => boolean
  readonly log: Logger
}): DeviceIdentity {
  const { db, folder, clock, newId, randomBytes, log } = deps
  const { isMarketKnown = (market: string) => market === deps.market } = deps
  const table = db.identity
  const callsNow = (): IdentityCalls => deps.calls(urlOf(db.device.get()))
  const tokens = createTokens({ ...deps, table, calls: callsNow })
  const callOff = new AbortController()
  let enrolling: Promise<EnrolledStore> | null = null

  const timed = () => AbortSignal.any([callOff.signal, AbortSignal.timeout(callMs)])
  const state = (): IdentityState => {
    const known = table.get()
    // Without its link it is let in no more than a copy would be.
    return known !== null && readChain(folder)?.deviceId === known.deviceId ? known.state : 'not-enrolled'
  }

  /** Whether head office lets this laptop in as it is. @throws HeadofficeFailure where that cannot be told now */
  const isLetIn = async (): Promise<boolean> => {
    if (state() !== 'enrolled') return false
    tokens.forget()
    try {
      await tokens.get(timed(), null)
      return true
    } catch (error) {
      if (error instanceof HeadofficeFailure && needsEnrolment.has(error.failure)) return false
      throw error
    }
  }

  const enrolOnce: DeviceIdentity['enrol'] = async ({ code: typed, url: typedUrl, isAnew = false }, join) => {
    const url = headofficeUrlFrom(typedUrl)
    const code = readEnrolmentCode(typed)
    if (code === null) throw new Refusal('ENROLMENT_CODE_NOT_GOOD')
    const device = db.device.get()
    const ownStore = device && storeOfDevice(device)
    if (device?.headofficeUrl === url && !isAnew) {
      const isIn = await isLetIn().catch((error: unknown) => {
        throw refusalOf(error, { url, storeName: device.storeName })
      })
      if (isIn) throw new Refusal('ALREADY_ENROLLED', { store: device.storeName })
    }
    const calls = deps.calls(url)
    const enrolment = await askToEnrol({ table, calls, newId, randomBytes }, { code, url, ownStore }, timed())
    callOff.signal.throwIfAborted()
    const { store, deviceId } = enrolment
    if (device && store.market !== device.market) throw new Refusal('ENROLMENT_OTHER_MARKET')
    if (!isMarketKnown(store.market)) throw new Refusal('MARKET_MISSING', { market: store.market })
    keepEnrolment(db.connection, enrolment, {
      folder,
      at: clock(),
      alongside() {
        // Days of one store are told by one clock, also those of a laptop that was set up by another.
        if (device) db.device.update({ headofficeUrl: url, timeZone: store.timeZone })
        else join?.(store, deviceId, url)
      },
    })
    db.device.forget()
    tokens.forget()
    log.info(
      { storeId: store.id, deviceId, wasOfStore: device?.storeId ?? null },
      'enrolled with head office',
    )
    return store
  }

  return {
    state,
    token: (signal, refused = null) => tokens.get(signal, refused),
    refuse(because) {
      tokens.forget()
      if (because !== 'not-known' && table.get() !== null) table.setState(because)
    },
    async enrol(of, join) {
      // Two at once would use two codes up for one laptop.
      while (enrolling !== null) await enrolling.catch(() => {})
      enrolling = enrolOnce(of, join).finally(() => {
        enrolling = null
      })
      return enrolling
    },
    async rotate() {
      const device = db.device.get()
      const known = table.get()
      if (!device || !known || state() !== 'enrolled') throw new Refusal('NOT_ENROLLED')
      const { deviceId } = known
      const url = urlOf(device)
      const signal = timed()
      try {
        // This also finishes a rotation whose answer was lost.
        tokens.forget()
        const token = await tokens.get(signal, null)
        const seeds = table.keys('rotating')?.seeds ?? newKeySeeds(randomBytes)
        table.keepRotating(deviceId, seeds)
        const publicKeys = publicKeysOf(seeds)
        const signature = signText(seeds, rotateToSign({ deviceId, ...publicKeys }))
        await deps.calls(url).rotate({ ...publicKeys, signature }, token, signal)
      } catch (error) {
        throw refusalOf(error, { url, storeName: device.storeName })
      }
      callOff.signal.throwIfAborted()
      table.finishRotation(clock())
      log.info({ deviceId }, 'this laptop has new keys')
    },
    async farewell(sealed, changeSets, signal) {
      const keys = table.keys('enrolled')
      if (!keys) throw new Error('A laptop that was never enrolled has no last word')
      const { deviceId, seeds } = keys
      const calls = callsNow()
      const nonce = await calls.nonce({ deviceId }, signal)
      const said = { deviceId, nonce, sealed, changeSets }
      const signature = signText(seeds, farewellToSign(said, sha256Of(sealed)))
      return calls.farewell({ ...said, signature }, signal)
    },
    carryKeys() {
      const known = table.get()
      const keys = table.keys('enrolled')
      if (!known || !keys || state() === 'not-enrolled') return null
      return {
        deviceId: known.deviceId,
        seeds: keys.seeds,
        headoffice: { signingKey: known.headofficeSigningKey, boxKey: known.headofficeBoxKey },
      }
    },
    escrowKey: () => table.get()?.escrowKey ?? null,
    since() {
      const known = table.get()
      return known && { enrolledAt: known.enrolledAt, rotatedAt: known.rotatedAt }
    },
    async stop() {
      callOff.abort(new Error('this laptop’s data is being closed'))
      await Promise.all([tokens.stop(), enrolling?.catch(() => {})])
    },
  }
}

const needsEnrolment: ReadonlySet<CallFailure> = new Set(['not-known', 'revoked', 'cloned'])

function urlOf(device: Device | null): string {
  if (device?.headofficeUrl == null) throw new Refusal('NOT_ENROLLED')
  return device.headofficeUrl
}

const storeOfDevice = (device: Device): EnrolledStore => ({
  id: device.storeId,
  code: device.storeCode,
  name: device.storeName,
  market: device.market,
  timeZone: device.timeZone,
  language: device.language,
})
