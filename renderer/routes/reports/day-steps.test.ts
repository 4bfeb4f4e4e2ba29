import fc from 'fast-check'
import { expect, it } from 'vitest'
import { dayPlus, isDay } from './day-steps.ts'

it('steps over the ends of months and years', () => {
  expect(dayPlus('2026-12-31', 1)).toBe('2027-01-01')
  expect(dayPlus('2028-03-01', -1)).toBe('2028-02-29')
})

it('a step forward and one back come home', () => {
  const days = fc.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(days, fc.integer({ min: -400, max: 400 }), (date, steps) => {
      const day = date.toISOString().slice(0, 10)
      expect(dayPlus(dayPlus(day, steps), -steps)).toBe(day)
    }),
  )
})

it('knows a day of the calendar from other text', () => {
  expect(isDay('2026-07-31')).toBe(true)
  expect(['2026-02-30', '2026-13-01', '31-07-2026', '', 'today', '2026-7-1'].filter(isDay)).toEqual([])
})
