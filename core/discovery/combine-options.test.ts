import { expect, test } from 'vitest'
import { combineOptions } from './combine-options.ts'
import type { Evidence, Option } from './question-bank.ts'

const option = (code: string, ...evidence: readonly Evidence[]): Option => ({
  code,
  label: { en: code, ur: code },
  because: { en: `because ${code}`, ur: `because ${code}` },
  evidence: [...evidence],
})
const required = (code: string) =>
  option(code, { type: 'require-codes', attribute: 'fuel', oneOf: [code], strength: 1 })
const prefer = (code: string, weight: number, strength: number) =>
  option(code, { type: 'prefer-codes', attribute: 'body', codes: [code], weight, strength })
const any = option(
  'any',
  { type: 'accept-any', attribute: 'fuel' },
  { type: 'accept-any', attribute: 'body' },
)

test('one option says what it says, in its own words', () => {
  expect(combineOptions([required('diesel')])).toMatchObject([
    { evidence: { type: 'require-codes', oneOf: ['diesel'] }, because: { en: 'because diesel' } },
  ])
})

test('codes required, or preferred, by several options of one question are alternatives', () => {
  expect(combineOptions([required('electric'), required('hybrid')])).toEqual([
    {
      evidence: { type: 'require-codes', attribute: 'fuel', oneOf: ['electric', 'hybrid'], strength: 1 },
      because: null,
      label: { en: 'electric, hybrid', ur: 'electric، hybrid' },
    },
  ])
  expect(
    combineOptions([prefer('sedan', 1, 2), prefer('suv', 3, 0.5)]).map(({ evidence }) => evidence),
  ).toEqual([{ type: 'prefer-codes', attribute: 'body', codes: ['sedan', 'suv'], weight: 3, strength: 2 }])
})

test('an option that accepts any code clears what the others require and prefer, and nothing else', () => {
  const far = option('far', { type: 'priority', attribute: 'electricRangeKm', weight: 1, strength: 1 })
  const never = option('never', { type: 'exclude-codes', attribute: 'fuel', noneOf: ['diesel'], strength: 1 })
  const kept = combineOptions([required('electric'), prefer('suv', 3, 1), far, never, any])
  expect(kept.map(({ evidence }) => evidence.type)).toEqual(['priority', 'exclude-codes'])
  expect(combineOptions([any])).toEqual([])
})

test('several codes ruled out are all ruled out', () => {
  const never = (code: string) =>
    option(code, { type: 'exclude-codes', attribute: 'fuel', noneOf: [code], strength: 1 })
  expect(combineOptions([never('diesel'), never('electric')])).toHaveLength(2)
})
