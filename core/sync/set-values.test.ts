import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '../canonical-json.ts'
import { unionOf } from './set-values.ts'

const lists = fc.array(fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null))))

test('a union has what any of the lists holds, each once, whatever their order', () => {
  fc.assert(
    fc.property(lists, fc.infiniteStream(fc.nat()), (values, chance) => {
      const union = unionOf(values)
      expect(new Set(union)).toEqual(new Set(values.flat()))
      expect(union.length).toBe(new Set(values.flat().map((member) => canonicalJson(member))).size)
      const shuffled = values.toSorted(() => (chance.next().value % 2 === 0 ? 1 : -1))
      expect(unionOf(shuffled)).toEqual(union)
    }),
  )
})

test('a value that is no list is its own only member', () => {
  expect(unionOf([['+923001234567'], '+923007654321', ['+923001234567']])).toEqual([
    '+923001234567',
    '+923007654321',
  ])
})
