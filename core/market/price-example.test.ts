import { expect, it } from 'vitest'
import { priceExample } from './price-example.ts'
import { pakistan, withCents } from './test-market.ts'

it('a price of each market reads as its people say it', () => {
  expect(priceExample(pakistan)).toEqual({
    en: 'Rs 17,000,000 (1.7 crore)',
    ur: '\u206717,000,000 روپے (1.7 کروڑ)\u2069',
  })
  expect(priceExample(withCents).en).toMatch(/^\$ [\d,]+/)
})

it('an example without a whole number between is still one that could be paid', () => {
  const narrow = { ...pakistan, plausiblePriceMinor: { atLeast: 1, atMost: 2 } }
  expect(priceExample(narrow).en).toBe('Rs 1')
})
