import { questionBankSchema } from './question-bank.ts'

const say = (en: string) => ({ en, ur: 'اردو' })
const asked = (id: string, worth: number) => ({ id, worth, ask: say('Ask?'), why: say(`Why ${id}.`) })
const option = (code: string, because: string, ...evidence: readonly unknown[]) => ({
  code,
  label: say(code),
  ...(because === '' ? {} : { because: say(because) }),
  evidence,
})

/** A small bank with one of each kind of question and of evidence, worded so that tests can read it. */
export const smallBank = questionBankSchema.parse({
  version: 'small-1',
  moneyAfterTopics: 2,
  baseWeights: { source: 'made up for tests', byAttribute: { priceMinor: 4, bootLitres: 1 } },
  topics: [
    {
      id: 'people',
      name: say('People'),
      money: false,
      questions: [
        {
          ...asked('people.seats', 90),
          kind: 'number',
          min: 1,
          max: 15,
          quick: [5, 7],
          unit: say('people'),
          rule: { attribute: 'seats', factor: 1 },
          because: say('there are {n} of you'),
        },
        { ...asked('people.story', 20), kind: 'text' },
      ],
    },
    {
      id: 'roads',
      name: say('Roads'),
      money: false,
      questions: [
        {
          ...asked('roads.kind', 80),
          kind: 'any-of',
          options: [
            option('smooth', ''),
            option('broken', 'the roads are broken', {
              type: 'priority',
              attribute: 'groundClearanceMm',
              weight: 3,
            }),
          ],
        },
      ],
    },
    {
      id: 'energy',
      name: say('Energy'),
      money: false,
      questions: [
        {
          ...asked('energy.open', 70),
          kind: 'any-of',
          options: [
            option('hybrid', '', { type: 'prefer-codes', attribute: 'fuel', codes: ['hybrid'], weight: 2 }),
            option('far', 'it goes far', { type: 'priority', attribute: 'consumptionKmPerLitre', weight: 2 }),
          ],
        },
        {
          ...asked('energy.never', 60),
          kind: 'any-of',
          options: [
            option('electric', 'electric is out', {
              type: 'exclude-codes',
              attribute: 'fuel',
              noneOf: ['electric'],
            }),
            option('manual', 'it must be automatic', {
              type: 'require-codes',
              attribute: 'transmission',
              oneOf: ['automatic'],
            }),
          ],
        },
      ],
    },
    {
      id: 'budget',
      name: say('Budget'),
      money: true,
      questions: [
        { ...asked('budget.range', 95), kind: 'money-range', quickAtMost: [4_000_000], flexibility: 0.05 },
      ],
    },
    {
      id: 'close',
      name: say('Close'),
      money: false,
      questions: [
        {
          ...asked('close.heard', 5),
          kind: 'one-of',
          options: [option('yes', ''), option('no', '')],
        },
      ],
    },
  ],
})
