import { foldLetters } from './fold-letters.ts'
import { nameSpellings } from './name-spellings.ts'

const formBySpelling: ReadonlyMap<string, string> = new Map(
  nameSpellings.flatMap((line) => {
    const spellings = line.split(' ').map(foldSpelling)
    return spellings.map((spelling): [string, string] => [spelling, spellings[0] ?? spelling])
  }),
)

/**
 * Folds a name for search: words of letters and digits with one space between, the same for each way that people
 * write a name (case, diacritics, Arabic or Urdu keyboard, Roman-Urdu spelling). Folding twice changes nothing.
 */
export function foldName(name: string): string {
  return foldLetters(name)
    .replace(/['’‘`ʼʿʾ]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map(foldSpelling)
    .map((word) => formBySpelling.get(word) ?? word)
    .join(' ')
}

/**
 * Roman-Urdu habits, letter by letter (`oo`, `ou` and `o` for `u`, `ee` and `e` for `i`, doubled letters), so that
 * the beginning of a word folds to the beginning of the folded word and search may run while it is typed.
 */
function foldSpelling(word: string): string {
  return word
    .replaceAll('o', 'u')
    .replaceAll('e', 'i')
    .replaceAll('w', 'v')
    .replaceAll('q', 'k')
    .replace(/([a-z])\1+/g, '$1')
}
