import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readBank } from './bank-report.ts'
import { smallBank } from './test-bank.ts'

const say = (en: string) => ({ en, ur: 'اردو' })
const told = {
  why: say('Why.'),
  worth: 1,
  seconds: 10,
  intrusiveness: 0.1,
  serves: 'ranking',
  isOpen: false,
  followUps: [],
  due: null,
}
const roomy = {
  code: 'roomy',
  label: say('Roomy'),
  evidence: [{ type: 'priority', attribute: 'seats', weight: 1 }],
}
const small = { code: 'small', label: say('Small'), evidence: [] }
const choice = { ...told, id: 'car.size', kind: 'one-of', ask: say('Ask?'), options: [roomy, small] }
const story = {
  ...told,
  id: 'car.story',
  kind: 'text',
  ask: say('Ask?'),
  serves: 'person',
  due: { afterTopics: 1 },
}
const pair = {
  ...told,
  id: 'car.pair',
  kind: 'this-or-that',
  about: 'attributes',
  ask: { en: '{a} or {b}?', ur: '{a} یا {b}؟' },
  grades: ['1', '2', '3', '4', '5'].map(say),
}
const extra = {
  ...told,
  id: 'car.extra',
  kind: 'level',
  about: 'attributes',
  ask: { en: 'More for {a}?', ur: '{a}؟' },
  levels: ['none', 'some', 'much'].map(say),
  reads: 'pay-more',
  payShares: [0, 0.05, 0.1],
}
const seats = {
  ...told,
  id: 'car.seats',
  kind: 'number',
  ask: say('Ask?'),
  min: 1,
  max: 9,
  quick: [5],
  unit: say('people'),
  rule: { attribute: 'seats', factor: 1 },
}

/** A bank of one topic with these questions. */
const bankOf = (questions: readonly unknown[], of: object = {}) => ({
  version: '1',
  moneyAfterTopics: 0,
  baseWeights: { source: 'made up', byAttribute: { seats: 1 } },
  noise: { lapse: 0.02, ratingSd: 1, ratingBiasSd: 1, thisOrThatCuts: [0.5, 1.5], source: 'made up' },
  attributeWords: { seats: say('a seat for everyone'), airbags: say('airbags') },
  topics: [{ id: 'car', name: say('Car'), money: false, questions }],
  ...of,
})
const lines = (bank: unknown) => {
  const reading = readBank(bank)
  return reading.type === 'faulty' ? reading.lines : []
}
const withEvidence = (...evidence: readonly unknown[]) =>
  bankOf([{ ...choice, options: [{ ...roomy, evidence }, small] }])

test('a bank in which everything fits is read', () => {
  expect(lines(bankOf([choice, story, pair, extra, seats]))).toEqual([])
  expect(readBank(bankOf([choice])).type).toBe('read')
})

