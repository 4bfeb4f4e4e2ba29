import marketJson from '../../packs/pk/market.json' with { type: 'json' }
import { type MarketPack, marketPackSchema } from './market-pack.ts'

/** The market that tests speak about: the pack of Pakistan as it ships. */
export const pakistan: MarketPack = marketPackSchema.parse(marketJson)

/** A market with cents, miles and gallons, to prove that nothing of Pakistan's is written in code. */
export const withCents: MarketPack = marketPackSchema.parse({
  ...pakistan,
  id: 'us',
  phoneCountry: 'US',
  currency: {
    code: 'USD',
    symbol: { en: '$', ur: 'ڈالر' },
    pattern: { en: '$ {amount}', ur: '{amount} ڈالر' },
    spellings: ['dollars'],
    minorDigits: 2,
    grouping: 'thousands',
  },
  units: {
    distance: 'mi',
    consumption: 'mpg-us',
    energy: 'kWh/100mi',
    volume: 'cu-ft',
    fuel: 'gal-us',
    length: 'in',
    torque: 'lb-ft',
    mass: 'lb',
  },
  numberWords: [
    { step: 1_000_000, name: { en: 'million', ur: 'ملین' }, shown: true, spellings: ['m'] },
    { step: 1000, name: { en: 'thousand', ur: 'ہزار' }, shown: false, spellings: ['k'] },
  ],
  plausiblePriceMinor: { atLeast: 500_000, atMost: 100_000_000 },
})
