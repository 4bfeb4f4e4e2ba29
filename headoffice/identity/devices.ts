import { z } from 'zod'
import { type DeviceId, deviceIdSchema, storeIdSchema } from '../../core/ids.ts'
import { first, type Sql } from '../sql.ts'
import type { ChainStand } from './chain.ts'

const instant = z.coerce.number().int()

const deviceRow = z
  .object({
    device_id: deviceIdSchema,
    store_id: storeIdSchema,
    signing_key: z.string(),
    box_key: z.string(),
    old_signing_key: z.string().nullable(),
    enrolled_at: instant,
    revoked_at: instant.nullable(),
    cloned_at: instant.nullable(),
    token_at: instant.nullable(),
    last_link: z.string(),
    previous_link: z.string().nullable(),
  })
  .transform((row) => ({
    deviceId: row.device_id,
    storeId: row.store_id,
    signingKey: row.signing_key,
    boxKey: row.box_key,
    oldSigningKey: row.old_signing_key,
    enrolledAt: row.enrolled_at,
    revokedAt: row.revoked_at,
    clonedAt: row.cloned_at,
    tokenAt: row.token_at,
    chain: { last: row.last_link, previous: row.previous_link } satisfies ChainStand,
  }))
/** A laptop as head office knows it. Instants are UTC milliseconds. */
export type EnrolledDevice = Readonly<z.infer<typeof deviceRow>>

/** @param forUpdate nobody else changes it before the transaction ends */
export function readDevice(
  sql: Sql,
  deviceId: DeviceId,
  { forUpdate = false }: { readonly forUpdate?: boolean } = {},
): Promise<EnrolledDevice | undefined> {
  const lock = forUpdate ? ' FOR UPDATE' : ''
  return first(sql.query(deviceRow, `SELECT * FROM enrolled_device WHERE device_id = $1${lock}`, [deviceId]))
}

/** Lets a laptop in, at the beginning of its chain. */
export async function addDevice(
  sql: Sql,
  device: Pick<EnrolledDevice, 'deviceId' | 'storeId' | 'signingKey' | 'boxKey' | 'enrolledAt' | 'chain'>,
): Promise<void> {
  await sql.run(
    `INSERT INTO enrolled_device (device_id, store_id, signing_key, box_key, enrolled_at, last_link)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [device.deviceId, device.storeId, device.signingKey, device.boxKey, device.enrolledAt, device.chain.last],
  )
}

export async function moveChain(
  sql: Sql,
  deviceId: DeviceId,
  { last, previous }: ChainStand,
  tokenAt: number,
): Promise<void> {
  await sql.run(
    'UPDATE enrolled_device SET last_link = $2, previous_link = $3, token_at = $4 WHERE device_id = $1',
    [deviceId, last, previous, tokenAt],
  )
}

/** From now on no copy of the laptop is let in. */
export async function markCloned(sql: Sql, deviceId: DeviceId, clonedAt: number): Promise<void> {
  await sql.run('UPDATE enrolled_device SET cloned_at = $2 WHERE device_id = $1 AND cloned_at IS NULL', [
    deviceId,
    clonedAt,
  ])
}

/** @returns whether there is such a laptop */
export async function markRevoked(sql: Sql, deviceId: DeviceId, revokedAt: number): Promise<boolean> {
  const found = await sql.query(
    z.object({}),
    `UPDATE enrolled_device SET revoked_at = coalesce(revoked_at, $2) WHERE device_id = $1 RETURNING device_id`,
    [deviceId, revokedAt],
  )
  return found.length > 0
}

/** The same keys again change nothing. */
export async function changeKeys(
  sql: Sql,
  deviceId: DeviceId,
  keys: { readonly signingKey: string; readonly boxKey: string; readonly rotatedAt: number },
): Promise<void> {
  await sql.run(
    `UPDATE enrolled_device SET old_signing_key = signing_key, signing_key = $2, box_key = $3, rotated_at = $4
     WHERE device_id = $1 AND signing_key <> $2`,
    [deviceId, keys.signingKey, keys.boxKey, keys.rotatedAt],
  )
}

const listedRow = z
  .object({
    device_id: deviceIdSchema,
    store_id: storeIdSchema,
    code: z.string(),
    name: z.string(),
    enrolled_at: instant,
    rotated_at: instant.nullable(),
    revoked_at: instant.nullable(),
    cloned_at: instant.nullable(),
    token_at: instant.nullable(),
    farewells: instant,
  })
  .transform((row) => ({
    deviceId: row.device_id,
    storeId: row.store_id,
    storeCode: row.code,
    storeName: row.name,
    enrolledAt: row.enrolled_at,
    rotatedAt: row.rotated_at,
    lastTokenAt: row.token_at,
    revokedAt: row.revoked_at,
    clonedAt: row.cloned_at,
    /** Last words that it sent when it was revoked. */
    farewells: row.farewells,
  }))
/** A laptop as the operator sees it. Instants are UTC milliseconds. */
export type ListedDevice = Readonly<z.infer<typeof listedRow>>

/** Every laptop ever enrolled, of one store or of all. */
export function listDevices(sql: Sql, storeCode: string | null): Promise<readonly ListedDevice[]> {
  return sql.query(
    listedRow,
    `SELECT d.*, s.code, s.name,
       (SELECT count(*) FROM farewell f WHERE f.store_id = d.store_id AND f.device_id = d.device_id) AS farewells
     FROM enrolled_device d JOIN store s USING (store_id)
     WHERE $1::text IS NULL OR s.code = $1 ORDER BY s.code, d.enrolled_at, d.device_id`,
    [storeCode],
  )
}