describe('a broken bank is reported in one line a fault: where, what is wrong, what to do', () => {
  const cases: readonly (readonly [string, unknown, readonly string[]])[] = [
    ['no bank at all', [], ['the bank: [] is not an object { }; write an object { }.']],
    [
      'a field of the bank left out',
      bankOf([choice], { version: undefined }),
      ['version: it is missing; add a text in "quotes".'],
    ],
    [
      'a wording left out in one language, and one left empty',
      bankOf([{ ...choice, ask: { en: 'Ask?' }, why: { en: '', ur: 'کیوں' } }]),
      [
        'topic car, question car.size, ask, Urdu: it is missing; add a text in "quotes".',
        'topic car, question car.size, why, English: it is empty; write the words.',
      ],
    ],
    [
      'a kind that is not known',
      bankOf([{ ...choice, kind: 'oneof' }]),
      [
        'topic car, question car.size, kind: "oneof" is not known here; write one of one-of, any-of, number, money-range, text, this-or-that, pick-one, most-least, level.',
      ],
    ],
    [
      'an attribute that the catalogue does not have',
      withEvidence({ type: 'priority', attribute: 'colour', weight: 1 }),
      [
        expect.stringMatching(
          /^topic car, question car\.size, option roomy, evidence 1, attribute: "colour" is not known here; write one of body, seats, /,
        ),
      ],
    ],
    [
      'evidence about an attribute of the other kind, an unknown code, a rule without a limit, and the same said twice',
      withEvidence(
        { type: 'priority', attribute: 'fuel', weight: 1 },
        { type: 'exclude-codes', attribute: 'fuel', noneOf: ['steam'] },
        { type: 'require', attribute: 'seats' },
        { type: 'require', attribute: 'seats', atLeast: 7 },
        { type: 'accept-any', attribute: 'seats' },
      ),
      [
        'topic car, question car.size, option roomy, evidence 1, attribute: fuel is no number; name a number, or speak of its codes by require-codes or prefer-codes.',
        'topic car, question car.size, option roomy, evidence 2, none of 1: fuel has no steam; write one of petrol, diesel, hybrid, plug-in-hybrid, electric.',
        'topic car, question car.size, option roomy, evidence 3: a rule without a limit; add atLeast, atMost or atMostRate.',
        'topic car, question car.size, option roomy, evidence 4: this option says require of seats twice; keep one of them.',
        'topic car, question car.size, option roomy, evidence 5, attribute: seats has no codes; name an attribute with codes, or speak of it by priority or require.',
      ],
    ],
    [
      'a figure out of its range, a figure that is a text and an id with a capital',
      bankOf([{ ...choice, id: 'Car size', intrusiveness: 2, seconds: 0, worth: '3' }]),
      [
        'topic car, question Car size, id: "Car size" is not written as an id; write small English letters, parted by - or, in a question’s, by a full stop.',
        'topic car, question Car size, worth: "3" is not a number; write a number.',
        'topic car, question Car size, seconds: 0 is out of range; write more than 0.',
        'topic car, question Car size, intrusiveness: 2 is out of range; write at most 1.',
      ],
    ],
    [
      'ids and codes that stand twice',
      bankOf([choice, { ...choice, options: [roomy, { ...small, code: 'roomy' }] }]),
      [
        'topic car, question car.size, id: another question is car.size too; give this one its own id.',
        'topic car, question car.size, option roomy, code: roomy stands twice; give this option its own code.',
      ],
    ],
    [
      'what follows and what is waited for, where there is no such question or it is the question itself',
      bankOf([
        { ...choice, followUps: ['car.colour', 'car.size'] },
        { ...story, due: { after: ['car.weight'] } },
      ]),
      [
        'topic car, question car.size, follow-up 1: the bank has no question car.colour; name one that it has, or take it out.',
        'topic car, question car.size, follow-up 2: it names its own question; take it out.',
        'topic car, question car.story, due, after 1: the bank has no question car.weight; name one that it has, or take it out.',
      ],
    ],
    [
      'questions that wait for each other',
      bankOf([
        { ...story, due: { after: ['car.end'] } },
        { ...story, id: 'car.end', due: { after: ['car.story'] } },
      ]),
      [
        'topic car, question car.story, due, after: it waits for a question that waits for this one; let one of them be due by itself.',
        'topic car, question car.end, due, after: it waits for a question that waits for this one; let one of them be due by itself.',
      ],
    ],
    [
      'a question that serves nobody, one that is never due and one that is due though it ranks',
      bankOf([
        { ...choice, options: [{ ...roomy, evidence: [] }, small] },
        { ...story, due: null },
        { ...seats, due: { beforeEnd: true } },
      ]),
      [
        'topic car, question car.size, serves: no answer to it says anything of a vehicle; give an option evidence, or say that it serves the person.',
        'topic car, question car.story, due: it serves the person and is never due; say when: {"afterTopics": 4}, {"after": ["an.id"]} or {"beforeEnd": true}.',
        'topic car, question car.seats, due: what serves the ranking is asked when it is worth its time; write null, or say that it serves the person.',
      ],
    ],
    [
      'a due that says two things',
      bankOf([{ ...story, due: { afterTopics: 1, beforeEnd: true } }]),
      [
        'topic car, question car.story, due: {"afterTopics":1,"beforeEnd":true} is not known here; write one of {"afterTopics": 4}, {"after": ["an.id"]}, {"beforeEnd": true} and null.',
      ],
    ],
    [
      'a template with too few grades',
      bankOf([{ ...pair, grades: [say('1')] }, extra]),
      ['topic car, question car.pair, grades: it has 1; write exactly 5 of them.'],
    ],
    [
      'a template whose wording names other subjects than it has',
      bankOf([{ ...pair, ask: { en: 'Which?', ur: '{a} {b} {c}؟' } }]),
      [
        'topic car, question car.pair, ask, English: it names no subject; name each of {a}, {b} once, and nothing else in braces.',
        'topic car, question car.pair, ask, Urdu: it names {a}, {b}, {c}; name each of {a}, {b} once, and nothing else in braces.',
      ],
    ],
    [
      'a template about more attributes than have words, and words for what is a matter of taste',
      bankOf([{ ...pair, kind: 'most-least', of: 4, mostLabel: say('Most'), leastLabel: say('Least') }], {
        attributeWords: { seats: say('a seat'), lengthMm: say('short') },
      }),
      [
        'attributeWords, lengthMm: nobody has more or less of lengthMm for the better, so how much it matters cannot be asked; take it out.',
        'topic car, question car.pair, ask, English: it names {a}, {b}; name each of {a}, {b}, {c}, {d} once, and nothing else in braces.',
        'topic car, question car.pair, ask, Urdu: it names {a}, {b}; name each of {a}, {b}, {c}, {d} once, and nothing else in braces.',
        'topic car, question car.pair, about: it is about 4 attributes, and 2 have attributeWords; word more attributes in the bank’s attributeWords, or take the question out.',
      ],
    ],
    [
      'a willingness to pay whose shares do not fit its levels',
      bankOf([
        { ...extra, payShares: [0, 0.2, 0.1, 0.3] },
        { ...extra, id: 'car.likes', about: 'attributes', reads: 'reaction' },
        { ...extra, id: 'car.more', payShares: undefined },
      ]),
      [
        'topic car, question car.extra, payShares: 4 shares for 3 levels; write one for each level.',
        'topic car, question car.extra, payShares: they do not rise; put the smallest first, each above the one before.',
        'topic car, question car.likes, about: what reads reaction is about vehicles; write "vehicles".',
        'topic car, question car.likes, payShares: what reads reaction has no shares of the price; take them out.',
        'topic car, question car.more, payShares: it does not say what its levels are worth; add a share of the price for each level.',
      ],
    ],
    [
      'a number whose range is upside down',
      bankOf([{ ...seats, min: 10, quick: [5] }]),
      [
        'topic car, question car.seats, min: 10 is above the max of 9; turn them round.',
        'topic car, question car.seats, quick 1: 5 is outside 10 to 9; take it out, or widen the range.',
      ],
    ],
    [
      'weights and words of what there is not, and noise the wrong way round',
      bankOf([choice], {
        baseWeights: { source: 'made up', byAttribute: { body: 1, colour: 1 } },
        noise: { lapse: 0.02, ratingSd: 1, ratingBiasSd: 1, thisOrThatCuts: [2, 1], source: 'made up' },
      }),
      [
        'baseWeights: nothing is known by the name of colour; take it out.',
        'baseWeights, body: body is no number, so it cannot weigh; take it out, and say what is liked of it by prefer-codes.',
        'noise, thisOrThatCuts: 2 is not under 1; put the smaller difference first.',
      ],
    ],
  ]
  test.each(cases)('%s', (_, bank, wanted) => expect(lines(bank)).toEqual(wanted))
})

