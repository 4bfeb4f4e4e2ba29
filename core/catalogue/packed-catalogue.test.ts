import fc from 'fast-check'
import { expect, test } from 'vitest'
import { variantIdSchema } from '../ids.ts'
import type { Catalogue, Variant } from './catalogue.ts'
import { packCatalogue, unpackCatalogue } from './packed-catalogue.ts'

const source = fc.record({
  source: fc.constantFrom('maker', 'list'),
  asOf: fc.constantFrom('2026', '2026-03'),
})
const price = fc
  .tuple(fc.integer({ min: 1, max: 9 }), source)
  .map(([value, from]) => ({ type: 'number' as const, min: value, max: value + 1, ...from }))
const fuel = fc
  .tuple(fc.subarray(['petrol', 'diesel'], { minLength: 1 }), source)
  .map(([codes, from]) => ({ type: 'code' as const, codes, ...from }))
const variant = fc
  .record({
    name: fc.string({ minLength: 1 }),
    model: fc.constantFrom('City', 'Civic'),
    figures: fc.record({ priceMinor: price, fuel, body: fuel }, { requiredKeys: [] }),
  })
  .map((made) => ({ brand: 'Honda', ...made }))
const catalogues = fc.array(variant, { maxLength: 12 }).map(
  (variants): Catalogue => ({
    version: 'v',
    sources: [],
    variants: variants.map((made, n): Variant => ({ ...made, id: variantIdSchema.parse(`honda/${n}/x`) })),
  }),
)

test('what was packed is unpacked as it was, through JSON', () => {
  fc.assert(
    fc.property(catalogues, (catalogue) => {
      expect(unpackCatalogue(JSON.parse(JSON.stringify(packCatalogue(catalogue))))).toEqual(catalogue)
    }),
  )
})

test('a figure that is said to be unknown is left out, as one that is not said', () => {
  const id = variantIdSchema.parse('honda/city/x')
  const named = { id, brand: 'Honda', model: 'City', name: 'X' }
  const packed = packCatalogue({
    version: 'v',
    sources: [],
    variants: [{ ...named, figures: { seats: { type: 'unknown' } } }],
  })
  expect(unpackCatalogue(packed).variants).toEqual([{ ...named, figures: {} }])
})

test('an attribute of a later version is passed over, and a place that is not there is refused', () => {
  const packed = packCatalogue({ version: 'v', sources: [], variants: [] })
  const later = { ...packed, attributes: { wings: { at: [0], of: [0], figures: [{ type: 'pair' }] } } }
  expect(unpackCatalogue(later)).toEqual({ version: 'v', sources: [], variants: [] })
  expect(() => unpackCatalogue({ ...packed, ids: [3] })).toThrow('place')
})
