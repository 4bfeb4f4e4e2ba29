import { expect, test } from 'vitest'
import { variantIdSchema } from '../ids.ts'
import { pakistan } from '../market/test-market.ts'
import { type QuoteContent, quoteContentSchema } from '../pricing/quote.ts'
import octobers from '../pricing/quote-of-october.fixture.json' with { type: 'json' }
import { prepareCatalogue } from './prepare-catalogue.ts'
import { shownBefore } from './shown-before.ts'
import { sinceKept } from './since.ts'
import { shortlist } from './test-shortlist.ts'
import { catalogueOf, figure } from './test-vehicles.ts'

const voice = { pack: pakistan, language: 'en' } as const
const october = quoteContentSchema.parse(octobers)
/** A quote of one vehicle at a price, as it was in a list or as somebody told it. */
function quoted(model: string, amountMinor: number, status: 'reported' | 'told' = 'reported'): QuoteContent {
  const { ground } = october
  const vehicle = { brand: 'maker', model, name: 'a', variantId: variantIdSchema.parse(`maker/${model}/a`) }
  const price = {
    ...ground.price,
    amountMinor: { least: amountMinor, most: amountMinor },
    source: { title: 'paper', status },
  }
  return { ...october, ground: { ...ground, vehicle, price } }
}
const nowAt = (prices: Readonly<Record<string, number>>) =>
  prepareCatalogue(
    catalogueOf(
      Object.fromEntries(
        Object.entries(prices).map(([model, price]) => [`maker/${model}/a`, { priceMinor: figure(price) }]),
      ),
    ),
  )

test('what was quoted is said to have changed though no shortlist was kept, by its latest quote', () => {
  const quotes = [quoted('one', 4_000_000), quoted('one', 3_000_000), quoted('other', 5_000_000)]
  const before = shownBefore({ kept: null, quotes }, voice)
  expect(before.map(({ model }) => model)).toEqual(['one', 'other'])
  expect(sinceKept(before, nowAt({ one: 4_250_000, other: 5_000_000 }), new Map(), voice)).toEqual([
    {
      variantId: 'maker/one/a',
      sentence:
        'Its price has risen since the last visit: Rs 4,000,000 (40 lakh) then, Rs 4,250,000 (42.5 lakh) now.',
    },
  ])
})

test('a price that was only told is not held against the list', () => {
  expect(shownBefore({ kept: null, quotes: [quoted('one', 4_000_000, 'told')] }, voice)).toEqual([])
})

test('a vehicle that was kept and quoted is spoken of once, in the language asked for', () => {
  const catalogue = catalogueOf({ 'maker/one/a': { priceMinor: figure(4_000_000) } })
  const kept = { language: 'en', content: shortlist(catalogue, []) } as const
  const quotes = [quoted('one', 3_000_000)]
  const texts = (['en', 'ur'] as const).map((language) =>
    shownBefore({ kept, quotes }, { ...voice, language }).map(({ price }) => price?.text),
  )
  expect(texts[0]).toEqual(['Rs 4,000,000 (40 lakh)'])
  expect(texts[1]).toEqual([expect.stringMatching(/4,000,000 روپے/)])
})
