import { expect, test } from 'vitest'
import { businessDaySchema } from './business-day.ts'
import { daysBetween } from './days-between.ts'

const day = (text: string) => businessDaySchema.parse(text)

test('days are counted by the calendar, over leap days and the change of the clocks', () => {
  expect(daysBetween(day('2026-11-22'), day('2026-11-22'))).toBe(0)
  expect(daysBetween(day('2028-02-28'), day('2028-03-01'))).toBe(2)
  expect(daysBetween(day('2026-03-07'), day('2026-03-09'))).toBe(2)
  expect(daysBetween(day('2026-12-31'), day('2026-12-01'))).toBe(-30)
})
