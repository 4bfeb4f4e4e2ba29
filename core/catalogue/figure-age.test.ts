import fc from 'fast-check'
import { expect, it } from 'vitest'
import { figureAge, figureAgeText } from './figure-age.ts'

const today = '2026-11-22'

it.each([
  ['2026', 'this year', 'اسی سال کی'],
  ['2025', 'last year', 'پچھلے سال کی'],
  ['2021', '5 years old', '5 سال پرانی'],
  ['2026-11', 'this month', 'اسی مہینے کی'],
  ['2026-10', 'last month', 'پچھلے مہینے کی'],
  ['2026-03', '8 months old', '8 ماہ پرانی'],
  ['2024-12', '23 months old', '23 ماہ پرانی'],
  ['2024-11', '2 years old', '2 سال پرانی'],
  ['2026-11-22', 'today', 'آج کی'],
  ['2026-11-21', 'yesterday', 'کل کی'],
  ['2026-10-01', '52 days old', '52 دن پرانی'],
  ['2026-03-23', '7 months old', '7 ماہ پرانی'],
  ['2026-03-22', '8 months old', '8 ماہ پرانی'],
  ['2023-11-23', '2 years old', '2 سال پرانی'],
  ['2027', 'dated ahead', 'آگے کی تاریخ'],
  ['2026-12', 'dated ahead', 'آگے کی تاریخ'],
  ['2026-11-23', 'dated ahead', 'آگے کی تاریخ'],
])('a figure as of %s is %s', (asOf, english, urdu) => {
  expect(figureAgeText(asOf, today, 'en')).toBe(english)
  expect(figureAgeText(asOf, today, 'ur')).toBe(urdu)
})

it('an age is never more precise than the date', () => {
  const days = fc
    .date({ min: new Date('2015-01-01'), max: new Date('2026-11-22'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  fc.assert(
    fc.property(days, (day) => {
      expect(figureAge(day.slice(0, 4), today).unit).toBe('year')
      expect(['month', 'year']).toContain(figureAge(day.slice(0, 7), today).unit)
      const age = figureAge(day, today)
      if (age.unit === 'ahead') throw new Error(`${day} is not ahead of ${today}`)
      expect(age.count).toBeGreaterThanOrEqual(0)
    }),
  )
})
