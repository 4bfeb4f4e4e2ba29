import { z } from 'zod'
import type { Clock } from '../../core/clock.ts'
import { first, type Sql } from '../sql.ts'
import { publicKeyTextOf, seedBytes } from './key-pairs.ts'

/** Head office's own keys, made once. Seeds and the secret are 32 bytes as base64url and never leave head office. */
export interface HeadofficeKeys {
  /** Ed25519: signs what is carried by hand. */
  readonly signing: { readonly seed: string; readonly publicKey: string }
  /** X25519: opens what is carried by hand. */
  readonly box: { readonly seed: string; readonly publicKey: string }
  readonly chainSecret: string
}

const purposes = ['sign', 'box', 'chain'] as const
const keyRow = z.object({ seed: z.string() })

/** Head office's keys, made where there are none yet. */
export async function ensureHeadofficeKeys(
  sql: Sql,
  { clock, randomBytes }: { readonly clock: Clock; readonly randomBytes: (count: number) => Uint8Array },
): Promise<HeadofficeKeys> {
  for (const purpose of purposes)
    await sql.run('INSERT INTO headoffice_key VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
      purpose,
      Buffer.from(randomBytes(seedBytes)).toString('base64url'),
      clock(),
    ])
  const seedOf = async (purpose: (typeof purposes)[number]) => {
    const row = await first(
      sql.query(keyRow, 'SELECT seed FROM headoffice_key WHERE purpose = $1', [purpose]),
    )
    if (!row) throw new Error(`Head office’s key to ${purpose} is missing`)
    return row.seed
  }
  const [signing, box] = [await seedOf('sign'), await seedOf('box')]
  return {
    signing: { seed: signing, publicKey: publicKeyTextOf('sign', signing) },
    box: { seed: box, publicKey: publicKeyTextOf('box', box) },
    chainSecret: await seedOf('chain'),
  }
}
