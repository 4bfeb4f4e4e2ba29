import { foldLetters } from '../../core/market/fold-letters.ts'

/**
 * Whether somebody typed this very word: capitals, the spaces around and between, and which keyboard wrote an Urdu
 * letter do not matter, anything else does.
 */
export function isSameWord(typed: string, word: string): boolean {
  const plain = (text: string) => foldLetters(text).trim().replace(/\s+/g, ' ')
  return plain(typed) === plain(word)
}
