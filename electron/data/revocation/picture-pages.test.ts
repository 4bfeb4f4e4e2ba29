import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mostPictureBytes } from '../../../core/pictures/picture-bytes.ts'
import { picturePages } from './picture-pages.ts'

const sized = (sizes: readonly number[]) => sizes.map((bytes, index) => ({ hash: `h${index}`, bytes }))

test('a few pictures go a page each, or two, as a slow line can carry them', () => {
  expect(picturePages([])).toEqual({ pages: [], left: [] })
  expect(picturePages(sized([150_000, 150_000, 300_000]))).toEqual({
    pages: [['h0', 'h1'], ['h2']],
    left: [],
  })
})

test('every picture is in one page in its order, or left as more than head office takes', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: mostPictureBytes }), { maxLength: 1_500 }), (sizes) => {
      const pictures = sized(sizes)
      const { pages, left } = picturePages(pictures)
      expect([...pages.flat(), ...left]).toEqual(pictures.map(({ hash }) => hash))
      expect(pages.length).toBeLessThanOrEqual(80)
      const bytesOf = new Map(pictures.map(({ hash, bytes }) => [hash, bytes]))
      for (const page of pages) {
        const bytes = page.reduce((sum, hash) => sum + (bytesOf.get(hash) ?? 0), 0)
        expect(bytes).toBeLessThanOrEqual(2_600_000)
      }
      const total = sizes.reduce((sum, bytes) => sum + bytes, 0)
      if (total < 180_000_000) expect(left).toEqual([])
    }),
    { numRuns: 60 },
  )
})
