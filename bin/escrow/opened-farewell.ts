import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { DeviceId } from '../../core/ids.ts'
import { jsonOrNull } from '../../core/json-or-null.ts'
import { aroundFarewell, type FarewellPart, farewellSchema } from '../../core/sealing/farewell.ts'
import { openSealed } from '../../core/sealing/sealed.ts'
import type { ChangeSet } from '../../core/sync/protocol.ts'

/** What a revoked laptop handed over; a change set that came in several parts is in it once. */
export interface OpenedFarewell {
  readonly changeSets: readonly ChangeSet[]
  readonly ofOtherStores: readonly ChangeSet[]
}

/**
 * Opens all parts of a laptop's farewell.
 * @param sealed each as base64url
 * @param privateKey of escrow, raw X25519
 * @returns `null` when one of them does not open, or is of another laptop
 */
export async function openedFarewell(
  sealed: readonly string[],
  deviceId: DeviceId,
  privateKey: Uint8Array,
): Promise<OpenedFarewell | null> {
  const parts: FarewellPart[] = []
  for (const one of sealed) {
    const bytes = new Uint8Array(Buffer.from(one, 'base64url'))
    const packed = await openSealed(privateKey, bytes, 'farewell', aroundFarewell(deviceId))
    if (packed === null) return null
    const text = (await promisify(gunzip)(packed)).toString('utf8')
    const part = farewellSchema.safeParse(jsonOrNull(text)).data
    if (part?.deviceId !== deviceId) return null
    parts.push(part)
  }
  return {
    changeSets: onceEach(parts.flatMap((part) => part.changeSets)),
    ofOtherStores: onceEach(parts.flatMap((part) => part.ofOtherStores)),
  }
}

/** A part whose receipt was lost comes again, with the same change sets. */
const onceEach = (changeSets: readonly ChangeSet[]): readonly ChangeSet[] => [
  ...new Map(changeSets.map((changeSet) => [changeSet.id, changeSet])).values(),
]
