import { hash } from 'node:crypto'
import { contentDigest } from '../../core/sync/content-digest.ts'
import type { Encoding } from '../../core/sync/protocol.ts'
import { compressed } from './wire-encoding.ts'

/** Anything shorter travels in one packet whether compressed or not. */
const compressedFromBytes = 600

/** A request's body as it travels, with the headers that say how, and what it was when it left. */
export interface TravellingBody {
  readonly bytes: Uint8Array
  readonly headers: Readonly<Record<string, string>>
}

/** @param encoding `null` while head office has not said what it takes */
export async function travellingBody(plain: Uint8Array, encoding: Encoding | null): Promise<TravellingBody> {
  if (plain.byteLength === 0) return { bytes: plain, headers: {} }
  if (encoding === null || plain.byteLength < compressedFromBytes)
    return { bytes: plain, headers: digestHeader(plain) }
  const bytes = await compressed(plain, encoding)
  return { bytes, headers: { 'content-encoding': encoding, ...digestHeader(bytes) } }
}

const digestHeader = (bytes: Uint8Array) => ({
  'content-digest': contentDigest(hash('sha256', bytes, 'base64')),
})
