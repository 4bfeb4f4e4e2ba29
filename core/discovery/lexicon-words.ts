import { foldLetters } from '../market/fold-letters.ts'

/** A word of a remark: `letters` as typed but for case and keyboard, `sound` as it may have been spelled. */
export interface SpokenWord {
  readonly letters: string
  readonly sound: string
  /** Where it stands in the text, in UTF-16 units, the end not included. */
  readonly start: number
  readonly end: number
  /** Counted from 0; words of two clauses have nothing to do with each other. */
  readonly clause: number
}

const wordPattern = /\p{N}+(?:[.,٫٬]\p{N}+)*|[\p{L}\p{M}\p{Cf}'’]+/gu
const clausePattern = /[.,;:!?،۔؛؟\n…—()]/u

/** The words of a text in order, without those that are nothing but marks. */
export function spokenWords(text: string): readonly SpokenWord[] {
  const words: SpokenWord[] = []
  let clause = 0
  let end = 0
  for (const match of text.matchAll(wordPattern)) {
    if (clausePattern.test(text.slice(end, match.index))) clause += 1
    end = match.index + match[0].length
    const letters = foldLetters(match[0]).replace(/['’]/g, '')
    if (letters !== '') words.push({ letters, sound: soundOf(letters), start: match.index, end, clause })
  }
  return words
}

/**
 * How a folded word sounds, roughly: the ways that people write one word of Roman Urdu come to one form (`bachay`,
 * `bachey`, `bacche`; `zyada`, `ziyada`), and so do English plurals and Urdu words with or without their first alif
 * (سکول, اسکول). Different words may sound alike: the form is to compare by, in a spelling of several words if need be.
 */
export function soundOf(letters: string): string {
  if (!/^[a-z]+$/.test(letters)) return letters.replace(/^اس(?=[^اویہ])/u, 'س')
  const first = letters
    .replace(/(?<=[^s]{3})s$/, '')
    .replace(/^is(?=[ckpt])/, 's')
    .replace(/c?c?h?ch+/g, 'ch')
    .replace(/ck/g, 'k')
    .replaceAll('ph', 'f')
    .replaceAll('w', 'v')
    .replaceAll('q', 'k')
  // What a word ends on tells Urdu words apart (`pehle` is before, `pehli` the first), inside it e and i are mixed.
  const stem = first.replace(/(?<=.)(?:[ae]y|ai|(?<!e)e)$/, '')
  const ending = stem === first ? '' : 'e'
  // A y that begins a word is a consonant, any other is heard as an i.
  const sound = (stem.charAt(0) + stem.slice(1).replaceAll('y', 'i'))
    .replace(/(?<=[aeiou])h(?=[ei]|$)/g, '')
    .replaceAll('e', 'i')
    .replaceAll('o', 'u')
    .replace(/[aiu]{2,}/g, (vowels) => (vowels.includes('i') ? 'i' : vowels.includes('u') ? 'u' : 'a'))
    .replace(/([a-z])\1+/g, '$1')
  return sound + ending
}

/** Whether two words differ by one slip of the finger: a letter more, less, another, or two changed about. */
export function isOneSlipAway(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at += 1
  if (short.slice(at) === long.slice(at + 1)) return true
  if (short.length < long.length) return false
  const isChangedAbout = short[at] === long[at + 1] && short[at + 1] === long[at]
  return (
    short.slice(at + 1) === long.slice(at + 1) ||
    (isChangedAbout && short.slice(at + 2) === long.slice(at + 2))
  )
}
