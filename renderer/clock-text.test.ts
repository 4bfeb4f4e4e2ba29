import { expect, it } from 'vitest'
import { dayText, elapsed, hourText } from './clock-text.ts'

const afternoon = Date.UTC(2026, 6, 31, 9, 3, 7)

it('an hour is that of the store, not of the laptop', () => {
  expect(hourText(afternoon, 'Asia/Karachi', 'second')).toBe('14:03:07')
  expect(hourText(afternoon, 'Asia/Karachi', 'minute')).toBe('14:03')
  expect(hourText(afternoon, 'America/New_York', 'minute')).toBe('05:03')
})

it('midnight is 00:00 and not 24:00', () => {
  expect(hourText(Date.UTC(2026, 6, 31, 19), 'Asia/Karachi', 'minute')).toBe('00:00')
})

it('a visit’s clock counts hours and minutes and never goes below nothing', () => {
  expect(elapsed(afternoon, afternoon + 65 * 60_000 + 59_000)).toEqual({ hours: 1, minutes: 5 })
  expect(elapsed(afternoon, afternoon - 5_000)).toEqual({ hours: 0, minutes: 0 })
})

it('a business day is said in each language with Latin digits', () => {
  expect(dayText('2026-07-31', 'en')).toMatch(/^Friday,? 31 July 2026$/)
  expect(dayText('2026-07-31', 'ur')).toMatch(/31 جولائی،? 2026/)
})
