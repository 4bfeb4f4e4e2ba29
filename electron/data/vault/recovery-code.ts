import { createHash } from 'node:crypto'
import { drawSymbols, inGroups, symbols, typedSymbols } from '../../../core/sealing/symbols.ts'

/*
 * A recovery code is 28 random symbols (core/sealing/symbols.ts; 140 bits) and 4 symbols of checksum, written in eight
 * groups of four: `7KQ2-M4ZD-…`. The checksum is the first 20 bits of the SHA-256 of `northstar recovery code 1:` and the
 * 28 symbols; it tells a slip of the hand from a code of another laptop.
 */
const randomCount = 28
const groupLength = 4
const checksumLength = 4

/** A new code, as it is shown and printed. @param randomBytes gives that many unguessable bytes */
export function newRecoveryCode(randomBytes: (count: number) => Uint8Array): string {
  const random = drawSymbols(randomCount, randomBytes)
  return inGroups(random + checksum(random), groupLength).join('-')
}

/**
 * What a person typed, as the secret that the code stands for; `null` when it was mistyped. Case, spaces and dashes do
 * not matter, O is 0, I and L are 1, and the digits may be Urdu's.
 */
export function readRecoveryCode(typed: string): string | null {
  const whole = typedSymbols(typed)
  if (whole?.length !== randomCount + checksumLength) return null
  const random = whole.slice(0, randomCount)
  return checksum(random) === whole.slice(randomCount) ? random : null
}

function checksum(random: string): string {
  const bits =
    createHash('sha256').update(`northstar recovery code 1:${random}`).digest().readUInt32BE(0) >>> 12
  return [15, 10, 5, 0].map((shift) => symbols.charAt((bits >>> shift) & 31)).join('')
}
