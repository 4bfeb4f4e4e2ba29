import { expect, it } from 'vitest'
import { type BuildUpLine, buildUpOf } from './build-up.ts'

const line = (code: string, amountMinor: number | null): BuildUpLine => ({ code, name: code, amountMinor })

it('draws the largest line as what the others come on top of, and those against one another', () => {
  const made = buildUpOf([line('tax', 200), line('car', 9600), line('plate', 50), line('token', 150)])
  expect(made?.base).toMatchObject({ code: 'car', share: 0.96 })
  expect(made?.onTop.map(({ code, share }) => [code, share])).toEqual([
    ['tax', 1],
    ['plate', 0.25],
    ['token', 0.75],
  ])
})

it('names a line whose rate is not known, and draws nothing for it', () => {
  const made = buildUpOf([line('freight', null), line('car', 1000)])
  expect(made?.onTop).toEqual([{ ...line('freight', null), share: 0 }])
  expect(made?.base.share).toBe(1)
})

it('draws nothing where nothing is known', () => {
  expect(buildUpOf([])).toBeNull()
  expect(buildUpOf([line('freight', null)])).toBeNull()
})
