import { createPublicKey, type KeyObject } from 'node:crypto'
import { errors, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import type { Clock } from '../../core/clock.ts'
import { deviceIdSchema, type NewId, storeIdSchema } from '../../core/ids.ts'
import type { Sql, SqlDoor } from '../sql.ts'
import type { Caller } from './caller.ts'
import { IdentityRefusal } from './identity-refusal.ts'
import { privateKeyOf, seedBytes } from './key-pairs.ts'

/** How long a token is good for. */
export const tokenMs = 600_000
/** A key signs for so long; what it signed is good to its end. */
const keyMs = 30 * 24 * 3_600_000
/** Keys are read again after this. */
const heldMs = 60_000

const issuer = 'northstar-headoffice'
const audience = 'northstar-sync'
const algorithm = 'EdDSA'

export interface Tokens {
  readonly give: (caller: Caller) => Promise<string>
  /** Who the token is for. @throws IdentityRefusal TOKEN_NOT_GOOD */
  readonly read: (token: string) => Promise<Caller>
}

const keyRow = z.object({
  kid: z.string(),
  seed: z.string(),
  made_at: z.coerce.number(),
  ended_at: z.coerce.number().nullable(),
})
type KeyRow = z.infer<typeof keyRow>
const claimsSchema = z.object({ sub: deviceIdSchema, store: storeIdSchema })

const selectKeys = (sql: Sql): Promise<readonly KeyRow[]> =>
  sql.query(keyRow, 'SELECT * FROM token_key ORDER BY made_at DESC, kid')

/** Short-lived signed tokens (RFC 7519, EdDSA as in RFC 8037). Several head offices on one database share the keys. */
export function createTokens({
  door,
  clock,
  newId,
  randomBytes,
}: {
  readonly door: SqlDoor
  readonly clock: Clock
  readonly newId: NewId
  readonly randomBytes: (count: number) => Uint8Array
}): Tokens {
  let held: { readonly rows: readonly KeyRow[]; readonly readAt: number } = { rows: [], readAt: -heldMs }

  const hold = (rows: readonly KeyRow[]): readonly KeyRow[] => {
    held = { rows, readAt: clock() }
    return rows
  }
  const readKeys = async (): Promise<readonly KeyRow[]> => hold(await selectKeys(door))
  /** Another head office on the same database may have made or ended one a moment ago. */
  const keysAtHand = async () => (Math.abs(clock() - held.readAt) < heldMs ? held.rows : readKeys())
  const isSigning = ({ made_at, ended_at }: KeyRow): boolean =>
    ended_at === null && Math.abs(clock() - made_at) < keyMs
  const isVerifying = ({ ended_at }: KeyRow): boolean => ended_at === null || clock() - ended_at < tokenMs

  /** Head offices on one database take turns, and whoever comes second signs with what the first one made. */
  const makeKey = (): Promise<readonly KeyRow[]> =>
    door.transaction(async (sql) => {
      await sql.run('SELECT pg_advisory_xact_lock(hashtext($1))', ['northstar token key'])
      const rows = await selectKeys(sql)
      if (rows.some(isSigning)) return rows
      await sql.run('UPDATE token_key SET ended_at = $1 WHERE ended_at IS NULL', [clock()])
      const seed = Buffer.from(randomBytes(seedBytes)).toString('base64url')
      await sql.run('INSERT INTO token_key VALUES ($1, $2, $3, NULL)', [newId(), seed, clock()])
      return selectKeys(sql)
    })
  let making: Promise<readonly KeyRow[]> | null = null
  /** One at a time: calls that come meanwhile wait for the same key, and hold no connection of their own. */
  const makeKeyOnce = (): Promise<readonly KeyRow[]> => {
    making ??= makeKey()
      .then(hold)
      .finally(() => {
        making = null
      })
    return making
  }
  const signingKey = async (): Promise<KeyRow> => {
    const signing = (await keysAtHand()).find(isSigning) ?? (await makeKeyOnce()).find(isSigning)
    if (!signing) throw new Error('A token key that was just made is missing')
    return signing
  }
  const publicKeyOf = async (kid: string | undefined): Promise<KeyObject> => {
    const ofKid = (row: KeyRow) => row.kid === kid && isVerifying(row)
    const row = (await keysAtHand()).find(ofKid) ?? (await readKeys()).find(ofKid)
    if (!row) throw new IdentityRefusal('TOKEN_NOT_GOOD')
    return createPublicKey(privateKeyOf('sign', row.seed))
  }

  return {
    async give({ storeId, deviceId }) {
      const { kid, seed } = await signingKey()
      const nowS = Math.floor(clock() / 1000)
      return new SignJWT({ store: storeId })
        .setProtectedHeader({ alg: algorithm, kid })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(deviceId)
        .setIssuedAt(nowS)
        .setExpirationTime(nowS + tokenMs / 1000)
        .sign(privateKeyOf('sign', seed))
    },
    async read(token) {
      try {
        const { payload } = await jwtVerify(token, ({ kid }) => publicKeyOf(kid), {
          algorithms: [algorithm],
          issuer,
          audience,
          requiredClaims: ['sub', 'exp'],
          currentDate: new Date(clock()),
        })
        const { sub, store } = claimsSchema.parse(payload)
        return { storeId: store, deviceId: sub }
      } catch (cause) {
        if (cause instanceof errors.JOSEError || cause instanceof z.ZodError)
          throw new IdentityRefusal('TOKEN_NOT_GOOD')
        throw cause
      }
    },
  }
}