test('all that is wrong is said at once, also of the questions beside one that cannot be read', () => {
  const broken = bankOf([
    { ...choice, kind: 'oneof' },
    { ...story, due: null },
    { ...seats, followUps: ['car.size', 'car.gone'] },
  ])
  expect(lines({ ...broken, version: 3 }).map((line) => line.split(':')[0])).toEqual([
    'version',
    'topic car, question car.size, kind',
    'topic car, question car.story, due',
    'topic car, question car.seats, follow-up 2',
  ])
  const astray = bankOf([{ ...pair, ask: '?', seconds: -1, followUps: ['car.gone'] }])
  expect(lines(astray).map((line) => line.split(':')[0])).toEqual([
    'topic car, question car.pair, ask',
    'topic car, question car.pair, seconds',
    'topic car, question car.pair, follow-up 1',
  ])
})

test('whatever is put in the place of any part of a bank, the report is a list of lines or the bank is read', () => {
  const whole = JSON.stringify(bankOf([choice, story, pair, extra, seats]))
  const parts = [...whole.matchAll(/"[a-zA-Z.]+":/g)].map(({ index, 0: key }) => index + key.length)
  fc.assert(
    fc.property(fc.constantFrom(...parts), fc.json(), (at, other) => {
      const depthEnd = endOfValue(whole, at)
      const reading = readBank(JSON.parse(whole.slice(0, at) + other + whole.slice(depthEnd)))
      if (reading.type === 'read') return
      expect(reading.lines.length).toBeGreaterThan(0)
      for (const line of reading.lines) expect(line).toMatch(/^[^\n]+: [^\n]+; [^\n]+\.$/)
    }),
  )
})

