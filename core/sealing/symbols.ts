/**
 * Crockford's base 32: the digits and the letters without I, L, O and U, so that it can be read aloud
 * (https://www.crockford.com/base32.html).
 */
export const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const bitsOfSymbol = 5

/** Symbols by chance. @param randomBytes gives that many unguessable bytes */
export function drawSymbols(count: number, randomBytes: (count: number) => Uint8Array): string {
  // 256 is a multiple of 32, so every symbol is as likely as every other.
  return Array.from(randomBytes(count), (byte) => symbols.charAt(byte % symbols.length)).join('')
}

/** A text cut into groups to be read one by one; the last may be shorter. */
export const inGroups = (text: string, groupLength: number): readonly string[] =>
  text.match(new RegExp(`.{1,${groupLength}}`, 'g')) ?? []

/** Bytes as symbols, most significant bit first; the last symbol is filled with zeros. */
export function bytesToSymbols(bytes: Uint8Array): string {
  let text = ''
  let pending = 0
  let bits = 0
  for (const byte of bytes) {
    pending = (pending << 8) | byte
    bits += 8
    while (bits >= bitsOfSymbol) {
      bits -= bitsOfSymbol
      text += symbols.charAt((pending >>> bits) & 31)
    }
    pending &= (1 << bits) - 1
  }
  return bits === 0 ? text : text + symbols.charAt((pending << (bitsOfSymbol - bits)) & 31)
}

/** The bytes that the symbols stand for; what fills the last symbol is left out. @param text symbols only */
export function symbolsToBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * bitsOfSymbol) / 8))
  let pending = 0
  let bits = 0
  let at = 0
  for (const symbol of text) {
    pending = (pending << bitsOfSymbol) | symbols.indexOf(symbol)
    bits += bitsOfSymbol
    if (bits < 8) continue
    bits -= 8
    bytes[at] = (pending >>> bits) & 255
    at += 1
    pending &= (1 << bits) - 1
  }
  return bytes
}

const onlySymbols = new RegExp(`^[${symbols}]*$`)

/**
 * What a person typed or copied, as symbols: case, spaces, lines and dashes do not matter, O is 0, I and L are 1, and
 * the digits may be Urdu's. `null` when another character is in it.
 */
export function typedSymbols(typed: string): string | null {
  const text = typed
    .normalize('NFKC')
    .replace(/[\s\p{Dash}\p{Cf}]/gu, '')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  return onlySymbols.test(text) ? text : null
}
