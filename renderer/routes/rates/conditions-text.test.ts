import { expect, it } from 'vitest'
import { readConditions } from '../../../core/market/rate-conditions.ts'
import { type ChosenFact, conditionsText } from './conditions-text.ts'

const fact = (code: string, of: Partial<ChosenFact> = {}): ChosenFact => ({
  code,
  value: '',
  over: '',
  upTo: '',
  ...of,
})

it.each<[readonly ChosenFact[], string]>([
  [[], ''],
  [[fact('fuel'), fact('engineCc')], ''],
  [[fact('fuel', { value: 'petrol' })], 'fuel=petrol'],
  [[fact('engineCc', { over: '1,000', upTo: ' 1 300 ' })], 'engineCc>1000<=1300'],
  [[fact('engineCc', { over: '3000' }), fact('region', { value: 'sindh' })], 'engineCc>3000;region=sindh'],
  [[fact('value', { upTo: '۵۰۰۰۰۰۰' })], 'value<=۵۰۰۰۰۰۰'],
])('what is chosen is written as conditions are read: %o', (facts, text) => {
  expect(conditionsText(facts)).toBe(text)
  expect(readConditions(text).type).toBe('read')
})
