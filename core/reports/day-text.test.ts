import { expect, test } from 'vitest'
import { businessDaySchema } from '../market/business-day.ts'
import { dayText, instantText } from './day-text.ts'

test('a day is said with its weekday, whatever the machine’s own time zone', () => {
  expect(dayText(businessDaySchema.parse('2026-11-22'), 'en')).toMatch(/^Sunday,? 22 November 2026$/)
  expect(dayText(businessDaySchema.parse('2026-11-22'), 'ur')).toMatch(/22 نومبر،? 2026/u)
})

test('an instant is said on the store’s clock, midnight as 00 and not 24', () => {
  expect(instantText(Date.UTC(2026, 10, 21, 19, 5), 'Asia/Karachi')).toBe('2026-11-22 00:05')
  expect(instantText(Date.UTC(2026, 10, 22, 9, 5), 'Asia/Karachi')).toBe('2026-11-22 14:05')
})
