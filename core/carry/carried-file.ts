import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes } from '@noble/hashes/utils.js'
import { z } from 'zod'
import { canonicalJson } from '../canonical-json.ts'
import { deviceIdSchema, storeIdSchema } from '../ids.ts'
import { jsonOrNull } from '../json-or-null.ts'
import { encapsulatedBytes, openPartsOf, type SealPurpose, sealPartsTo } from '../sealing/sealed.ts'
import { gunzip, gzip, TooMuchInside } from './gzip.ts'

/*
 * A file that is carried by hand between a laptop and head office:
 *
 *   4 bytes    how long the head is, big-endian
 *   head       JSON in UTF-8, in the open: who wrote it for whom (`carriedHeadSchema`)
 *   32 bytes   HPKE's encapsulated key, for the box key of whoever it is for
 *   frames     each 4 bytes: how long it is, big-endian, its highest bit set in the last one; then gzipped JSON, sealed
 *              with the SHA-256 of the head and these 4 bytes beside it
 *   64 bytes   Ed25519 signature by whoever wrote it, of the canonical JSON of `{ purpose: 'carry', from, hash }`:
 *              `hash` is the SHA-256 of everything before, in lower-case hexadecimal
 *
 * The signature is looked at before anything is opened, so a file that was changed or cut says nothing at all. What the
 * frames mean is in core/carry/carried-frames.ts.
 */

export const carriedVersion = 1

const carriedHeadSchema = z.object({
  format: z.literal('northstar-carry'),
  version: z.literal(carriedVersion),
  from: z.enum(['laptop', 'headoffice']),
  /** A laptop names its file so, and head office the answer to it. */
  carryId: z.uuid().lowercase(),
  storeId: storeIdSchema,
  /** The laptop that wrote it, or that it is the answer for. */
  deviceId: deviceIdSchema,
  /** By the clock of whoever wrote it, UTC milliseconds. */
  writtenAt: z.int(),
})
export type CarriedHead = Readonly<z.infer<typeof carriedHeadSchema>>

/** Bytes that lie somewhere: in memory or on a disk. */
export interface CarriedBytes {
  readonly size: number
  readonly read: (from: number, to: number) => Promise<Uint8Array>
}

const headLengthBytes = 4
const frameLengthBytes = 4
const signatureBytes = 64
const mostHeadBytes = 4_000
/** A page of the feed is about a megabyte before it is compressed; one position of it may be more. */
const mostFrameBytes = 32_000_000
const mostInflatedBytes = 64_000_000
const hashedAtOnceBytes = 1_000_000
const lastBit = 0x8000_0000

const purposeOf: Readonly<Record<CarriedHead['from'], SealPurpose>> = {
  laptop: 'carried to head office',
  headoffice: 'carried to laptop',
}

/**
 * Writes a file, a piece at a time.
 * @param to.boxKey raw X25519 public key of whoever it is for
 * @param to.sign signs a text with Ed25519, as base64url
 */
export async function* writeCarried(
  head: CarriedHead,
  frames: AsyncIterable<object>,
  to: {
    readonly boxKey: Uint8Array
    readonly sign: (text: string) => string
    readonly fromBase64url: (text: string) => Uint8Array
  },
): AsyncGenerator<Uint8Array> {
  const hash = sha256.create()
  const hashed = (piece: Uint8Array) => {
    hash.update(piece)
    return piece
  }
  const headBytes = utf8.encode(JSON.stringify(head))
  const sealer = await sealPartsTo(to.boxKey, purposeOf[head.from])
  yield hashed(concatBytes(length(headBytes.length), headBytes, sealer.encapsulated))
  const besideHead = sha256(headBytes)
  const frame = async (said: object, isLast: boolean) => {
    const bytes = await gzip(utf8.encode(JSON.stringify(said)))
    const before = length((bytes.length + tagBytes) | (isLast ? lastBit : 0))
    return hashed(concatBytes(before, await sealer.seal(bytes, concatBytes(besideHead, before))))
  }
  // Only the one after it tells that a frame is not the last.
  let held: object | undefined
  for await (const said of frames) {
    if (held !== undefined) yield frame(held, false)
    held = said
  }
  if (held === undefined) throw new Error('A carried file says nothing')
  yield frame(held, true)
  yield to.fromBase64url(to.sign(toSign(head.from, bytesToHex(hash.digest()))))
}

