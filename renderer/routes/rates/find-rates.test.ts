import { expect, it } from 'vitest'
import { businessDaySchema } from '../../../core/market/business-day.ts'
import { findRates, type RateGroup, type RateLine } from './find-rates.ts'

const line = (appliesText: string, source: string): RateLine => ({
  applies: appliesText,
  appliesText,
  current: {
    value: 1,
    unit: { code: 'percent', text: '%' },
    valueText: '1 %',
    from: businessDaySchema.parse('2026-01-01'),
    until: null,
    source,
    note: '',
    status: 'reported',
    asOf: '2026',
    age: 'this year',
    setBy: null,
    replaced: null,
    seen: {},
  },
  toCome: [],
  ended: [],
})
const groups: readonly RateGroup[] = [
  {
    group: 'owning',
    kinds: [
      {
        code: 'token-tax',
        name: 'Token tax',
        unit: null,
        lines: [line('Punjab', 'ARY'), line('Sindh', 'BOL')],
      },
      { code: 'insurance-rate', name: 'Insurance', unit: null, lines: [] },
    ],
  },
]
const found = (text: string) =>
  findRates(groups, text).flatMap(({ kinds }) =>
    kinds.map(({ code, lines }) => [code, ...lines.map(({ appliesText }) => appliesText)]),
  )

it('a rate is found by its name, by what it is for and by its source, in any order', () => {
  expect(found('')).toEqual([['token-tax', 'Punjab', 'Sindh'], ['insurance-rate']])
  expect(found('token')).toEqual([['token-tax', 'Punjab', 'Sindh']])
  expect(found('sindh TOKEN')).toEqual([['token-tax', 'Sindh']])
  expect(found('ary')).toEqual([['token-tax', 'Punjab']])
  expect(found('insurance')).toEqual([['insurance-rate']])
  expect(found('road')).toEqual([])
})
