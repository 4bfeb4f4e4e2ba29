/** Arabic and Persian forms that Urdu keyboards mix, each to the one that Urdu writes. */
const urduLetters: Readonly<Record<string, string>> = {
  ي: 'ی',
  ى: 'ی',
  ك: 'ک',
  ه: 'ہ',
  ھ: 'ہ',
  ة: 'ہ',
  ۃ: 'ہ',
  ە: 'ہ',
  ٱ: 'ا',
  ں: 'ن',
}

const isAscii = /^[\x20-\x7e]*$/

/** Arabic-Indic and Urdu digits as 0-9; everything else stays. */
export function foldDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
}

/**
 * One form for each letter, so that what is compared does not depend on the keyboard: lower case, no diacritics,
 * no tatweel or invisible controls, Urdu letters for their Arabic twins, digits 0-9. Folding twice changes nothing.
 */
export function foldLetters(text: string): string {
  // Most names and words are plain Latin letters, of which only the case is to be folded.
  if (isAscii.test(text)) return text.toLowerCase()
  const bare = text
    .toLowerCase()
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\p{Cf}\u0640]/gu, '')
  return foldDigits(bare).replace(/\p{Script=Arabic}/gu, (letter) => urduLetters[letter] ?? letter)
}
