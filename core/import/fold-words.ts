import { foldLetters } from '../market/fold-letters.ts'

/**
 * What a header or a word of a file is compared by: letters folded, everything but letters, digits and the signs that
 * tell units apart as one space, words written together split (`bootSpace`) but not a unit (`kWh`).
 */
export function foldWords(text: string): string {
  return foldLetters(text.replace(/(?<=\p{L}\p{Ll})(?=\p{Lu})/gu, ' '))
    .replace(/[^\p{L}\p{N}%"']+/gu, ' ')
    .trim()
}
