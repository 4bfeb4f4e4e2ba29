import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson, type Json } from './canonical-json.ts'

const json = fc.jsonValue() as fc.Arbitrary<Json>

test('the text reads back as the same value', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('the order in which keys were written does not show', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), json), (object) => {
      const reversed = Object.fromEntries(Object.entries(object).reverse())
      expect(canonicalJson(reversed)).toBe(canonicalJson(object))
    }),
  )
})

test('keys stand in code-unit order at every depth, without spaces, and undefined is left out', () => {
  expect(canonicalJson({ b: [{ z: 1, a: null }], a: 'x', c: undefined, B: true })).toBe(
    '{"B":true,"a":"x","b":[{"a":null,"z":1}]}',
  )
})

test('a number that JSON cannot say is refused', () => {
  expect(() => canonicalJson({ a: Number.NaN })).toThrow(RangeError)
})
