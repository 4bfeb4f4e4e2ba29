import fc from 'fast-check'
import { expect, test } from 'vitest'
import { businessDaySchema } from '../market/business-day.ts'
import { dailyFigures, withReasonNames } from './daily-figures.ts'
import { figuresText, readFigureKey, restate } from './restate.ts'
import { anyDayRows, testOwner, testRows, testVisit } from './test-day.ts'

const businessDay = businessDaySchema.parse('2026-11-22')
const textOf = (figures: Parameters<typeof figuresText>[0]['figures']) =>
  figuresText({ storeCode: 'KHI-01', businessDay, figures })

test('two tellings of a day differ in some figure exactly when their texts for the hash differ', () => {
  fc.assert(
    fc.property(anyDayRows, anyDayRows, (a, b) => {
      const before = dailyFigures(a, {})
      const after = dailyFigures(b, {})
      expect(restate(before, after).length > 0).toBe(textOf(before) !== textOf(after))
      expect(restate(before, before)).toEqual([])
    }),
  )
})

test('the difference one way is the difference the other way turned round', () => {
  fc.assert(
    fc.property(anyDayRows, anyDayRows, (a, b) => {
      const there = restate(dailyFigures(a, {}), dailyFigures(b, {}))
      const back = restate(dailyFigures(b, {}), dailyFigures(a, {}))
      const turned = back.map(({ figure, before, after }) => ({ figure, before: after, after: before }))
      const plain = there.map(({ figure, before, after }) => ({ figure, before, after }))
      const byKey = (x: { figure: string }, y: { figure: string }) => (x.figure < y.figure ? -1 : 1)
      expect(plain.sort(byKey)).toEqual(turned.sort(byKey))
    }),
  )
})

test('every key that a difference uses can be read back', () => {
  fc.assert(
    fc.property(anyDayRows, (rows) => {
      for (const { figure } of restate(dailyFigures(testRows(), {}), dailyFigures(rows, {})))
        expect(readFigureKey(figure)).not.toBeNull()
    }),
  )
})

test('a booking entered late restates the store, the vehicle and its consultant, each by name', () => {
  const visits = [testVisit(1, 0)]
  const before = dailyFigures(testRows({ visits }), {})
  const bookings = [{ ownerId: testOwner(0), vehicleName: 'Honda BR-V' }]
  expect(restate(before, dailyFigures(testRows({ visits, bookings }), {}))).toEqual([
    { figure: 'store/bookings', about: null, before: 0, after: 1 },
    { figure: 'booked/Honda BR-V', about: 'Honda BR-V', before: 0, after: 1 },
    { figure: `consultant/${testOwner(0)}/bookings`, about: 'Ayesha', before: 0, after: 1 },
  ])
})

test('neither a language nor a corrected name of a consultant restates a day', () => {
  const rows = testRows({
    visits: [testVisit(1, 0), testVisit(2, 1)],
    lost: [{ ownerId: testOwner(1), reason: 'price' }],
  })
  const figures = dailyFigures(rows, { price: 'Price' })
  const renamed = {
    ...rows,
    consultants: [
      { id: testOwner(0), name: 'Zara' },
      { id: testOwner(1), name: 'Bilal' },
    ],
  }
  expect(textOf(withReasonNames(figures, { price: 'قیمت' }))).toBe(textOf(figures))
  expect(textOf(dailyFigures(renamed, { price: 'Price' }))).toBe(textOf(figures))
  expect(restate(figures, dailyFigures(renamed, {}))).toEqual([])
})

test('what was not counted yet when a day was closed does not restate it', () => {
  const visits = [
    testVisit(1, 0, { answers: 3, questionIds: ['people.seats'], feltHeard: 4 }),
    testVisit(2, 0, {
      unmetNeeds: [{ attribute: 'fuel', test: { type: 'one-of', codes: ['diesel'] }, together: [] }],
    }),
  ]
  const now = dailyFigures(testRows({ visits }), {}, { 'people.seats': 'people' })
  const then = { ...now, discovery: null }
  expect(restate(then, now)).toEqual([])
  expect(restate(dailyFigures(testRows(), {}), now).map(({ figure }) => figure)).toEqual(
    expect.arrayContaining([
      'discovery/topicsCovered',
      'discovery/feltHeard',
      expect.stringMatching(/^unmet/),
    ]),
  )
})

test('another store or another day has another text', () => {
  const figures = dailyFigures(testRows({ visits: [testVisit(1, 0)] }), {})
  expect(figuresText({ storeCode: 'LHE-01', businessDay, figures })).not.toBe(textOf(figures))
  const next = businessDaySchema.parse('2026-11-23')
  expect(figuresText({ storeCode: 'KHI-01', businessDay: next, figures })).not.toBe(textOf(figures))
})

test('a key of a later version is not read as one of ours', () => {
  expect(readFigureKey('deliveries/late')).toBeNull()
  expect(readFigureKey('store/')).toBeNull()
})
