import { expect, it } from 'vitest'
import { businessDaySchema } from '../../../core/market/business-day.ts'
import { bySource } from './by-source.ts'
import type { RateLine, RateView } from './find-rates.ts'

const line = (source: string, status: RateView['status'] = 'reported'): RateLine => ({
  applies: source,
  appliesText: source,
  current: {
    value: 1,
    unit: { code: 'percent', text: '%' },
    valueText: '1 %',
    from: businessDaySchema.parse('2026-01-01'),
    until: null,
    source,
    note: '',
    status,
    asOf: '2026',
    age: 'this year',
    setBy: null,
    replaced: null,
    seen: {},
  },
  toCome: [],
  ended: [],
})

const grouped = (...lines: readonly RateLine[]) =>
  bySource(lines).map(({ shared, lines: together }) => [
    shared?.source ?? null,
    ...together.map(({ current }) => current?.source ?? 'none'),
  ])

it('lines that follow each other with the same source stand together, under it', () => {
  expect(grouped(line('ARY'), line('ARY'), line('BOL'), line('BOL'), line('BOL'))).toEqual([
    ['ARY', 'ARY', 'ARY'],
    ['BOL', 'BOL', 'BOL', 'BOL'],
  ])
  expect(grouped(line('ARY'), line('BOL'), line('ARY'))).toEqual([[null, 'ARY', 'BOL', 'ARY']])
})

it('a date, a status or the store’s own word is a source apart, and what is not in force has none', () => {
  expect(grouped(line('ARY'), line('ARY', 'disputed'))).toEqual([[null, 'ARY', 'ARY']])
  expect(grouped(line('pump', 'set-here'), line('pump', 'set-here'))).toEqual([[null, 'pump', 'pump']])
  const none = { ...line('ARY'), current: null }
  expect(grouped(none, none, line('ARY'))).toEqual([[null, 'none', 'none', 'ARY']])
})
