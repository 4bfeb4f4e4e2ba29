import { foldMisspelled, foldWords, type VehicleIndex } from './vehicle-index.ts'

/** Anything sounds like fewer letters. */
const shortestHeard = 3

/** Which variants bear a text's words. */
interface WordMatch {
  readonly isMatch: (position: number) => boolean
  /** Whether each word begins a word of the name; to be asked of those that match. */
  readonly beginsWords: (position: number) => boolean
  /** No name holds the words as they are spelled; those that match sound like them. */
  readonly isSpelledOtherwise: boolean
}

/**
 * Which variants have each word of a text somewhere in their name, in any order. Letters and digits count, not case,
 * accents, spaces or dashes: `crv` finds a CR-V. Where no name has them as they are spelled, names that sound like them
 * match: `corola` finds a Corolla. Without words every variant matches.
 */
export function matchWords(index: VehicleIndex, text: string): WordMatch {
  const words = foldWords(text)
    .split(' ')
    .filter((word) => word !== '')
  const spelled = holdsAll(index.compact, words)
  const beginsWords = (position: number) => {
    const name = index.spaced[position] ?? ''
    const compact = index.compact[position] ?? ''
    return words.every((word) => compact.startsWith(word) || name.includes(` ${word}`))
  }
  if (words.length === 0 || someMatch(index, spelled))
    return { isMatch: spelled, beginsWords, isSpelledOtherwise: false }
  const heard = words.map(foldMisspelled)
  const sounds = holdsAll(index.misspelled(), heard)
  const isThere = heard.some((word) => word.length >= shortestHeard) && someMatch(index, sounds)
  return { isMatch: isThere ? sounds : () => false, beginsWords, isSpelledOtherwise: isThere }
}

const holdsAll =
  (names: readonly string[], words: readonly string[]) =>
  (position: number): boolean => {
    const name = names[position] ?? ''
    for (const word of words) if (!name.includes(word)) return false
    return true
  }

function someMatch({ variants }: VehicleIndex, isMatch: (position: number) => boolean): boolean {
  for (let position = 0; position < variants.length; position += 1) if (isMatch(position)) return true
  return false
}
