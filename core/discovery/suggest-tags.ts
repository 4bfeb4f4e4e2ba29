import type { AnswerValue } from './answer.ts'
import type { HeardWord, IndexedSpelling, LexiconIndex, Spelling } from './lexicon-index.ts'
import { hearAmounts, hearCounts } from './suggest-tags-numbers.ts'

/**
 * An answer that a remark suggests, to be confirmed. `code` is the tag, `null` for a number or an amount. `span` is where
 * the words stand in the text, in UTF-16 units, the end not included.
 */
export interface TagSuggestion {
  readonly questionId: string
  readonly code: string | null
  readonly value: AnswerValue
  readonly span: { readonly start: number; readonly end: number }
  readonly words: string
}

/** What was heard at which words; `said` and `denied` are `null` where there is no such answer. */
export interface Hearing {
  readonly positions: ReadonlySet<number>
  readonly not: readonly Spelling[]
  readonly said: Meant | null
  readonly denied: Meant | null
}
type Meant = Pick<TagSuggestion, 'questionId' | 'code' | 'value'>

/** How many other words may stand between the words of a spelling. */
const mostBetween = 2
/** How far a denial reaches, in words. */
const denialReach = 4
/** How near a word must be that cancels, in words. */
const cancelReach = 3

/**
 * The answers that a remark suggests, in the order of its words: each tag, number or amount once, with what is denied
 * turned to its own tag or left out. The same for every case, spacing and keyboard. Never throws; nothing heard is none.
 */
export function suggestTags(index: LexiconIndex, text: string): readonly TagSuggestion[] {
  const words = index.hear(text)
  const heard = withoutParts([
    ...hearEntries(index, words),
    ...hearCounts(index, words),
    ...hearAmounts(index, words, text),
  ])
  const owned = new Set(heard.flatMap(({ positions }) => [...positions]))
  const suggestions: (TagSuggestion & { readonly name: string })[] = []
  for (const hearing of heard) {
    if (isCancelled(words, hearing)) continue
    const denial = denialOf(index, words, heard, hearing, owned)
    const meant = denial === null ? hearing.said : hearing.denied
    if (meant === null) continue
    const span = spanOf(words, [...hearing.positions, ...(denial === null ? [] : [denial])])
    const name = JSON.stringify([meant.questionId, meant.value])
    suggestions.push({ ...meant, span, words: text.slice(span.start, span.end), name })
  }
  suggestions.sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end || (a.name < b.name ? -1 : 1),
  )
  return suggestions
    .filter(({ name }, at) => suggestions.findIndex((other) => other.name === name) === at)
    .map(({ questionId, code, value, span, words: own }) => ({ questionId, code, value, span, words: own }))
}

function hearEntries(index: LexiconIndex, words: readonly HeardWord[]): readonly Hearing[] {
  return words.flatMap((word, at) =>
    (index.spellingsByKey.get(word.key) ?? []).flatMap((spelling) => hearSpelling(words, at, spelling)),
  )
}

/**
 * The spelling whose first word stands at `at`, each other word the nearest in the same clause, on either side: the order
 * of words is free in Urdu ("neeche lagti hai", "lagti hai neeche").
 */
function hearSpelling(
  words: readonly HeardWord[],
  at: number,
  { keys, entry }: IndexedSpelling,
): readonly Hearing[] {
  const widest = keys.length + mostBetween
  const positions = new Set([at])
  for (const key of keys.slice(1)) {
    const next = nearest(words, at, widest, (word, position) => word.key === key && !positions.has(position))
    if (next === null) return []
    positions.add(next)
  }
  if (Math.max(...positions) - Math.min(...positions) >= widest) return []
  const meant = (tag: typeof entry.suggests): Meant | null =>
    tag && { ...tag, value: { type: 'choices', codes: [tag.code] } }
  return [{ positions, not: entry.not, said: meant(entry.suggests), denied: meant(entry.negated) }]
}

/** The nearest word of the same clause for which `isIt`, on a tie the later one; `null` for none. */
function nearest(
  words: readonly HeardWord[],
  at: number,
  within: number,
  isIt: (word: HeardWord, position: number) => boolean,
): number | null {
  for (let distance = 1; distance < within; distance += 1)
    for (const position of [at + distance, at - distance]) {
      const word = words[position]
      if (word && word.clause === words[at]?.clause && isIt(word, position)) return position
    }
  return null
}

/** Less is heard where more is: `petrol` is no wish for petrol in "petrol is too dear". */
function withoutParts(heard: readonly Hearing[]): readonly Hearing[] {
  return heard.filter(
    ({ positions }) =>
      !heard.some((other) => other.positions.size > positions.size && positions.isSubsetOf(other.positions)),
  )
}

function isCancelled(words: readonly HeardWord[], { positions, not }: Hearing): boolean {
  const from = Math.max(0, Math.min(...positions) - cancelReach)
  const to = Math.max(...positions) + cancelReach
  const clause = words[Math.min(...positions)]?.clause
  return not.some((spelling) => {
    for (let at = from; at <= to; at += 1)
      if (
        !positions.has(at) &&
        spelling.every((key, step) => words[at + step]?.key === key && words[at + step]?.clause === clause)
      )
        return true
    return false
  })
}

/** Where the word stands that denies what was heard; `null` when nothing does. */
function denialOf(
  index: LexiconIndex,
  words: readonly HeardWord[],
  heard: readonly Hearing[],
  { positions }: Hearing,
  owned: ReadonlySet<number>,
): number | null {
  const first = Math.min(...positions)
  const last = Math.max(...positions)
  const clause = words[first]?.clause
  for (let at = first + 1; at < last; at += 1) {
    const letters = words[at]?.letters ?? ''
    if (!positions.has(at) && (index.negatesLast.has(letters) || index.negatesNext.has(letters))) return at
  }
  const look = (from: number, step: 1 | -1, denies: ReadonlySet<string>): number | null => {
    let left = denialReach
    let isJoined = false
    for (let at = from + step; left > 0; at += step, left -= 1) {
      const word = words[at]
      if (word?.clause !== clause || !word) return null
      if (index.joins.has(word.letters)) isJoined = true
      else if (owned.has(at) && !positions.has(at)) {
        // Another thing that was said stands between: the denial is its own, unless the two are joined.
        if (!isJoined) return null
        at = endOf(heard, at, step)
        isJoined = false
        left = denialReach + 1
      } else if (!positions.has(at) && denies.has(word.letters)) return at
      else if (isJoined) return null
    }
    return null
  }
  const after = look(last, 1, index.negatesLast)
  if (after !== null) return after
  const before = look(first, -1, index.negatesNext)
  if (before !== null) return before
  // "Nahi chahiye diesel": a denial that begins its clause has nothing before it that it could deny.
  const opening = look(first, -1, index.negatesLast)
  return opening !== null && words[opening - 1]?.clause !== clause ? opening : null
}

/** The last word, that way, of what was heard at a word. */
function endOf(heard: readonly Hearing[], at: number, step: 1 | -1): number {
  const [there] = heard.filter(({ positions }) => positions.has(at))
  if (!there) return at
  return step === 1 ? Math.max(...there.positions) : Math.min(...there.positions)
}

function spanOf(words: readonly HeardWord[], positions: readonly number[]): TagSuggestion['span'] {
  const spans = positions.flatMap((position) => words[position] ?? [])
  return {
    start: Math.min(...spans.map(({ start }) => start)),
    end: Math.max(...spans.map(({ end }) => end)),
  }
}
