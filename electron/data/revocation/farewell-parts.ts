import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { z } from 'zod'
import type { DeviceId } from '../../../core/ids.ts'
import { jsonOrNull } from '../../../core/json-or-null.ts'
import { aroundFarewell, type FarewellPart } from '../../../core/sealing/farewell.ts'
import { sealTo } from '../../../core/sealing/sealed.ts'
import type { ChangeSet } from '../../../core/sync/protocol.ts'
import { writeDurably } from '../../../db/durable-files.ts'
import { picturePages } from './picture-pages.ts'
import type { Unsent } from './unsent.ts'

/*
 * The sealed parts of a farewell lie on the disk until head office has them all. A seal is other bytes each time: made
 * anew after each lost answer, head office would have to keep the same twice and more, and takes only so many from one
 * laptop.
 */
const manifestSchema = z.object({
  format: z.literal('northstar-farewell-parts'),
  version: z.literal(2),
  deviceId: z.string(),
  escrowKey: z.string(),
  /** What the newest change set of the laptop was: parts that do not hold it are made anew. */
  newestPosition: z.int(),
  changeSets: z.int(),
  pictures: z.int(),
  /** Pictures that are more than head office takes. */
  picturesLeft: z.int(),
  parts: z.array(
    z.object({
      file: z.string().regex(/^\d{3}\.sealed$/),
      changeSets: z.int(),
      /** When head office took it, UTC milliseconds; `null` before. */
      receivedAt: z.int().nullable(),
    }),
  ),
})
export type Farewell = Readonly<z.infer<typeof manifestSchema>>

/** Of JSON, which gzip and base64 make a fifth of. */
const partBytes = 4_000_000
/** Head office takes a hundred, and most are for pictures. */
const mostParts = 16

const farewellFolder = (folder: string): string => join(folder, 'farewell')
const manifestFile = (folder: string): string => join(farewellFolder(folder), 'parts.json')

/**
 * The farewell that was sealed for this device and key and holds the newest change set; `null` where there is none, or one
 * that is torn: it is sealed anew.
 */
export function readFarewell(
  folder: string,
  of: { readonly deviceId: DeviceId; readonly escrowKey: Uint8Array; readonly newestPosition: number },
): Farewell | null {
  const file = manifestFile(folder)
  if (!existsSync(file)) return null
  const kept = manifestSchema.safeParse(jsonOrNull(readFileSync(file, 'utf8'))).data
  if (!kept || kept.deviceId !== of.deviceId || kept.newestPosition !== of.newestPosition) return null
  return kept.escrowKey === base64url(of.escrowKey) ? kept : null
}

/**
 * Seals what was not sent, in parts that are on the disk when this resolves: the change sets first, in at least one part,
 * which may say nothing, and then the pictures, the newest first.
 * @param bytesOf the bytes of a picture
 */
export async function sealFarewell(
  folder: string,
  { changeSets, ofOtherStores, pictures }: Unsent,
  of: { readonly deviceId: DeviceId; readonly escrowKey: Uint8Array; readonly newestPosition: number },
  bytesOf: (hash: string) => Uint8Array | null,
): Promise<Farewell> {
  const { deviceId, escrowKey, newestPosition } = of
  rmSync(farewellFolder(folder), { recursive: true, force: true })
  mkdirSync(farewellFolder(folder), { recursive: true, mode: 0o700 })
  const ofPictures = picturePages(pictures.map((hash) => ({ hash, bytes: bytesOf(hash)?.byteLength ?? 0 })))
  const pages: readonly Page[] = [
    ...pagesOf(changeSets).map((page) => ({ changeSets: page, pictures: [] })),
    ...ofPictures.pages.map((page) => ({ changeSets: [], pictures: page })),
  ]
  const parts: Farewell['parts'] = []
  for (const [index, page] of pages.entries()) {
    const said: FarewellPart = {
      format: 'northstar-farewell',
      version: 1,
      deviceId,
      part: index + 1,
      of: pages.length,
      changeSets: [...page.changeSets],
      ofOtherStores: index === 0 ? [...ofOtherStores] : [],
      pictures: page.pictures.map((hash) => ({
        hash,
        content: Buffer.from(bytesOf(hash) ?? []).toString('base64'),
      })),
    }
    const file = `${String(index + 1).padStart(3, '0')}.sealed`
    const packed = await promisify(gzip)(JSON.stringify(said))
    const sealed = await sealTo(escrowKey, packed, 'farewell', aroundFarewell(deviceId))
    writeDurably(join(farewellFolder(folder), file), sealed)
    parts.push({ file, changeSets: page.changeSets.length, receivedAt: null })
  }
  const farewell: Farewell = {
    format: 'northstar-farewell-parts',
    version: 2,
    deviceId,
    escrowKey: base64url(escrowKey),
    newestPosition,
    changeSets: changeSets.length + ofOtherStores.length,
    pictures: pictures.length - ofPictures.left.length,
    picturesLeft: ofPictures.left.length,
    parts,
  }
  writeDurably(manifestFile(folder), JSON.stringify(farewell))
  return farewell
}

/** A part as it travels, base64url. */
export const sealedPart = (folder: string, file: string): string =>
  readFileSync(join(farewellFolder(folder), file)).toString('base64url')

/** Keeps that head office took a part. */
export function markReceived(folder: string, farewell: Farewell, file: string, receivedAt: number): Farewell {
  const parts = farewell.parts.map((part) => (part.file === file ? { ...part, receivedAt } : part))
  const marked = { ...farewell, parts }
  writeDurably(manifestFile(folder), JSON.stringify(marked))
  return marked
}

interface Page {
  readonly changeSets: readonly ChangeSet[]
  /** Hashes. */
  readonly pictures: readonly string[]
}

/** Cut between change sets, in as few parts as head office has to keep. */
function pagesOf(changeSets: readonly ChangeSet[]): readonly (readonly ChangeSet[])[] {
  const sizes = changeSets.map((changeSet) => JSON.stringify(changeSet).length)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const bound = Math.max(partBytes, Math.ceil(total / (mostParts - 1)))
  const pages: ChangeSet[][] = [[]]
  let bytes = 0
  for (const [index, changeSet] of changeSets.entries()) {
    bytes += sizes[index] ?? 0
    if (bytes > bound && (pages.at(-1)?.length ?? 0) > 0) {
      pages.push([])
      bytes = sizes[index] ?? 0
    }
    pages.at(-1)?.push(changeSet)
  }
  return pages
}

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
