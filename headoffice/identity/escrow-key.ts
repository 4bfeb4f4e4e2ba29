import { z } from 'zod'
import { first, type Sql } from '../sql.ts'

/** The escrow's X25519 public key that is in force, `null` where none was set. */
export async function readEscrowKey(sql: Sql): Promise<string | null> {
  const row = await first(
    sql.query(
      z.object({ public_key: z.string() }),
      'SELECT public_key FROM escrow_key ORDER BY set_at DESC LIMIT 1',
    ),
  )
  return row?.public_key ?? null
}

/** Puts a key in force; the one before stays known. @param now UTC milliseconds */
export async function writeEscrowKey(sql: Sql, publicKey: string, now: number): Promise<void> {
  await sql.run(
    // Later than the one before, whatever the clock says.
    `INSERT INTO escrow_key (set_at, public_key)
     SELECT greatest($1::bigint, coalesce((SELECT max(set_at) + 1 FROM escrow_key), 0)), $2`,
    [now, publicKey],
  )
}
