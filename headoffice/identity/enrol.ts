import { z } from 'zod'
import type { Clock } from '../../core/clock.ts'
import { deviceIdSchema, type NewId } from '../../core/ids.ts'
import { languageSchema } from '../../core/market/language.ts'
import type { EnrolledStore, EnrolRequest } from '../../core/sync/identity.ts'
import { enrolToSign } from '../../core/sync/identity-signing.ts'
import { first, type Sql, type SqlDoor } from '../sql.ts'
import type { Chain } from './chain.ts'
import { addDevice, readDevice } from './devices.ts'
import { IdentityRefusal } from './identity-refusal.ts'
import { isSignedBy, sha256Of } from './key-pairs.ts'
import { settleStore, storeByCode } from './stores.ts'
import type { WrongCodes } from './wrong-codes.ts'

const codeRow = z.object({
  store_code: z.string(),
  name: z.string().nullable(),
  market: z.string().nullable(),
  time_zone: z.string().nullable(),
  language: languageSchema.nullable(),
  expires_at: z.coerce.number(),
  made_at: z.coerce.number(),
  used_at: z.coerce.number().nullable(),
  device_id: deviceIdSchema.nullable(),
})

/** What became of a code that was presented. */
export interface LetIn {
  readonly store: EnrolledStore
  /** The first link of the chain. */
  readonly link: string
}

/**
 * Lets the laptop in that brings a good code, as the specification in core/sync/identity.ts says.
 * @param address where the call comes from, for counting wrong codes
 * @throws IdentityRefusal TOO_MANY_TRIES, SIGNATURE_WRONG, CODE_NOT_GOOD, ENROLMENT_REFUSED
 */
export async function enrolDevice(
  {
    door,
    clock,
    newId,
    chain,
    wrongCodes,
  }: {
    readonly door: SqlDoor
    readonly clock: Clock
    readonly newId: NewId
    readonly chain: Chain
    readonly wrongCodes: WrongCodes
  },
  request: EnrolRequest,
  address: string,
): Promise<LetIn> {
  if (wrongCodes.isOver(address)) throw new IdentityRefusal('TOO_MANY_TRIES')
  if (!isSignedBy(request.signingKey, enrolToSign(request), request.signature))
    throw new IdentityRefusal('SIGNATURE_WRONG')
  // The one dangerous transaction here: code, store and laptop stand or fall together, so that no code lets two in.
  const letIn = await door.transaction((sql) => letInOnce(sql, { request, now: clock(), newId, chain }))
  if (letIn !== null) return letIn
  wrongCodes.count(address)
  throw new IdentityRefusal('CODE_NOT_GOOD')
}

/** Ends every code that nobody used. @param now UTC milliseconds */
export const endOpenCodes = (sql: Sql, now: number): Promise<void> =>
  sql.run('UPDATE enrolment_code SET expires_at = least(expires_at, $1) WHERE used_at IS NULL', [now])

/** @returns `null` where the code is not good */
async function letInOnce(
  sql: Sql,
  {
    request,
    now,
    newId,
    chain,
  }: {
    readonly request: EnrolRequest
    readonly now: number
    readonly newId: NewId
    readonly chain: Chain
  },
): Promise<LetIn | null> {
  const { deviceId, signingKey, boxKey, ownStore } = request
  const codeHash = sha256Of(request.code)
  const code = await first(
    sql.query(codeRow, 'SELECT * FROM enrolment_code WHERE code_hash = $1 FOR UPDATE', [codeHash]),
  )
  if (!code) return null
  if (code.used_at !== null) return code.device_id === deviceId ? saidAgain(sql, request) : null
  if (now >= code.expires_at || now < code.made_at) return null
  if (await readDevice(sql, deviceId)) throw new IdentityRefusal('ENROLMENT_REFUSED', 'device-id-taken')
  // Two first laptops of one store take turns, whatever codes they bring.
  await sql.run('SELECT pg_advisory_xact_lock(hashtext($1))', [`northstar store ${code.store_code}`])
  const { store_code: storeCode, time_zone: timeZone, name, market, language } = code
  const described = { storeCode, name, market, timeZone, language }
  const settled = await settleStore(sql, described, { ownStore, newId, now })
  if (settled.type === 'refused') throw new IdentityRefusal('ENROLMENT_REFUSED', settled.reason)
  const stand = chain.begin(deviceId)
  await addDevice(sql, {
    deviceId,
    storeId: settled.store.id,
    signingKey,
    boxKey,
    enrolledAt: now,
    chain: stand,
  })
  await sql.run('UPDATE enrolment_code SET used_at = $2, device_id = $3 WHERE code_hash = $1', [
    codeHash,
    now,
    deviceId,
  ])
  return { store: settled.store, link: stand.last }
}

/** The same laptop with the same keys, which had no answer: the answer of the first time, until it was used. */
async function saidAgain(sql: Sql, { deviceId, signingKey, boxKey }: EnrolRequest): Promise<LetIn | null> {
  const device = await readDevice(sql, deviceId)
  const isSame =
    device?.signingKey === signingKey &&
    device.boxKey === boxKey &&
    device.tokenAt === null &&
    device.revokedAt === null
  if (!isSame) return null
  const store = await storeOfDevice(sql, device.storeId)
  return store ? { store, link: device.chain.last } : null
}

async function storeOfDevice(sql: Sql, storeId: string): Promise<EnrolledStore | undefined> {
  const found = await first(
    sql.query(z.object({ code: z.string() }), 'SELECT code FROM store WHERE store_id = $1', [storeId]),
  )
  return found && storeByCode(sql, found.code)
}
