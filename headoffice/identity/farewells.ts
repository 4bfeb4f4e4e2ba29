import { z } from 'zod'
import { deviceIdSchema, storeIdSchema } from '../../core/ids.ts'
import type { FarewellRequest } from '../../core/sync/identity.ts'
import { farewellToSign } from '../../core/sync/identity-signing.ts'
import { first, type Sql, type SqlDoor } from '../sql.ts'
import { readDevice } from './devices.ts'
import { IdentityRefusal, type IdentityRefusalCode } from './identity-refusal.ts'
import { isSignedBy, sha256Of } from './key-pairs.ts'
import { takeNonce } from './nonces.ts'

/** A laptop says its last word in parts, and no more than this: one that was stolen must not fill the disk. */
const mostFarewells = 100

/**
 * Keeps what a revoked laptop, and no other, had not sent, sealed as it is; the same again is answered as the first time.
 * @returns when it was first received, UTC milliseconds
 * @throws IdentityRefusal DEVICE_NOT_KNOWN, SIGNATURE_WRONG, TOKEN_NOT_GOOD
 */
export async function keepFarewell(door: SqlDoor, request: FarewellRequest, now: number): Promise<number> {
  const kept = await door.transaction((sql) => keep(sql, request, now))
  if (typeof kept === 'string') throw new IdentityRefusal(kept)
  return kept
}

async function keep(sql: Sql, request: FarewellRequest, now: number): Promise<number | IdentityRefusalCode> {
  const { deviceId, nonce, sealed, changeSets, signature } = request
  const device = await readDevice(sql, deviceId, { forUpdate: true })
  if (!device) return 'DEVICE_NOT_KNOWN'
  const sealedHash = sha256Of(sealed)
  const text = farewellToSign(request, sealedHash)
  const keys = [device.signingKey, ...(device.oldSigningKey === null ? [] : [device.oldSigningKey])]
  if (!keys.some((key) => isSignedBy(key, text, signature))) return 'SIGNATURE_WRONG'
  if (!(await takeNonce(sql, { deviceId, nonce, now }))) return 'TOKEN_NOT_GOOD'
  // A laptop says it only once it was told. One that was, before a restore lost that, keeps all and tries again.
  if (device.revokedAt === null) return 'TOKEN_NOT_GOOD'
  const receivedAt = z.object({ received_at: z.coerce.number() })
  const known = await sql.query(
    receivedAt.extend({ sealed_hash: z.string() }),
    'SELECT sealed_hash, received_at FROM farewell WHERE store_id = $1 AND device_id = $2',
    [device.storeId, deviceId],
  )
  const earlier = known.find(({ sealed_hash }) => sealed_hash === sealedHash)
  if (earlier) return earlier.received_at
  if (known.length >= mostFarewells) return 'TOKEN_NOT_GOOD'
  await sql.run('INSERT INTO farewell VALUES ($1, $2, $3, $4, $5, $6)', [
    device.storeId,
    deviceId,
    sealedHash,
    sealed,
    changeSets,
    now,
  ])
  return now
}

const farewellRow = z
  .object({
    store_id: storeIdSchema,
    device_id: deviceIdSchema,
    sealed_hash: z.string(),
    change_sets: z.int(),
    received_at: z.coerce.number(),
  })
  .transform((row) => ({
    storeId: row.store_id,
    deviceId: row.device_id,
    sealedHash: row.sealed_hash,
    changeSets: row.change_sets,
    receivedAt: row.received_at,
  }))
/** The last word of a laptop, without its bytes. */
export type Farewell = Readonly<z.infer<typeof farewellRow>>

export const listFarewells = (sql: Sql): Promise<readonly Farewell[]> =>
  sql.query(
    farewellRow,
    `SELECT store_id, device_id, sealed_hash, change_sets, received_at FROM farewell
     ORDER BY received_at, device_id, sealed_hash`,
  )

/** The sealed bytes of one, as base64url; `null` where there is none. */
export async function readFarewell(
  sql: Sql,
  { storeId, deviceId, sealedHash }: Farewell,
): Promise<string | null> {
  const row = await first(
    sql.query(
      z.object({ sealed: z.string() }),
      'SELECT sealed FROM farewell WHERE store_id = $1 AND device_id = $2 AND sealed_hash = $3',
      [storeId, deviceId, sealedHash],
    ),
  )
  return row?.sealed ?? null
}
