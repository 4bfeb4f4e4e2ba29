import fc from 'fast-check'
import { expect, test } from 'vitest'
import { consultantIdSchema } from '../ids.ts'
import { countOnce, type VisitOfWalkIn } from './walk-in.ts'

const person = (number: number) =>
  consultantIdSchema.parse(`01900001-0000-7000-8000-${String(number).padStart(12, '0')}`)
const visit = (id: string, of: Partial<VisitOfWalkIn> = {}): VisitOfWalkIn => ({
  id,
  ownerId: person(1),
  arrival: 'unknown',
  startedAt: 0,
  endedAt: 10,
  ...of,
})

test('a walk-in begins with its first visit, ends with its last, and counts for who held it longest', () => {
  expect(
    countOnce([
      visit('b', { ownerId: person(2), startedAt: 5, endedAt: 30 }),
      visit('a', { startedAt: 0, endedAt: 10 }),
    ]),
  ).toEqual({ visitId: 'a', ownerId: person(2), arrival: 'unknown', startedAt: 0, endedAt: 30 })
})

test('of two who held it as long, it counts for who began', () => {
  const both = [visit('b', { ownerId: person(2), startedAt: 5, endedAt: 15 }), visit('a')]
  expect(countOnce(both).ownerId).toBe(person(1))
})

test('who still holds it holds it longest, and then it goes on', () => {
  const both = [
    visit('a', { endedAt: 100 }),
    visit('b', { ownerId: person(2), startedAt: 90, endedAt: null }),
  ]
  expect(countOnce(both)).toMatchObject({ ownerId: person(2), endedAt: null })
})

test('who was known by one laptop to have been before came back', () => {
  expect(countOnce([visit('a', { arrival: 'first-time' }), visit('b', { arrival: 'be-back' })]).arrival).toBe(
    'be-back',
  )
  expect(countOnce([visit('a'), visit('b', { arrival: 'first-time' })]).arrival).toBe('first-time')
})

test('nothing is no walk-in', () => {
  expect(() => countOnce([])).toThrow(RangeError)
})

test('the order in which the visits arrived does not matter', () => {
  const any = fc.record({
    id: fc.uuid(),
    ownerId: fc.constantFrom(person(1), person(2), person(3)),
    arrival: fc.constantFrom('first-time' as const, 'be-back' as const, 'unknown' as const),
    startedAt: fc.nat(5),
    endedAt: fc.option(fc.integer({ min: 5, max: 12 })),
  })
  fc.assert(
    fc.property(
      fc
        .uniqueArray(any, { minLength: 1, maxLength: 5, selector: ({ id }) => id })
        .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        expect(countOnce(shuffled)).toEqual(countOnce(all))
      },
    ),
  )
})
