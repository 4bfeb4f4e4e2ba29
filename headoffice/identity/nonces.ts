import { z } from 'zod'
import type { DeviceId } from '../../core/ids.ts'
import { first, type Sql } from '../sql.ts'

const nonceMs = 60_000
const nonceBytes = 16

/** A nonce for this laptop, good once and for a minute. One that head office does not know is given one that is no good. */
export async function giveNonce(
  sql: Sql,
  {
    deviceId,
    now,
    randomBytes,
  }: {
    readonly deviceId: DeviceId
    readonly now: number
    readonly randomBytes: (count: number) => Uint8Array
  },
): Promise<string> {
  const nonce = Buffer.from(randomBytes(nonceBytes)).toString('base64url')
  await sql.run('DELETE FROM nonce WHERE issued_at NOT BETWEEN $1 AND $2', [now - nonceMs, now + nonceMs])
  await sql.run(
    `INSERT INTO nonce (nonce, device_id, issued_at)
     SELECT $1, device_id, $3 FROM enrolled_device WHERE device_id = $2`,
    [nonce, deviceId, now],
  )
  return nonce
}

/**
 * Uses a nonce up, and with it those given before it: a request that was held up on the way comes too late then.
 * @returns whether it was good
 */
export async function takeNonce(
  sql: Sql,
  { deviceId, nonce, now }: { readonly deviceId: DeviceId; readonly nonce: string; readonly now: number },
): Promise<boolean> {
  const row = z.object({ serial: z.coerce.string(), issued_at: z.coerce.number() })
  const given = await first(
    sql.query(row, 'SELECT serial, issued_at FROM nonce WHERE nonce = $1 AND device_id = $2', [
      nonce,
      deviceId,
    ]),
  )
  if (!given) return false
  await sql.run('DELETE FROM nonce WHERE device_id = $1 AND serial <= $2', [deviceId, given.serial])
  return Math.abs(now - given.issued_at) <= nonceMs
}
