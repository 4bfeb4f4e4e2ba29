import { expect, it } from 'vitest'
import { nearest } from './nearest.ts'

const at = (x: number, y: number) => ({ left: x, right: x + 90, top: y, bottom: y + 40 })
/** Two rows of three. */
const grid = [at(0, 0), at(100, 0), at(200, 0), at(0, 50), at(100, 50), at(200, 50)]

it('an arrow moves to the neighbour that lies that way', () => {
  const middle = at(100, 0)
  expect(nearest(middle, grid, 'ArrowRight')).toBe(2)
  expect(nearest(middle, grid, 'ArrowLeft')).toBe(0)
  expect(nearest(middle, grid, 'ArrowDown')).toBe(4)
})

it('at the edge it stays where it is', () => {
  expect(nearest(at(0, 0), grid, 'ArrowUp')).toBe(null)
  expect(nearest(at(0, 0), grid, 'ArrowLeft')).toBe(null)
})