/** What a file says of itself, before anything of it is believed. */
export type LookedAt =
  | { readonly type: 'carried'; readonly file: CarriedFile }
  /** Of a later version than this one can read. */
  | { readonly type: 'too-new' }
  /** Something else, or what is left of such a file. */
  | { readonly type: 'not-carried' }

export interface CarriedFile {
  readonly head: CarriedHead
  /** Whether it is whole and as it was signed. @param isSigned whether an Ed25519 signature, base64url, is of a text */
  readonly isSignedBy: (isSigned: (text: string, signature: string) => boolean) => Promise<boolean>
  /**
   * What it says, in order; only after `isSignedBy`.
   * @param privateKey raw X25519
   * @throws CarriedNotOpened when it was sealed to another key
   */
  readonly frames: (privateKey: Uint8Array) => AsyncGenerator<unknown>
}

/** It was sealed to another key than the one it is opened with. */
export class CarriedNotOpened extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'CarriedNotOpened'
  }
}

export async function lookAtCarried(
  bytes: CarriedBytes,
  toBase64url: (bytes: Uint8Array) => string,
): Promise<LookedAt> {
  const headBytes = await readHead(bytes)
  const named = namedSchema.safeParse(headBytes && jsonOrNull(headBytes)).data
  if (headBytes === null || named === undefined) return { type: 'not-carried' }
  if (named.version > carriedVersion) return { type: 'too-new' }
  const head = carriedHeadSchema.safeParse(jsonOrNull(headBytes)).data
  const framesFrom = headLengthBytes + headBytes.length + encapsulatedBytes
  const framesTo = bytes.size - signatureBytes
  if (head === undefined || framesTo <= framesFrom) return { type: 'not-carried' }
  const besideHead = sha256(headBytes)

  return {
    type: 'carried',
    file: {
      head,
      async isSignedBy(isSigned) {
        const hash = sha256.create()
        for (let at = 0; at < framesTo; at += hashedAtOnceBytes)
          hash.update(await bytes.read(at, Math.min(framesTo, at + hashedAtOnceBytes)))
        const signature = toBase64url(await bytes.read(framesTo, bytes.size))
        return isSigned(toSign(head.from, bytesToHex(hash.digest())), signature)
      },
      async *frames(privateKey) {
        const encapsulated = await bytes.read(framesFrom - encapsulatedBytes, framesFrom)
        const open = await openPartsOf(privateKey, encapsulated, purposeOf[head.from])
        let isLast = false
        let at = framesFrom
        while (!isLast) {
          const before = await bytes.read(at, at + frameLengthBytes)
          const said = readLength(before)
          isLast = said >= lastBit
          const from = at + frameLengthBytes
          at = from + (isLast ? said - lastBit : said)
          if (at > framesTo || at - from > mostFrameBytes) throw new CarriedNotOpened('A frame is cut off')
          const packed = await open(await bytes.read(from, at), concatBytes(besideHead, before))
          if (packed === null) throw new CarriedNotOpened('A frame does not open')
          yield readFrame(await gunzip(packed, mostInflatedBytes))
        }
        if (at !== framesTo) throw new CarriedNotOpened('Something stands after the last frame')
      },
    },
  }
}

const namedSchema = z.object({ format: z.literal('northstar-carry'), version: z.int().min(1) })

async function readHead(bytes: CarriedBytes): Promise<Uint8Array | null> {
  if (bytes.size < headLengthBytes) return null
  const length = readLength(await bytes.read(0, headLengthBytes))
  if (length > mostHeadBytes || headLengthBytes + length > bytes.size) return null
  return bytes.read(headLengthBytes, headLengthBytes + length)
}

function readFrame(bytes: Uint8Array | TooMuchInside): unknown {
  if (bytes instanceof TooMuchInside) throw new CarriedNotOpened('A frame holds too much')
  return JSON.parse(new TextDecoder().decode(bytes))
}

/** What AES-GCM adds. */
const tagBytes = 16
const utf8 = new TextEncoder()

const toSign = (from: CarriedHead['from'], hash: string): string =>
  canonicalJson({ purpose: 'carry', from, hash })

function length(value: number): Uint8Array {
  const bytes = new Uint8Array(frameLengthBytes)
  new DataView(bytes.buffer).setUint32(0, value)
  return bytes
}

const readLength = (bytes: Uint8Array): number =>
  bytes.length < frameLengthBytes ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
