/**
 * A one-time code as head office's operator reads it out: twelve of Crockford's 32 symbols, which cannot be mistaken
 * for each other (https://www.crockford.com/base32.html). Sixty bits, in three groups of four.
 */
const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 12
const groupLength = 4

/** As it travels and is kept: without its dashes. */
export const enrolmentCodePattern = new RegExp(`^[${symbols}]{${length}}$`)

/** A fresh code. */
export function drawEnrolmentCode(randomBytes: (count: number) => Uint8Array): string {
  // 256 is a multiple of 32, so each symbol is as likely as any other.
  return Array.from(randomBytes(length), (byte) => symbols.charAt(byte % symbols.length)).join('')
}

/** The code in groups, e.g. `K7QF-3M9T-XW2P`. */
export function enrolmentCodeText(code: string): string {
  return Array.from({ length: length / groupLength }, (_, group) =>
    code.slice(group * groupLength, (group + 1) * groupLength),
  ).join('-')
}

/** The code out of what a person typed; `null` where it is none. */
export function readEnrolmentCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  return enrolmentCodePattern.test(code) ? code : null
}
