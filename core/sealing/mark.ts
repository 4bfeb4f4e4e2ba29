import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToSymbols } from './symbols.ts'

/** What two people compare by voice: long enough that nobody makes another key with the same mark. */
const symbolCount = 12

/** The mark of a key or a request, such as `7KQ2-M4ZD-9ABC`: the first 60 bits of its SHA-256. */
export function markOf(bytes: Uint8Array): string {
  const symbols = bytesToSymbols(sha256(bytes)).slice(0, symbolCount)
  return (symbols.match(/.{4}/g) ?? []).join('-')
}
