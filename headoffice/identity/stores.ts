import { z } from 'zod'
import { type NewId, type StoreId, storeIdSchema } from '../../core/ids.ts'
import { languageSchema } from '../../core/market/language.ts'
import type { EnrolledStore, EnrolmentRefusal } from '../../core/sync/identity.ts'
import { first, type Sql } from '../sql.ts'

/** What the operator said of a store when the code was made; `null` where nothing. */
export interface DescribedStore {
  readonly storeCode: string
  readonly name: string | null
  readonly market: string | null
  readonly timeZone: string | null
  readonly language: EnrolledStore['language'] | null
}

const storeRow = z
  .object({
    store_id: storeIdSchema,
    code: z.string(),
    name: z.string(),
    market: z.string(),
    time_zone: z.string(),
    language: languageSchema,
  })
  .transform((row) => ({
    id: row.store_id,
    code: row.code,
    name: row.name,
    market: row.market,
    timeZone: row.time_zone,
    language: row.language,
  }))

export const storeByCode = (sql: Sql, code: string): Promise<EnrolledStore | undefined> =>
  first(sql.query(storeRow, 'SELECT * FROM store WHERE code = $1 AND enrolled_at IS NOT NULL', [code]))

type Settled =
  | { readonly type: 'store'; readonly store: EnrolledStore }
  | { readonly type: 'refused'; readonly reason: EnrolmentRefusal }

/**
 * The store that a code is for, made with its first laptop. Its id is the one that this laptop was set up with under
 * the same code, so that nothing recorded before changes hands; a fresh one where it brings none, or one that is known
 * under another code.
 */
export async function settleStore(
  sql: Sql,
  described: DescribedStore,
  {
    ownStore,
    newId,
    now,
  }: { readonly ownStore: EnrolledStore | null; readonly newId: NewId; readonly now: number },
): Promise<Settled> {
  const { storeCode } = described
  const known = await storeByCode(sql, storeCode)
  if (ownStore && ownStore.id !== known?.id && (await isEnrolledStore(sql, ownStore.id)))
    return { type: 'refused', reason: 'other-store' }
  const market = known?.market ?? described.market ?? ownStore?.market
  if (ownStore && ownStore.market !== market) return { type: 'refused', reason: 'other-market' }
  if (known) return { type: 'store', store: known }
  const name = described.name ?? ownStore?.name
  const timeZone = described.timeZone ?? ownStore?.timeZone
  const language = described.language ?? ownStore?.language
  if (name === undefined || market === undefined || timeZone === undefined || language === undefined)
    return { type: 'refused', reason: 'store-not-described' }
  const id = await idFor(sql, { storeCode, ownStore, newId })
  const store = { id, code: storeCode, name, market, timeZone, language }
  await makeStore(sql, store, now)
  return { type: 'store', store }
}

async function isEnrolledStore(sql: Sql, storeId: StoreId): Promise<boolean> {
  const found = await sql.query(
    z.object({}),
    'SELECT 1 FROM store WHERE store_id = $1 AND enrolled_at IS NOT NULL',
    [storeId],
  )
  return found.length > 0
}

async function idFor(
  sql: Sql,
  {
    storeCode,
    ownStore,
    newId,
  }: { readonly storeCode: string; readonly ownStore: EnrolledStore | null; readonly newId: NewId },
): Promise<StoreId> {
  const fresh = storeIdSchema.parse(newId())
  if (ownStore?.code !== storeCode) return fresh
  const underOtherCode = await sql.query(
    z.object({}),
    'SELECT 1 FROM store WHERE store_id = $1 AND code <> $2',
    [ownStore.id, storeCode],
  )
  return underOtherCode.length > 0 ? fresh : ownStore.id
}

async function makeStore(sql: Sql, store: EnrolledStore, now: number): Promise<void> {
  await sql.run(
    `INSERT INTO store (store_id, code, name, registered_at, market, time_zone, language, enrolled_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $4)
     ON CONFLICT (store_id) DO UPDATE SET name = excluded.name, market = excluded.market,
       time_zone = excluded.time_zone, language = excluded.language, enrolled_at = excluded.enrolled_at`,
    [store.id, store.code, store.name, now, store.market, store.timeZone, store.language],
  )
  await sql.run(
    "INSERT INTO store_counter (store_id, seq, hash) VALUES ($1, 0, '') ON CONFLICT (store_id) DO NOTHING",
    [store.id],
  )
}
