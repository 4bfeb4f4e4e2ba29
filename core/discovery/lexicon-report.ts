import type { BankFault } from './bank-faults.ts'
import { sayPlace } from './bank-place.ts'
import { type Lexicon, lexiconSchema } from './lexicon.ts'
import { hasTag } from './lexicon-index.ts'
import { spokenWords } from './lexicon-words.ts'
import { findQuestion, type QuestionBank } from './question-bank.ts'
import { shapeFault } from './shape-faults.ts'

export type LexiconReading =
  | { readonly type: 'read'; readonly lexicon: Lexicon }
  /** One line a fault: where it is in words, what is wrong, what to do. */
  | { readonly type: 'faulty'; readonly lines: readonly string[] }

/**
 * Reads a lexicon against the bank whose answers it suggests, and says of a broken one all that is wrong at once.
 * @param json as it was parsed
 */
export function readLexicon(json: unknown, bank: QuestionBank): LexiconReading {
  const shape = lexiconSchema.safeParse(json)
  const faults = shape.success
    ? lexiconFaults(shape.data, bank)
    : shape.error.issues.map((issue) => shapeFault(issue, json))
  if (shape.success && faults.length === 0) return { type: 'read', lexicon: shape.data }
  const lines = faults.map(({ path, wrong, todo }) => `${placeOf(path, json)}: ${wrong}; ${todo}.`)
  return { type: 'faulty', lines: [...new Set(lines)] }
}

function placeOf(path: readonly PropertyKey[], json: unknown): string {
  return path.length === 0 ? 'the lexicon' : sayPlace(path, json)
}

/** Every fault of a lexicon against the bank; none for one that can be used whole. */
function lexiconFaults(lexicon: Lexicon, bank: QuestionBank): readonly BankFault[] {
  const { entries, counts, amounts } = lexicon
  return [
    ...entries.flatMap(({ words, suggests, negated, not = [] }, at) => [
      ...tagFaults(bank, suggests, ['entries', at, 'suggests']),
      ...(negated ? tagFaults(bank, negated, ['entries', at, 'negated']) : []),
      ...silentFaults(words, ['entries', at, 'words']),
      ...silentFaults(not, ['entries', at, 'not']),
    ]),
    ...repeatedSpellings(lexicon),
    ...repeatedWords(lexicon.numbers, 'numbers', 'stands for two numbers'),
    ...repeatedWords(lexicon.alike, 'alike', 'is alike to two lists of words'),
    ...counts.flatMap(({ questionId, before, after, not = [] }, at) => [
      ...kindFaults(bank, questionId, 'number', ['counts', at, 'questionId']),
      ...silentFaults(before, ['counts', at, 'before']),
      ...silentFaults(after, ['counts', at, 'after']),
      ...silentFaults(not, ['counts', at, 'not']),
    ]),
    ...amounts.flatMap(({ questionId, cues, to, not = [] }, at) => [
      ...kindFaults(bank, questionId, 'money-range', ['amounts', at, 'questionId']),
      ...silentFaults(cues, ['amounts', at, 'cues']),
      ...silentFaults(to, ['amounts', at, 'to']),
      ...silentFaults(not, ['amounts', at, 'not']),
    ]),
  ]
}

type Tag = Lexicon['entries'][number]['suggests']
type Path = BankFault['path']

function tagFaults(bank: QuestionBank, tag: Tag, path: Path): readonly BankFault[] {
  if (hasTag(bank, tag)) return []
  const question = findQuestion(bank, tag.questionId)?.question
  if (question === undefined) return [noQuestion(tag.questionId, path)]
  if (question.kind !== 'one-of' && question.kind !== 'any-of')
    return [
      {
        path,
        wrong: `${question.id} is a ${question.kind} question, which has no codes`,
        todo: 'name a question of choices',
      },
    ]
  const codes = question.options.map(({ code }) => code).join(', ')
  return [{ path, wrong: `${question.id} has no code ${tag.code}`, todo: `use one of ${codes}` }]
}

function kindFaults(
  bank: QuestionBank,
  questionId: string,
  kind: 'number' | 'money-range',
  path: Path,
): readonly BankFault[] {
  const question = findQuestion(bank, questionId)?.question
  if (question === undefined) return [noQuestion(questionId, path)]
  if (question.kind === kind) return []
  return [{ path, wrong: `${questionId} is a ${question.kind} question`, todo: `name a ${kind} question` }]
}

function noQuestion(questionId: string, path: Path): BankFault {
  return { path, wrong: `the bank has no question ${questionId}`, todo: 'name a question of the bank' }
}

function silentFaults(spellings: readonly string[], path: Path): readonly BankFault[] {
  return spellings.flatMap((spelling, at) =>
    spokenWords(spelling).length > 0
      ? []
      : [
          {
            path: [...path, at],
            wrong: `"${spelling}" has no word in it`,
            todo: 'write it in letters or digits, or leave it out',
          },
        ],
  )
}

/** The same words for the same tag twice are a slip of whoever edits the file; for two tags both are suggested. */
function repeatedSpellings({ entries }: Lexicon): readonly BankFault[] {
  const seen = new Map<string, string>()
  return entries.flatMap(({ words, suggests }, at) =>
    words.flatMap((spelling, index): readonly BankFault[] => {
      const letters = spokenWords(spelling).map((word) => word.letters)
      const name = JSON.stringify([suggests.questionId, suggests.code, letters])
      const before = seen.get(name)
      if (before === undefined) {
        seen.set(name, spelling)
        return []
      }
      const path = ['entries', at, 'words', index]
      return [{ path, wrong: `"${spelling}" is "${before}" once more`, todo: 'leave one of them out' }]
    }),
  )
}

function repeatedWords(
  lists: readonly { readonly words: readonly string[] }[],
  name: 'numbers' | 'alike',
  wrong: string,
): readonly BankFault[] {
  const all = lists.flatMap(({ words }, at) =>
    words.map((word, index) => ({ word, path: [name, at, 'words', index] })),
  )
  return all
    .filter(({ word }, place) => all.findIndex((other) => other.word === word) !== place)
    .map(({ word, path }) => ({ path, wrong: `"${word}" ${wrong}`, todo: 'leave it to one of them' }))
}
