import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { DeviceId } from '../../core/ids.ts'
import { jsonOrNull } from '../../core/json-or-null.ts'
import { aroundFarewell, type FarewellPart, farewellSchema } from '../../core/sealing/farewell.ts'
import { openSealed } from '../../core/sealing/sealed.ts'
import type { ChangeSet } from '../../core/sync/protocol.ts'

type Picture = FarewellPart['pictures'][number]

/** What a revoked laptop handed over, as far as it opens; a change set that came in several parts is in it once. */
export interface OpenedFarewell {
  readonly changeSets: readonly ChangeSet[]
  readonly ofOtherStores: readonly ChangeSet[]
  /** How many there are; each is in it once. */
  readonly pictures: number
  /** Places in what was given: sealed to another key, changed, of another laptop, or no part at all. */
  readonly notOpened: readonly number[]
  /** Of the sealing that was sent last, which holds what those before it held: its parts, and how many never came. */
  readonly parts: number
  readonly missing: number
}

/** Of JSON: far more than head office takes of what such a part makes, and less than would end this process. */
const mostPartBytes = 400_000_000

/**
 * Opens all parts of a laptop's farewell that open, one after the other: pictures make them large. Whoever has a revoked
 * laptop's keys can send more that does not open.
 * @param sealed each as base64url, in the order in which head office took them
 * @param privateKey of escrow, raw X25519
 * @param onPicture told each picture once
 * @returns `null` when none of them opens
 */
export async function openedFarewell(
  sealed: Iterable<string> | AsyncIterable<string>,
  deviceId: DeviceId,
  privateKey: Uint8Array,
  onPicture: (picture: Picture) => Promise<void> = async () => {},
): Promise<OpenedFarewell | null> {
  const parts: Omit<FarewellPart, 'pictures'>[] = []
  const pictures = new Set<string>()
  const notOpened: number[] = []
  let place = 0
  for await (const one of sealed) {
    const part = await openedPart(one, deviceId, privateKey)
    if (part === null) notOpened.push(place)
    else {
      const { pictures: held, ...said } = part
      parts.push(said)
      for (const picture of held) {
        if (pictures.has(picture.hash)) continue
        pictures.add(picture.hash)
        await onPicture(picture)
      }
    }
    place += 1
  }
  const last = parts.at(-1)
  if (!last) return null
  const came = new Set(parts.filter((part) => part.of === last.of).map(({ part }) => part))
  return {
    changeSets: onceEach(parts.flatMap((part) => part.changeSets)),
    ofOtherStores: onceEach(parts.flatMap((part) => part.ofOtherStores)),
    pictures: pictures.size,
    notOpened,
    parts: last.of,
    missing: Math.max(0, last.of - came.size),
  }
}

async function openedPart(
  sealed: string,
  deviceId: DeviceId,
  privateKey: Uint8Array,
): Promise<FarewellPart | null> {
  const bytes = new Uint8Array(Buffer.from(sealed, 'base64url'))
  const packed = await openSealed(privateKey, bytes, 'farewell', aroundFarewell(deviceId))
  if (packed === null) return null
  // The escrow key is known to all laptops: what is sealed to it may still be anything.
  const text = await promisify(gunzip)(packed, { maxOutputLength: mostPartBytes }).catch(() => null)
  const part = text && farewellSchema.safeParse(jsonOrNull(text.toString('utf8'))).data
  return part?.deviceId === deviceId ? part : null
}

/** A part whose receipt was lost comes again, with the same change sets. */
const onceEach = (changeSets: readonly ChangeSet[]): readonly ChangeSet[] => [
  ...new Map(changeSets.map((changeSet) => [changeSet.id, changeSet])).values(),
]
