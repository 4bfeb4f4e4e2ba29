import { expect, it } from 'vitest'
import { fitNormal } from './normal-fit.ts'
import { createSeeded } from './seeded.ts'

it('whitens points to independent numbers of about 1, and colours them back', () => {
  const random = createSeeded('points')
  const count = 2000
  const points = new Float64Array(count * 2)
  for (let at = 0; at < count; at++) {
    const shared = random.normal()
    points[2 * at] = 3 + 2 * shared
    points[2 * at + 1] = shared + 0.5 * random.normal()
  }
  const fit = fitNormal(points, count, 2)
  const [white, back] = [new Float64Array(2), new Float64Array(2)]
  let [first, second, both] = [0, 0, 0]
  for (let at = 0; at < count; at++) {
    fit.whiten(points, 2 * at, white)
    const [a = 0, b = 0] = white
    first += (a * a) / count
    second += (b * b) / count
    both += (a * b) / count
    fit.colour(white, back)
    expect(back[0]).toBeCloseTo(points[2 * at] ?? 0, 9)
  }
  expect(first).toBeCloseTo(1, 0)
  expect(second).toBeCloseTo(1, 0)
  expect(both).toBeCloseTo(0, 1)
})
