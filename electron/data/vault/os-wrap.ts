import { z } from 'zod'
import { Refusal } from '../../../contract/errors.ts'
import { jsonOrNull } from '../../../core/json-or-null.ts'
import { type DatabaseKey, databaseKeySchema } from '../../../db/database-key.ts'
import type { Sealer, Sealing } from './sealer.ts'
import type { OsWrap } from './wraps-file.ts'

/** What the operating system seals: the key with the name of what it belongs to, so that no other can be slipped in. */
const payloadSchema = z.object({ databaseId: z.string(), ...databaseKeySchema.shape })

/**
 * Has the operating system seal the key.
 * @throws Refusal KEY_NOT_SEALED when it cannot, or cannot unseal what it sealed
 */
export async function makeOsWrap(
  sealer: Sealer | null,
  { dataKey, salt }: DatabaseKey,
  names: { readonly databaseId: string; readonly id: string; readonly madeAt: number },
): Promise<OsWrap> {
  const { databaseId, id, madeAt } = names
  const payload: z.infer<typeof payloadSchema> = { databaseId, dataKey, salt }
  const bytes = Buffer.from(JSON.stringify(payload))
  try {
    const made = (await sealer?.seal(bytes)) ?? null
    // A system that seals and cannot unseal would be found out only when it is too late.
    const back = made && (await sealer?.unseal(made.sealed))
    if (!made || back?.type !== 'unsealed' || !bytes.equals(back.bytes)) throw new Refusal('KEY_NOT_SEALED')
    const { backend, isWeak } = made
    const sealed = Buffer.from(made.sealed).toString('base64')
    return { type: 'os', id, salt, madeAt, backend, isWeak, was: null, sealed }
  } finally {
    bytes.fill(0)
  }
}

/** @returns `null` when the operating system does not unseal it, or unseals the key of another database */
export async function openOsWrap(
  sealer: Sealer | null,
  wrap: OsWrap,
  ofDatabase: string,
): Promise<{ readonly key: DatabaseKey; readonly shouldReseal: boolean } | null> {
  const unsealed = await sealer?.unseal(Buffer.from(wrap.sealed, 'base64'))
  if (unsealed?.type !== 'unsealed') return null
  const payload = payloadSchema.safeParse(jsonOrNull(unsealed.bytes))
  unsealed.bytes.fill(0)
  if (!payload.success || payload.data.databaseId !== ofDatabase) return null
  const { dataKey, salt } = payload.data
  return { key: { dataKey, salt }, shouldReseal: unsealed.shouldReseal }
}

/** The system's sealing as a manager is shown it: what it is now, whether anyone could unseal, and what it was. */
export async function describeSealing(
  sealer: Sealer | null,
  wrap: OsWrap | undefined,
): Promise<(Sealing & { readonly was: string | null }) | null> {
  const now = (await sealer?.state()) ?? null
  if (!now) return null
  if (!wrap) return { ...now, was: null }
  return {
    backend: now.backend,
    isWeak: now.isWeak || wrap.isWeak,
    was: now.backend === wrap.backend ? wrap.was : wrap.backend,
  }
}
