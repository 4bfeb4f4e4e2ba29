/**
 * Whether a file is a photo in HEIC or HEIF, as iPhones keep them: ISO/IEC 14496-12, a `ftyp` box whose brand is one of
 * ISO/IEC 23008-12. The first 12 bytes are enough to tell.
 */
export function isHeic(bytes: Uint8Array): boolean {
  const text = String.fromCharCode(...bytes.subarray(4, 12))
  return text.startsWith('ftyp') && brands.has(text.slice(4))
}

const brands: ReadonlySet<string> = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'])
