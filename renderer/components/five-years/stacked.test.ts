import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stacksOf } from './stacked.ts'

const exactly = (amount: number) => ({ least: amount, most: amount })

test('the dearest vehicle fills the scale, and each part is as long as its share of that', () => {
  const [cheap, dear] = stacksOf([
    { parts: [{ code: 'energy', amountMinor: exactly(300) }], totalMinor: exactly(300), missing: [] },
    {
      parts: [
        { code: 'energy', amountMinor: exactly(400) },
        { code: 'loss', amountMinor: exactly(200) },
      ],
      totalMinor: exactly(600),
      missing: [],
    },
  ])
  expect(cheap?.pieces).toEqual([{ code: 'energy', length: 0.5 }])
  expect(dear?.pieces.map(({ length }) => length).reduce((sum, length) => sum + length, 0)).toBeCloseTo(1)
  expect([cheap?.reach, dear?.reach]).toEqual([null, null])
})

test('a part that is known in part leaves the stack open as well', () => {
  const parts = [{ code: 'tax', amountMinor: exactly(100) }]
  const [whole, open] = stacksOf([
    { parts, totalMinor: exactly(100), missing: [] },
    { parts, totalMinor: exactly(100), missing: ['Tax'] },
  ])
  expect([whole?.isOpen, open?.isOpen]).toEqual([false, true])
})

test('a part that is not known has no piece, and leaves the stack open', () => {
  const [stack] = stacksOf([
    {
      parts: [
        { code: 'energy', amountMinor: { least: 100, most: 300 } },
        { code: 'loss', amountMinor: null },
      ],
      totalMinor: { least: 100, most: 300 },
      missing: ['Loss of value'],
    },
  ])
  expect(stack?.isOpen).toBe(true)
  expect(stack?.pieces).toHaveLength(1)
  expect(stack?.reach?.from).toBeCloseTo(1 / 3)
  expect(stack?.reach?.length).toBeCloseTo(2 / 3)
  expect(
    stacksOf([
      { parts: [{ code: 'loss', amountMinor: null }], totalMinor: null, missing: ['Loss of value'] },
    ]),
  ).toEqual([{ pieces: [], reach: null, isOpen: true }])
})

test('no stack is longer than the scale', () => {
  const anyPart = fc
    .tuple(fc.nat(1_000_000), fc.nat(1_000_000))
    .map(([least, more]) => ({ code: 'energy', amountMinor: { least, most: least + more } }))
  const anyVehicle = fc.array(anyPart, { minLength: 1, maxLength: 5 }).map((parts) => ({
    parts,
    totalMinor: {
      least: parts.reduce((sum, { amountMinor }) => sum + amountMinor.least, 0),
      most: parts.reduce((sum, { amountMinor }) => sum + amountMinor.most, 0),
    },
    missing: [],
  }))
  fc.assert(
    fc.property(fc.array(anyVehicle, { minLength: 1, maxLength: 4 }), (vehicles) => {
      for (const { pieces, reach } of stacksOf(vehicles)) {
        expect(pieces.reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(1 + 1e-9)
        expect((reach?.from ?? 0) + (reach?.length ?? 0)).toBeLessThanOrEqual(1 + 1e-9)
      }
    }),
    { numRuns: 50 },
  )
})