test('a bank of before questions had seconds gets what is usual: what is about money is intrusive, a story is due', () => {
  const reading = readBank(JSON.parse(JSON.stringify(earlier)))
  if (reading.type === 'faulty') throw new Error(reading.lines.join('\n'))
  const [size, range, words] = reading.bank.topics.flatMap(({ questions }) => questions)
  expect(size).toMatchObject({ seconds: 15, intrusiveness: 0.2, serves: 'ranking', due: null, followUps: [] })
  expect(range).toMatchObject({ seconds: 25, intrusiveness: 0.9, serves: 'ranking', isOpen: false })
  expect(words).toMatchObject({ seconds: 40, serves: 'person', isOpen: true, due: { beforeEnd: true } })
  expect(reading.bank.noise.lapse).toBe(0.02)
  expect(smallBank.topics.every(({ questions }) => questions.every(({ seconds }) => seconds > 0))).toBe(true)
})

const plain = (id: string, of: object) => ({ id, ask: say('Ask?'), why: say('Why.'), worth: 1, ...of })
const earlier = {
  version: '1',
  moneyAfterTopics: 0,
  baseWeights: { source: 'made up', byAttribute: {} },
  topics: [
    {
      id: 'car',
      name: say('Car'),
      money: false,
      questions: [plain('car.size', { kind: 'one-of', options: [roomy, small] })],
    },
    {
      id: 'money',
      name: say('Money'),
      money: true,
      questions: [plain('money.range', { kind: 'money-range', quickAtMost: [1], flexibility: 0 })],
    },
    { id: 'end', name: say('End'), money: false, questions: [plain('end.words', { kind: 'text' })] },
  ],
}

/** Where the JSON value that begins at a position ends. */
function endOfValue(text: string, from: number): number {
  let depth = 0
  let isInText = false
  for (let at = from; at < text.length; at++) {
    const letter = text[at]
    if (isInText) {
      if (letter === '\\') at++
      else if (letter === '"') isInText = false
      if (isInText || depth > 0) continue
      return at + 1
    }
    if (letter === '"') isInText = true
    else if (letter === '{' || letter === '[') depth++
    else if (letter === '}' || letter === ']') {
      if (depth === 0) return at
      depth--
      if (depth === 0) return at + 1
    } else if (letter === ',' && depth === 0) return at
  }
  return text.length
}
