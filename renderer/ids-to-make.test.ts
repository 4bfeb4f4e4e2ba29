import { expect, test } from 'vitest'
import { createIdsToMake } from './ids-to-make.ts'

function counted() {
  let last = 0
  return createIdsToMake(() => String(++last))
}

test('the same wish tried again keeps its id', () => {
  const ids = counted()
  expect([ids.idFor({ name: 'Ali' }), ids.idFor({ name: 'Ali' })]).toEqual(['1', '1'])
})

test('another wish gets another id', () => {
  const ids = counted()
  expect([ids.idFor({ name: 'Ali' }), ids.idFor({ name: 'Sana' })]).toEqual(['1', '2'])
})

test('the same wish after it was granted is a new one', () => {
  const ids = counted()
  ids.idFor('someone walked in')
  ids.granted()
  expect(ids.idFor('someone walked in')).toBe('2')
})
