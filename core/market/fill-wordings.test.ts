import { expect, test } from 'vitest'
import marketJson from '../../packs/us/market.json' with { type: 'json' }
import { fillWordings } from './fill-wordings.ts'
import { marketPackSchema } from './market-pack.ts'
import { pakistan } from './test-market.ts'

test('a market of one language is worded in it alone, whichever the application shows', () => {
  const market = marketPackSchema.parse(fillWordings(marketJson))
  expect(market.languages).toEqual(['en'])
  expect(market.name).toEqual({ en: 'United States', ur: 'United States' })
  expect(market.lostReasons[0]?.name.ur).toBe('Price')
})

test('a language that the market does speak is not made up where it is left out', () => {
  const without = { ...pakistan, name: { en: 'Pakistan' } }
  expect(fillWordings(without)).toEqual(without)
  expect(marketPackSchema.safeParse(fillWordings(without)).success).toBe(false)
})

test('a wording that is there stays as it is, and what is none is left alone', () => {
  const json = {
    languages: ['en'],
    name: { en: 'One', ur: 'ایک' },
    list: [{ label: { en: 'Two' } }, 3, null, 'en'],
    pair: { en: 'a', other: 'b' },
    nested: { en: { deep: { en: 'Three' } } },
  }
  expect(fillWordings(json)).toEqual({
    ...json,
    list: [{ label: { en: 'Two', ur: 'Two' } }, 3, null, 'en'],
    nested: { en: { deep: { en: 'Three', ur: 'Three' } } },
  })
})

test.each([null, 'en', [], {}, { languages: [] }, { languages: ['fr'], name: { fr: 'Un' } }])(
  'what names no languages comes back as it came: %j',
  (json) => {
    expect(fillWordings(json)).toEqual(json)
  },
)
