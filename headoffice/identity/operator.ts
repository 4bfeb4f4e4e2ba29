import type { Logger } from 'pino'
import type { Clock } from '../../core/clock.ts'
import type { DeviceId } from '../../core/ids.ts'
import { drawEnrolmentCode, enrolmentCodeText } from '../../core/sync/enrolment-code.ts'
import { type EnrolledStore, storeCodeSchema } from '../../core/sync/identity.ts'
import type { SqlDoor } from '../sql.ts'
import { type ListedDevice, listDevices, markRevoked } from './devices.ts'
import { writeEscrowKey } from './escrow-key.ts'
import { type Farewell, listFarewells, readFarewell } from './farewells.ts'
import { sha256Of } from './key-pairs.ts'
import { storeByCode } from './stores.ts'

/** How long an enrolment code is good for. */
export const codeMs = 24 * 3_600_000

/** The store that a code is for; what is left out comes with its first laptop, if that was set up on its own. */
interface CodeFor extends Partial<Pick<EnrolledStore, 'name' | 'market' | 'timeZone' | 'language'>> {
  /** Such as `KHI-01`. */
  readonly storeCode: string
}

/** What whoever runs head office does. */
export interface Operator {
  /** @returns a one-time code in groups, such as `K7QF-3M9T-XW2P`. @throws z.ZodError for what is no store code */
  readonly newEnrolmentCode: (of: CodeFor) => Promise<string>
  /** @returns whether there is such a laptop; one that is revoked already stays so */
  readonly revoke: (deviceId: DeviceId) => Promise<boolean>
  /** Every laptop ever enrolled; a store code that nobody has lists none. */
  readonly devices: (storeCode?: string) => Promise<readonly ListedDevice[]>
  readonly store: (storeCode: string) => Promise<EnrolledStore | null>
  /** @param publicKey X25519, as base64url */
  readonly setEscrowKey: (publicKey: string) => Promise<void>
  readonly farewells: () => Promise<readonly Farewell[]>
  /** The sealed bytes of one, as base64url; `null` where there is none. */
  readonly farewell: (of: Farewell) => Promise<string | null>
}

export function createOperator({
  door,
  clock,
  log,
  randomBytes,
}: {
  readonly door: SqlDoor
  readonly clock: Clock
  readonly log: Logger
  readonly randomBytes: (count: number) => Uint8Array
}): Operator {
  return {
    async newEnrolmentCode({ storeCode, name = null, market = null, timeZone = null, language = null }) {
      const code = drawEnrolmentCode(randomBytes)
      const now = clock()
      await door.run(
        `INSERT INTO enrolment_code (code_hash, store_code, name, market, time_zone, language, made_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          sha256Of(code),
          storeCodeSchema.parse(storeCode),
          name,
          market,
          timeZone,
          language,
          now,
          now + codeMs,
        ],
      )
      log.info({ storeCode }, 'an enrolment code was made')
      return enrolmentCodeText(code)
    },
    async revoke(deviceId) {
      const isKnown = await markRevoked(door, deviceId, clock())
      if (isKnown) log.warn({ deviceId }, 'revoked')
      return isKnown
    },
    devices: (storeCode) => listDevices(door, storeCode ?? null),
    store: async (storeCode) => (await storeByCode(door, storeCode)) ?? null,
    setEscrowKey: (publicKey) => writeEscrowKey(door, publicKey, clock()),
    farewells: () => listFarewells(door),
    farewell: (of) => readFarewell(door, of),
  }
}
