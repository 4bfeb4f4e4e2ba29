import { expect, it } from 'vitest'
import { type FitRow, mostOf, strengthsOf } from './fit.ts'

const row = (name: string, scaled: readonly (number | null)[]): FitRow => ({
  attribute: name,
  name,
  share: 0.5,
  byVehicle: scaled.map((value, place) => ({ variantId: `v${place}`, scaled: value, text: '' })),
})

it('names the one vehicle that gives most of an attribute', () => {
  expect(mostOf(row('seats', [0.2, 0.9, 0.4]))).toBe('v1')
})

it('names none where two give alike, and none where fewer than two are known', () => {
  expect(mostOf(row('seats', [0.9, 0.9, 0.1]))).toBeNull()
  expect(mostOf(row('seats', [0.9, null, null]))).toBeNull()
  expect(mostOf(row('seats', []))).toBeNull()
})

it('never lets what is not known win', () => {
  expect(mostOf(row('seats', [null, 0.1, 0.2]))).toBe('v2')
})

it('lists what each vehicle alone gives most of, in the order of what matters', () => {
  const rows = [row('price', [1, 0]), row('seats', [0, 1]), row('range', [0.7, 0.1]), row('boot', [0.5, 0.5])]
  expect([...strengthsOf(rows, ['v0', 'v1'])]).toEqual([
    ['v0', ['price', 'range']],
    ['v1', ['seats']],
  ])
})
