import { createHash } from 'node:crypto'

/**
 * A recovery code is 28 random symbols of Crockford's base 32 (140 bits) and 4 symbols of checksum, written in eight
 * groups of four: `7KQ2-M4ZD-…`. The symbols are the digits and the letters without I, L, O and U, so that a code can
 * be read aloud. The checksum is the first 20 bits of the SHA-256 of `northstar recovery code 1:` and the 28 symbols; it
 * tells a slip of the hand from a code of another laptop.
 */
const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const randomCount = 28
const groupLength = 4
const written = new RegExp(`^[${symbols}]{${randomCount + groupLength}}$`)

/** A new code, as it is shown and printed. @param randomBytes gives that many unguessable bytes */
export function newRecoveryCode(randomBytes: (count: number) => Uint8Array): string {
  // 256 is a multiple of 32, so every symbol is as likely as every other.
  const random = [...randomBytes(randomCount)].map((byte) => symbols.charAt(byte % symbols.length)).join('')
  const whole = random + checksum(random)
  return (whole.match(new RegExp(`.{${groupLength}}`, 'g')) ?? []).join('-')
}

/**
 * What a person typed, as the secret that the code stands for; `null` when it was mistyped. Case, spaces and dashes do
 * not matter, O is 0, I and L are 1, and the digits may be Urdu's.
 */
export function readRecoveryCode(typed: string): string | null {
  const whole = typed
    .normalize('NFKC')
    .replace(/[\s\p{Dash}\p{Cf}]/gu, '')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  if (!written.test(whole)) return null
  const random = whole.slice(0, randomCount)
  return checksum(random) === whole.slice(randomCount) ? random : null
}

function checksum(random: string): string {
  const bits =
    createHash('sha256').update(`northstar recovery code 1:${random}`).digest().readUInt32BE(0) >>> 12
  return [15, 10, 5, 0].map((shift) => symbols.charAt((bits >>> shift) & 31)).join('')
}
