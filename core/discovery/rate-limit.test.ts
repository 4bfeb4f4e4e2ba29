import { expect, test } from 'vitest'
import { rateSchema } from '../market/rate.ts'
import type { StoreRate } from '../market/rate-edits.ts'
import { pakistan, withCents } from '../market/test-market.ts'
import { preferencesOf } from './preferences.ts'
import { type QuestionBank, questionBankSchema } from './question-bank.ts'
import { rateLimits } from './rate-limit.ts'
import { answersOf, choices } from './test-answers.ts'
import { smallBank } from './test-bank.ts'

const wording = (en: string) => ({ en, ur: 'اردو' })
const [topic] = smallBank.topics
const limiting = { type: 'require', attribute: 'priceMinor', atMostRate: 'dearest' }
/** The small bank with a question of the law: whoever says no may not buy above the limit. */
const bank: QuestionBank = questionBankSchema.parse({
  ...smallBank,
  topics: [
    ...smallBank.topics,
    {
      id: 'law',
      name: wording('Law'),
      money: true,
      questions: [
        {
          ...topic?.questions[1],
          id: 'law.listed',
          kind: 'one-of',
          options: [
            { code: 'yes', label: wording('Yes'), evidence: [] },
            { code: 'no', label: wording('No'), evidence: [limiting] },
            { code: 'never', label: wording('Never'), evidence: [limiting] },
          ],
        },
      ],
    },
  ],
})
const row = (value: number, from: string, until: string | null, unit = 'PKR'): StoreRate => ({
  ...rateSchema.parse({
    rate: 'dearest',
    applies: '',
    value,
    unit,
    from,
    until,
    source: 'paper',
    asOf: '2026',
  }),
  setBy: null,
})
const rows = [row(700, '2025-07-01', '2026-06-30'), row(900, '2026-07-01', null)]
const onDay = (day: string) => rateLimits(bank, pakistan, rows, day)

test('a limit is what its rate is on the day, and none where no row is in force', () => {
  expect(['2025-06-30', '2025-07-01', '2026-07-01'].map((day) => onDay(day)[0]?.amountMinor)).toEqual([
    undefined,
    700,
    900,
  ])
  expect(rateLimits(smallBank, pakistan, rows, '2026-07-01')).toEqual([])
})

test('a limit is in minor units of the market’s money, and a rate in another unit limits nothing', () => {
  const dollars = [row(700, '2025-07-01', null, 'USD')]
  expect(rateLimits(bank, withCents, dollars, '2026-01-01')[0]?.amountMinor).toBe(70_000)
  expect(rateLimits(bank, withCents, rows, '2026-01-01')).toEqual([])
})

test('who says it has the rule, who is unsure may have it once, and without its rate there is none', () => {
  const said = answersOf({ questionId: 'law.listed', value: choices('no') })
  const limits = onDay('2026-01-15')
  expect(preferencesOf(bank, said, limits)).toMatchObject({
    rules: [{ attribute: 'priceMinor', test: { type: 'number', atLeast: null, atMost: 700 } }],
    mayHold: [],
  })
  expect(preferencesOf(bank, said).rules).toEqual([])
  const unsure = answersOf({ questionId: 'law.listed', state: 'unsure' })
  expect(preferencesOf(bank, unsure, limits)).toMatchObject({ rules: [], mayHold: [{ limit: limits[0] }] })
  expect(preferencesOf(bank, unsure, limits).mayHold).toHaveLength(1)
  expect(preferencesOf(bank, unsure)).toMatchObject({ rules: [], mayHold: [] })
})
