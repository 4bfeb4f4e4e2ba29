import { expect, test } from 'vitest'
import type { VariantId } from '../ids.ts'
import { pakistan } from '../market/test-market.ts'
import { prepareCatalogue } from './prepare-catalogue.ts'
import type { Pick } from './shortlist.ts'
import { sinceKept } from './since.ts'
import { shortlist } from './test-shortlist.ts'
import { catalogueOf, type Figures, figure } from './test-vehicles.ts'

const one = (figures: Figures) => catalogueOf({ 'maker/one/a': figures })
const costing = (amountMinor: number) => one({ priceMinor: figure(amountMinor) })
const voice = { pack: pakistan, language: 'en' } as const

/** What is said now of a vehicle that was kept as it was in a catalogue then. */
function since(
  then: ReturnType<typeof one>,
  now: ReturnType<typeof one>,
  stock: { readonly before: Pick['stock']; readonly now: 'now' | 'later' | 'not-known' } | null = null,
) {
  const kept = shortlist(then, []).picks.map((pick) => ({ ...pick, stock: stock?.before ?? null }))
  const told = new Map<VariantId, { when: 'now' | 'later' | 'not-known'; sentence: string }>(
    stock === null
      ? []
      : kept.map(({ variantId }) => [variantId, { when: stock.now, sentence: 'As it is now.' }]),
  )
  return sinceKept(kept, prepareCatalogue(now), told, voice).map(({ sentence }) => sentence)
}

test('a price that rose or fell is said with both amounts', () => {
  expect(since(costing(4_000_000), costing(4_250_000))).toEqual([
    'Its price has risen since the last visit: Rs 4,000,000 (40 lakh) then, Rs 4,250,000 (42.5 lakh) now.',
  ])
  expect(since(costing(4_000_000), costing(3_900_000))).toEqual([expect.stringContaining('has fallen')])
})

test('a price that is known now, or no more, is said', () => {
  expect(since(one({ seats: figure(5) }), costing(4_000_000))).toEqual([
    'At the last visit its price was not known; now it is Rs 4,000,000 (40 lakh).',
  ])
  expect(since(costing(4_000_000), one({ seats: figure(5) }))).toEqual([
    'At the last visit its price was Rs 4,000,000 (40 lakh); now it is not known.',
  ])
})

test('whether it is in stock is said where that changed and was written down both times', () => {
  const same = costing(4_000_000)
  expect(since(same, same, { before: 'now', now: 'later' })).toEqual([
    'At the last visit it was in stock. As it is now.',
  ])
  expect(since(same, same, { before: 'later', now: 'now' })).toEqual([
    'At the last visit it was not in stock. As it is now.',
  ])
  expect(since(same, same, { before: 'later', now: 'not-known' })).toEqual([])
  expect(since(same, same, { before: null, now: 'now' })).toEqual([])
})

test('a vehicle that is gone is named, and nothing is said of what stayed', () => {
  expect(since(costing(4_000_000), catalogueOf({}))).toEqual([
    'maker one a: shown at the last visit, and no longer in the catalogue.',
  ])
  expect(since(costing(4_000_000), costing(4_000_000))).toEqual([])
})
