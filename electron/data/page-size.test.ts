import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createPageSize } from './page-size.ts'

const bounds = { least: 8_000, most: 256_000, first: 32_000 }

test('on a quick line pages soon are as large as they may be', () => {
  const size = createPageSize(bounds)
  for (let n = 0; n < 5; n++) size.took(size.now(), 50)
  expect(size.now()).toBe(bounds.most)
})

test('on a slow line a page takes no longer than twenty seconds, whatever the line gives', () => {
  fc.assert(
    fc.property(fc.integer({ min: 500, max: 50_000 }), (bytesPerS) => {
      const size = createPageSize(bounds)
      for (let n = 0; n < 6; n++) size.took(size.now(), (size.now() / bytesPerS) * 1000)
      const seconds = size.now() / bytesPerS
      expect(seconds <= 20 || size.now() === bounds.least).toBe(true)
    }),
  )
})

test('a page that did not go through is said again smaller, and never leaves the bounds', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constant(null), fc.tuple(fc.nat(500_000), fc.nat(100_000)))),
      (pages) => {
        const size = createPageSize(bounds)
        for (const page of pages) {
          const before = size.now()
          if (page === null) {
            size.failed()
            expect(size.now()).toBeLessThanOrEqual(before)
          } else size.took(...page)
          expect(size.now()).toBeGreaterThanOrEqual(bounds.least)
          expect(size.now()).toBeLessThanOrEqual(bounds.most)
        }
      },
    ),
  )
})

test('a page with little in it does not make the next one small for having been quick', () => {
  const size = createPageSize(bounds)
  size.took(300, 200)
  expect(size.now()).toBe(bounds.first)
  size.took(300, 30_000)
  expect(size.now()).toBe(bounds.least)
})
