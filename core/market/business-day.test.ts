import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { businessDaySchema, createBusinessDays, instantOnDay } from './business-day.ts'

const zones = [
  'Asia/Karachi',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'UTC',
]

describe('the business day', () => {
  test('ends at midnight of the store, not of the laptop or of UTC', () => {
    const dayOf = createBusinessDays('Asia/Karachi')
    expect(dayOf(Date.UTC(2026, 10, 22, 18, 59, 59, 999))).toBe('2026-11-22')
    expect(dayOf(Date.UTC(2026, 10, 22, 19, 0, 0, 0))).toBe('2026-11-23')
  })

  test('is the same whatever was asked before', () => {
    const instant = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2100, 0, 1) })
    const near = fc.integer({ min: -3600_000, max: 3600_000 })
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        instant,
        fc.array(near, { maxLength: 8 }),
        (timeZone, at, steps) => {
          const asked = createBusinessDays(timeZone)
          for (const step of steps) asked(at + step)
          expect(asked(at)).toBe(createBusinessDays(timeZone)(at))
        },
      ),
    )
  })

  test.each([
    ['America/New_York', '2026-03-08', 23],
    ['America/New_York', '2026-11-01', 25],
    ['America/Los_Angeles', '2026-03-08', 23],
    ['America/Los_Angeles', '2026-11-01', 25],
    ['America/Phoenix', '2026-03-08', 24],
    ['Pacific/Honolulu', '2026-11-01', 24],
  ])('in %s of %s is %i hours long and goes from midnight to midnight', (timeZone, text, hours) => {
    const day = businessDaySchema.parse(text)
    const dayOf = createBusinessDays(timeZone)
    const from = instantOnDay(day, '00:00', timeZone)
    const until = from + hours * 3_600_000
    expect([dayOf(from - 1) < day, dayOf(from), dayOf(until - 1), dayOf(until) > day]).toEqual([
      true,
      day,
      day,
      true,
    ])
    expect(instantOnDay(businessDaySchema.parse(dayOf(until)), '00:00', timeZone)).toBe(until)
  })

  test('of an unknown time zone is an error, never a guess', () => {
    expect(() => createBusinessDays('Mars/Olympus')).toThrow(RangeError)
  })
})

test('a time of day on a business day is one instant, also around a change of the clocks', () => {
  const at = (day: string, time: string, timeZone: string) =>
    new Date(instantOnDay(businessDaySchema.parse(day), time, timeZone)).toISOString()
  expect(at('2026-11-22', '14:05', 'Asia/Karachi')).toBe('2026-11-22T09:05:00.000Z')
  expect(at('2026-11-22', '00:00', 'Asia/Karachi')).toBe('2026-11-21T19:00:00.000Z')
  expect(at('2026-07-01', '09:00', 'America/New_York')).toBe('2026-07-01T13:00:00.000Z')
  expect(at('2026-11-01', '01:30', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z')
  expect(at('2026-03-08', '02:30', 'America/New_York')).toBe('2026-03-08T07:30:00.000Z')
  expect(at('2026-03-08', '03:30', 'America/New_York')).toBe('2026-03-08T07:30:00.000Z')
  expect(at('2026-03-08', '02:30', 'America/Los_Angeles')).toBe('2026-03-08T10:30:00.000Z')
  expect(at('2026-11-01', '01:30', 'America/Los_Angeles')).toBe('2026-11-01T08:30:00.000Z')
  expect(at('2026-03-08', '02:30', 'America/Phoenix')).toBe('2026-03-08T09:30:00.000Z')
})
