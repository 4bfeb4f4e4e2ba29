import { expect, test } from 'vitest'
import { rateOf } from '../market/test-rates.ts'
import { financeGrounds } from './finance-grounds.ts'
import { monthChoices } from './month-choices.ts'
import { askedOf } from './test-prices.ts'

const wording = { en: 'x', ur: 'x' }
const shared = { name: wording, word: wording, interestFree: true, facts: {}, rate: null, usualMonths: 36 }
const rules = { downPayment: null, cap: null, notes: [] }
const cash = { ...shared, ...rules, code: 'cash', arithmetic: 'cash' as const, term: null }
const bank = { ...shared, ...rules, code: 'bank', arithmetic: 'level' as const, term: 'once' }

function choicesOf(years: readonly number[]) {
  const asked = askedOf(years.map((value) => rateOf({ rate: 'once', value, unit: 'years' })))
  const finance = { modes: [cash, bank], products: [], interestFree: null }
  const wanted = { downPaymentMinor: null, months: null, ratePercentPerYear: {}, toldOn: asked.day }
  return monthChoices(financeGrounds({ ...asked, terms: { ...asked.terms, finance } }, 4_000_000, wanted))
}

test('the terms to choose among go as far as the rules allow, or the usual way where none says', () => {
  expect(choicesOf([2])).toEqual({ choices: [12, 24], chosen: 24 })
  expect(choicesOf([9])?.choices.at(-1)).toBe(108)
  expect(choicesOf([])).toEqual({ choices: [12, 24, 36, 48, 60, 72, 84], chosen: 36 })
  expect(monthChoices([])).toBeNull()
})
