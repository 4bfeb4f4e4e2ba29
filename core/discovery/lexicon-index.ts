import { foldLetters } from '../market/fold-letters.ts'
import type { Market } from '../market/market-pack.ts'
import type { Lexicon } from './lexicon.ts'
import { isOneSlipAway, type SpokenWord, soundOf, spokenWords } from './lexicon-words.ts'
import { findQuestion, type Question, type QuestionBank } from './question-bank.ts'

/** A word of a remark as spellings are compared with it; `number` where it names one. */
export interface HeardWord extends SpokenWord {
  /** The number in digits, or the sound. */
  readonly key: string
  readonly number: number | null
}

export type Spelling = readonly string[]
type Entry = Lexicon['entries'][number]
interface IndexedEntry {
  readonly suggests: Entry['suggests'] | null
  readonly negated: Entry['suggests'] | null
  readonly not: readonly Spelling[]
}
export interface IndexedSpelling {
  readonly keys: Spelling
  readonly entry: IndexedEntry
}
export interface IndexedCount {
  readonly question: Extract<Question, { kind: 'number' }>
  readonly before: readonly Spelling[]
  readonly after: readonly Spelling[]
  readonly not: readonly Spelling[]
}
export interface IndexedAmount {
  readonly questionId: string
  readonly cues: readonly Spelling[]
  readonly to: readonly Spelling[]
  readonly not: readonly Spelling[]
}

/** A lexicon made ready to hear remarks with. Made once for a lexicon and a bank, and kept by the caller. */
export interface LexiconIndex {
  readonly market: Market
  readonly hear: (text: string) => readonly HeardWord[]
  readonly spellingsByKey: ReadonlyMap<string, readonly IndexedSpelling[]>
  readonly counts: readonly IndexedCount[]
  readonly amounts: readonly IndexedAmount[]
  /** Compared by letters, not sound: `ne` is no `na`. */
  readonly negatesNext: ReadonlySet<string>
  readonly negatesLast: ReadonlySet<string>
  readonly joins: ReadonlySet<string>
}

/** From this many letters on a word is also known with one slip in it. */
const shortestWithSlip = 7

/**
 * Makes a lexicon ready. A tag that the bank does not have, because head office changed the bank, is never suggested:
 * `lexiconFaults` says which those are.
 */
export function indexLexicon(lexicon: Lexicon, bank: QuestionBank, market: Market): LexiconIndex {
  const numbers = new Map(
    lexicon.numbers.flatMap(({ number, words }) => words.map((word) => [lettersOf(word), number] as const)),
  )
  const breaks = new Set(lexicon.breaks.map(lettersOf))
  const firstAlike = new Map(
    lexicon.alike.flatMap(({ words }) =>
      words.map((word) => [soundOf(lettersOf(word)), soundOf(lettersOf(words[0] ?? word))] as const),
    ),
  )
  const alike = (sound: string) => firstAlike.get(sound) ?? sound
  const known = new Set(firstAlike.keys())
  const keyed = (word: SpokenWord): HeardWord => {
    const number = /^\d{1,9}$/.test(word.letters) ? Number(word.letters) : (numbers.get(word.letters) ?? null)
    return { ...word, key: number === null ? alike(word.sound) : String(number), number }
  }
  const spell = (spelling: string): Spelling => {
    const keys = spokenWords(spelling).map((word) => keyed(word).key)
    for (const key of keys) known.add(key)
    return keys
  }
  const spellAll = (spellings: readonly string[] | undefined) => (spellings ?? []).map(spell)

  const spellings = lexicon.entries.flatMap(
    ({ words, suggests, negated, not }): readonly IndexedSpelling[] => {
      const entry: IndexedEntry = {
        suggests: hasTag(bank, suggests) ? suggests : null,
        negated: negated !== undefined && hasTag(bank, negated) ? negated : null,
        not: spellAll(not),
      }
      return spellAll(words).map((keys) => ({ keys, entry }))
    },
  )
  const counts = lexicon.counts.flatMap((count): readonly IndexedCount[] => {
    const question = findQuestion(bank, count.questionId)?.question
    if (question?.kind !== 'number') return []
    const { before, after, not } = count
    return [{ question, before: spellAll(before), after: spellAll(after), not: spellAll(not) }]
  })
  const amounts = lexicon.amounts.flatMap((amount): readonly IndexedAmount[] => {
    const { questionId, cues, to, not } = amount
    if (findQuestion(bank, questionId)?.question.kind !== 'money-range') return []
    return [{ questionId, cues: spellAll(cues), to: spellAll(to), not: spellAll(not) }]
  })
  const mended = mender(known)

  return {
    market,
    hear: (text) => {
      let broken = 0
      return spokenWords(text).map((word) => {
        if (breaks.has(word.letters)) broken += 1
        const heard = keyed(word)
        const key = heard.number === null ? alike(mended(heard.key)) : heard.key
        return { ...heard, key, clause: word.clause + broken }
      })
    },
    spellingsByKey: groupByFirst(spellings),
    counts,
    amounts,
    negatesNext: new Set(lexicon.negations.before.map(lettersOf)),
    negatesLast: new Set(lexicon.negations.after.map(lettersOf)),
    joins: new Set(lexicon.joins.map(lettersOf)),
  }
}

/** Whether the bank has a question of choices of that id with that code. */
export function hasTag(bank: QuestionBank, { questionId, code }: Entry['suggests']): boolean {
  const question = findQuestion(bank, questionId)?.question
  if (question?.kind !== 'one-of' && question?.kind !== 'any-of') return false
  return question.options.some((option) => option.code === code)
}

function lettersOf(word: string): string {
  return foldLetters(word).replace(/['’]/g, '')
}

function groupByFirst(
  spellings: readonly IndexedSpelling[],
): ReadonlyMap<string, readonly IndexedSpelling[]> {
  const byKey = new Map<string, IndexedSpelling[]>()
  for (const spelling of spellings) {
    const [first] = spelling.keys
    if (first === undefined) continue
    const others = byKey.get(first)
    if (others) others.push(spelling)
    else byKey.set(first, [spelling])
  }
  return byKey
}

/** The known word that a long unknown one is a slip of, the first by letters where there are several; else itself. */
function mender(known: ReadonlySet<string>): (sound: string) => string {
  const long = [...known].filter((word) => word.length >= shortestWithSlip).sort()
  return (sound) =>
    known.has(sound) || sound.length < shortestWithSlip
      ? sound
      : (long.find((word) => word.charAt(0) === sound.charAt(0) && isOneSlipAway(word, sound)) ?? sound)
}
