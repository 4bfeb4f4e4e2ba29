import { expect, test } from 'vitest'
import { pakistan } from '../market/test-market.ts'
import { indexLexicon } from './lexicon-index.ts'
import { readLexicon } from './lexicon-report.ts'
import { suggestTags } from './suggest-tags.ts'
import { smallBank } from './test-bank.ts'

const small = {
  version: 'small-1',
  negations: { before: ['no'], after: ['nahi'] },
  joins: ['or'],
  breaks: ['but'],
  alike: [{ words: ['potholes', 'craters'] }],
  numbers: [{ number: 7, words: ['seven'] }],
  counts: [{ questionId: 'people.seats', before: [], after: ['people'] }],
  amounts: [{ questionId: 'budget.range', cues: ['up to'], to: ['to'] }],
  entries: [
    { words: ['potholes'], suggests: { questionId: 'roads.kind', code: 'broken' }, not: ['without'] },
    {
      words: ['hybrid'],
      suggests: { questionId: 'energy.open', code: 'hybrid' },
      negated: { questionId: 'energy.never', code: 'electric' },
    },
  ],
}

function linesOf(json: unknown): readonly string[] {
  const reading = readLexicon(json, smallBank)
  return reading.type === 'faulty' ? reading.lines : []
}

test('a lexicon that fits its bank is read whole', () => {
  expect(readLexicon(small, smallBank)).toMatchObject({ type: 'read', lexicon: { version: 'small-1' } })
})

test('all that does not fit the bank is said at once: where, what is wrong, what to do', () => {
  const [potholes, hybrid] = small.entries
  const broken = {
    ...small,
    numbers: [...small.numbers, { number: 8, words: ['seven'] }],
    alike: [...small.alike, { words: ['gaps', 'craters'] }],
    counts: [{ ...small.counts[0], questionId: 'budget.range' }],
    amounts: [{ ...small.amounts[0], questionId: 'budget.no' }],
    entries: [
      { ...potholes, suggests: { questionId: 'roads.kind', code: 'bumpy' } },
      { ...hybrid, words: ['hybrid', 'Hybrid', '!'], negated: { questionId: 'people.seats', code: 'x' } },
    ],
  }
  expect(linesOf(broken)).toEqual([
    'entries 1, suggests: roads.kind has no code bumpy; use one of smooth, broken.',
    'entries 2, negated: people.seats is a number question, which has no codes; name a question of choices.',
    'entries 2, words 3: "!" has no word in it; write it in letters or digits, or leave it out.',
    'entries 2, words 2: "Hybrid" is "hybrid" once more; leave one of them out.',
    'numbers 2, words 1: "seven" stands for two numbers; leave it to one of them.',
    'alike 2, words 2: "craters" is alike to two lists of words; leave it to one of them.',
    'counts 1, questionId: budget.range is a money-range question; name a number question.',
    'amounts 1, questionId: the bank has no question budget.no; name a question of the bank.',
  ])
})

test('a file of another shape is refused in words', () => {
  expect(linesOf({ ...small, entries: [{ words: [], suggests: { questionId: 'roads.kind' } }] })).toEqual([
    expect.stringMatching(/^entries 1, words: /),
    expect.stringMatching(/^entries 1, suggests, code: it is missing/),
  ])
  expect(linesOf('nothing')).toEqual([expect.stringMatching(/^the lexicon: /)])
})

test('a tag that a changed bank no longer has is not suggested, and everything else is', () => {
  const reading = readLexicon(small, smallBank)
  if (reading.type === 'faulty') throw new Error(reading.lines.join('\n'))
  const changed = { ...smallBank, topics: smallBank.topics.filter(({ id }) => id !== 'roads') }
  const tags = (bank: typeof smallBank, text: string) =>
    suggestTags(indexLexicon(reading.lexicon, bank, pakistan), text).map(({ questionId, words }) => [
      questionId,
      words,
    ])
  const remark = 'potholes everywhere, and no hybrid, for seven people'
  expect(tags(smallBank, remark)).toEqual([
    ['roads.kind', 'potholes'],
    ['energy.never', 'no hybrid'],
    ['people.seats', 'seven people'],
  ])
  expect(tags(changed, remark).map(([questionId]) => questionId)).toEqual(['energy.never', 'people.seats'])
  expect(tags(smallBank, 'without potholes')).toEqual([])
  expect(tags(smallBank, 'Craters')).toEqual([['roads.kind', 'Craters']])
})
