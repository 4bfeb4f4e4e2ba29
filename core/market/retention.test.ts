import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BusinessDay, businessDaySchema } from './business-day.ts'
import { addMonths, dueForErasure, type LastSeen, retentionTime } from './retention.ts'
import { pakistan } from './test-market.ts'

const day = (text: string) => businessDaySchema.parse(text)
const never: LastSeen = { visitDay: null, consentDay: null, bookingDay: null, writtenDay: null }
const twoYears = { customerMonths: 24, bookingsMonths: null }

const anyDay = fc
  .date({ min: new Date(Date.UTC(1970, 0, 1)), max: new Date(Date.UTC(2400, 0, 1)), noInvalidDate: true })
  .map((date) => day(date.toISOString().slice(0, 10)))
const maybeDay = fc.option(anyDay)
const anySeen: fc.Arbitrary<LastSeen> = fc.record({
  visitDay: maybeDay,
  consentDay: maybeDay,
  bookingDay: maybeDay,
  writtenDay: maybeDay,
})
const anyRule = fc.record({
  customerMonths: fc.integer({ min: 1, max: 240 }),
  bookingsMonths: fc.option(fc.integer({ min: 1, max: 240 })),
})

describe('months after a business day', () => {
  test.each([
    ['2026-11-22', 24, '2028-11-22'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-12-31', 14, '2028-02-29'],
    ['2096-08-31', 42, '2100-02-28'],
    ['2026-12-01', 1, '2027-01-01'],
    ['2026-01-31', 0, '2026-01-31'],
  ])('%s and %i months is %s', (from, months, to) => {
    expect(addMonths(day(from), months)).toBe(to)
  })

  test('are as many months on, on the same date or on the last of a shorter month', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 480 }), (from, months) => {
        const to = addMonths(from, months)
        const at = (text: BusinessDay) => new Date(`${text}T00:00:00Z`)
        const monthOf = (text: BusinessDay) => at(text).getUTCFullYear() * 12 + at(text).getUTCMonth()
        expect(monthOf(to) - monthOf(from)).toBe(months)
        const tomorrow = new Date(at(to).getTime() + 24 * 3600_000)
        if (at(to).getUTCDate() !== at(from).getUTCDate()) {
          expect(at(to).getUTCDate()).toBeLessThan(at(from).getUTCDate())
          expect(tomorrow.getUTCDate()).toBe(1)
        }
      }),
    )
  })

  test('keep the order of days', () => {
    fc.assert(
      fc.property(anyDay, anyDay, fc.integer({ min: 0, max: 480 }), (a, b, months) => {
        const [first, second] = a < b ? [a, b] : [b, a]
        expect(addMonths(first, months) <= addMonths(second, months)).toBe(true)
      }),
    )
  })
})

describe('how long a customer may stay', () => {
  test('counts from the last visit, consent or booking, whichever is latest', () => {
    const seen = { ...never, visitDay: day('2024-03-01'), consentDay: day('2024-05-06') }
    expect(retentionTime(seen, twoYears)).toEqual({ lastSeenDay: '2024-05-06', dueDay: '2026-05-06' })
    expect(retentionTime({ ...seen, bookingDay: day('2025-01-01') }, twoYears)).toEqual({
      lastSeenDay: '2025-01-01',
      dueDay: '2027-01-01',
    })
  })

  test('counts from when the record was written only where nothing else tells', () => {
    const written = { ...never, writtenDay: day('2026-01-01') }
    expect(retentionTime(written, twoYears)?.lastSeenDay).toBe('2026-01-01')
    expect(retentionTime({ ...written, visitDay: day('2025-01-01') }, twoYears)?.lastSeenDay).toBe(
      '2025-01-01',
    )
  })

  test('is not over for somebody of whom nothing tells when they were seen', () => {
    expect(retentionTime(never, twoYears)).toBeNull()
    expect(dueForErasure([{ id: 'a', seen: never }], twoYears, day('2399-12-31'))).toEqual([])
  })

  test('is longer after a booking where the law of the market wants it', () => {
    const seen = { ...never, visitDay: day('2026-02-01'), bookingDay: day('2025-01-15') }
    expect(retentionTime(seen, { customerMonths: 24, bookingsMonths: 72 })?.dueDay).toBe('2031-01-15')
    // A shorter time for bookings never shortens what the visit gives.
    expect(retentionTime(seen, { customerMonths: 24, bookingsMonths: 1 })?.dueDay).toBe('2028-02-01')
  })

  test('never ends on or before the day they were last seen, and being seen again never shortens it', () => {
    fc.assert(
      fc.property(anySeen, anyRule, anyDay, (seen, rule, again) => {
        const time = retentionTime(seen, rule)
        if (time !== null) expect(time.dueDay > time.lastSeenDay).toBe(true)
        for (const field of ['visitDay', 'consentDay', 'bookingDay'] as const) {
          const before = seen[field]
          const later = before === null || again > before ? again : before
          const seenAgain = retentionTime({ ...seen, [field]: later }, rule)
          // Nothing but the day the record was written may have told more before.
          if (time !== null && retentionTime({ ...seen, writtenDay: null }, rule) !== null)
            expect(seenAgain !== null && seenAgain.dueDay >= time.dueDay).toBe(true)
        }
      }),
    )
  })

  test('ends for more and more of them as days pass, and the one longest over stands first', () => {
    fc.assert(
      fc.property(fc.array(anySeen, { maxLength: 12 }), anyRule, anyDay, anyDay, (many, rule, a, b) => {
        const customers = many.map((seen, index) => ({ id: `customer-${index}`, seen }))
        const [first, second] = a < b ? [a, b] : [b, a]
        const due = dueForErasure(customers, rule, first)
        const dueLater = dueForErasure(customers, rule, second).map(({ id }) => id)
        expect(due.every(({ id }) => dueLater.includes(id))).toBe(true)
        expect(due.every(({ dueDay }) => dueDay <= first)).toBe(true)
        expect(due.map(({ dueDay }) => dueDay)).toEqual(due.map(({ dueDay }) => dueDay).toSorted())
      }),
    )
  })

  test('is over from the due day on and not the day before', () => {
    const customers = [{ id: 'a', seen: { ...never, visitDay: day('2024-11-22') } }]
    const isDue = (today: string) => dueForErasure(customers, pakistan.retention, day(today)).length === 1
    expect([isDue('2026-11-21'), isDue('2026-11-22')]).toEqual([false, true])
  })
})
