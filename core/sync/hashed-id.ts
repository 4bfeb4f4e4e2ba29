/**
 * A row id that follows from a name, so that every laptop gives the same thing the same id. Version 8 of RFC 9562.
 * @param sha256 of UTF-8 text, in lower-case hexadecimal
 */
export function hashedId(name: string, sha256: (text: string) => string): string {
  const digits = sha256(name)
  const variant = ((Number.parseInt(digits.slice(16, 17), 16) & 0x3) | 0x8).toString(16)
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-')
}
