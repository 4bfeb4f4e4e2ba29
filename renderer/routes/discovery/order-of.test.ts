import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerValueSchema } from '../../../core/discovery/answer.ts'
import { orderAfterTap, orderOf, pickedInOrder } from './order-of.ts'

const four = ['city', 'alto', 'yaris', 'sportage']
const after = (...taps: readonly string[]) =>
  taps.reduce<readonly string[]>((order, tapped) => orderAfterTap(order, four, tapped), [])

test('each tap gives the next place, and the fourth follows from the third', () => {
  expect(pickedInOrder(after('yaris'), four)).toEqual({
    type: 'picked',
    of: four,
    most: 'yaris',
    least: null,
  })
  expect(pickedInOrder(after('yaris', 'city'), four)).toEqual({
    type: 'picked',
    of: four,
    most: 'yaris',
    least: null,
    next: ['city'],
  })
  expect(pickedInOrder(after('yaris', 'city', 'sportage'), four)).toEqual({
    type: 'picked',
    of: four,
    most: 'yaris',
    least: 'alto',
    next: ['city', 'sportage'],
  })
})

test('a tap on what has a place takes it back with all that come after', () => {
  expect(after('yaris', 'city', 'sportage', 'city')).toEqual(['yaris'])
  expect(after('yaris', 'city', 'yaris')).toEqual([])
  expect(pickedInOrder(after('yaris', 'yaris'), four)).toBeNull()
})

test('the fourth, which only followed, takes the third back with it', () => {
  expect(after('yaris', 'city', 'sportage', 'alto')).toEqual(['yaris', 'city'])
})

test('whatever is tapped, what is saved is a valid answer and is read again as the same order', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...four), { maxLength: 12 }), (taps) => {
      const order = after(...taps)
      const picked = pickedInOrder(order, four)
      expect(picked === null ? [] : orderOf(picked)).toEqual(order)
      expect(answerValueSchema.nullable().parse(picked)).toEqual(picked)
    }),
  )
})

test('of an answer that names only the first and the last, the first has a place', () => {
  expect(orderOf({ type: 'picked', of: four, most: 'city', least: 'alto' })).toEqual(['city'])
})
