import fc from 'fast-check'
import { expect, test } from 'vitest'
import { questionRef, subjectsOf, templateOf } from './question-ref.ts'

const subject = fc.stringMatching(/^[a-zA-Z0-9/-]{1,20}$/)

test('the same subjects make the same question, whichever way round they are asked', () => {
  fc.assert(
    fc.property(fc.array(subject, { maxLength: 4 }), (subjects) => {
      expect(questionRef('drive.pair', [...subjects].reverse())).toBe(questionRef('drive.pair', subjects))
    }),
  )
})

test('a question tells its template and its subjects again', () => {
  fc.assert(
    fc.property(fc.uniqueArray(subject, { maxLength: 4 }), (subjects) => {
      const ref = questionRef('drive.pair', subjects)
      expect(templateOf(ref)).toBe('drive.pair')
      expect(subjectsOf(ref)).toEqual([...subjects].sort())
    }),
  )
})

test('a question of the bank is its own template and has no subjects', () => {
  expect(questionRef('people.seats', [])).toBe('people.seats')
  expect(templateOf('people.seats')).toBe('people.seats')
  expect(subjectsOf('people.seats')).toEqual([])
})

test('two vehicles are named by their ids as they are', () => {
  expect(questionRef('cars.which', ['kia/sportage/awd', 'honda/city/1-2l-cvt'])).toBe(
    'cars.which?honda/city/1-2l-cvt+kia/sportage/awd',
  )
})
