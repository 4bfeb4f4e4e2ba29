import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dailyFigures, ratio, withReasonNames } from './daily-figures.ts'
import { dailyFiguresSchema, dayCountsSchema } from './daily-summary.ts'
import { countNames } from './restate.ts'
import { anyDayRows, testOwner, testRows, testVisit } from './test-day.ts'

test('every count of the store is the sum over its consultants', () => {
  fc.assert(
    fc.property(anyDayRows, (rows) => {
      const { store, byConsultant } = dailyFigures(rows, {})
      for (const name of countNames)
        expect(byConsultant.reduce((sum, { counts }) => sum + counts[name], 0)).toBe(store[name])
    }),
  )
})

test('reasons add up to the lost, vehicles to the bookings, and a part is never more than its whole', () => {
  fc.assert(
    fc.property(anyDayRows, (rows) => {
      const { store, lostByReason, bookedByVehicle } = dailyFigures(rows, {})
      expect(lostByReason.reduce((sum, { count }) => sum + count, 0)).toBe(store.lost)
      expect(bookedByVehicle.reduce((sum, { count }) => sum + count, 0)).toBe(store.bookings)
      for (const part of [
        'openNow',
        'enteredLate',
        'withContact',
        'discoveriesBegun',
        'readBacksAgreed',
        'shortlists',
        'leftBeforeContact',
      ] as const)
        expect(store[part]).toBeLessThanOrEqual(store.visits)
      expect(store.firstTime + store.beBack).toBeLessThanOrEqual(store.visits)
    }),
  )
})

test('the order of the rows does not show', () => {
  const shuffled = fc.gen()
  fc.assert(
    fc.property(anyDayRows, shuffled, (rows, gen) => {
      const shuffle = <T>(items: readonly T[]): readonly T[] =>
        items.length === 0 ? items : gen(fc.shuffledSubarray, [...items], { minLength: items.length })
      const mixed = {
        visits: shuffle(rows.visits),
        bookings: shuffle(rows.bookings),
        lost: shuffle(rows.lost),
        consultants: shuffle(rows.consultants),
      }
      expect(dailyFigures(mixed, {})).toEqual(dailyFigures(rows, {}))
    }),
  )
})

test('a day is counted as a person would count it', () => {
  const rows = testRows({
    visits: [
      testVisit(1, 0, { hasPhone: true, answers: 9, readBackAgreed: true, shortlists: 2 }),
      testVisit(2, 0, { arrival: 'be-back', ended: false, answers: 1 }),
      testVisit(3, 1, { arrival: 'unknown', leftBeforeContact: true, readBackAgreed: true }),
    ],
    bookings: [{ ownerId: testOwner(0), vehicleName: 'Honda BR-V' }],
    lost: [{ ownerId: testOwner(1), reason: 'price' }],
  })
  const figures = dailyFigures(rows, { price: 'Price' })
  expect(dailyFiguresSchema.parse(figures)).toEqual(figures)
  expect(figures.store).toEqual({
    visits: 3,
    firstTime: 1,
    beBack: 1,
    leftBeforeContact: 1,
    openNow: 1,
    enteredLate: 0,
    withContact: 1,
    discoveriesBegun: 2,
    readBacksAgreed: 1,
    shortlists: 1,
    bookings: 1,
    lost: 1,
  })
  expect(figures.lostByReason).toEqual([{ code: 'price', name: 'Price', count: 1 }])
  expect(figures.bookedByVehicle).toEqual([{ name: 'Honda BR-V', count: 1 }])
  expect(figures.byConsultant.map(({ name, counts }) => [name, counts.visits, counts.bookings])).toEqual([
    ['Ayesha', 2, 1],
    ['Bilal', 1, 0],
  ])
  expect(withReasonNames(figures, { price: 'قیمت' }).lostByReason[0]?.name).toBe('قیمت')
})

test('a consultant without anything that day has no line, and a reason without a name shows its code', () => {
  const figures = dailyFigures(testRows({ lost: [{ ownerId: testOwner(2), reason: 'moved-abroad' }] }), {})
  expect(figures.byConsultant.map(({ name }) => name)).toEqual(['نادیہ'])
  expect(figures.lostByReason).toEqual([{ code: 'moved-abroad', name: 'moved-abroad', count: 1 }])
})

test('a ratio keeps both its numbers, and says a percentage only from five cases on', () => {
  expect(ratio(3, 4)).toEqual({ numerator: 3, denominator: 4, percent: null })
  expect(ratio(2, 5)).toEqual({ numerator: 2, denominator: 5, percent: 40 })
  expect(ratio(1, 6)).toEqual({ numerator: 1, denominator: 6, percent: 16.7 })
})

test('every count of a day has its place in the order of the page', () => {
  expect([...countNames].sort()).toEqual(Object.keys(dayCountsSchema.shape).sort())
})
