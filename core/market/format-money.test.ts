import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatMoney } from './format-money.ts'
import type { MarketPack } from './market-pack.ts'
import { readMoney } from './read-money.ts'
import { pakistan, withCents } from './test-market.ts'

const rupees = (amountMinor: number) => ({ amountMinor, currency: 'PKR' })
const visible = (text: string) => text.replace(/[\u2067\u2069]/g, '')

describe('an amount of money as the market says it', () => {
  it.each([
    [4_250_000, 'Rs 4,250,000 (42.5 lakh)', '42.5 lakh'],
    [4_253_000, 'Rs 4,253,000 (42.53 lakh)', '42.53 lakh'],
    [2_994_861, 'Rs 2,994,861', '29.94861 lakh'],
    [3_211_980, 'Rs 3,211,980', '32.1198 lakh'],
    [12_435_000, 'Rs 12,435,000 (1.2435 crore)', '1.2435 crore'],
    [12_000_000, 'Rs 12,000,000 (1.2 crore)', '1.2 crore'],
    [10_000_000, 'Rs 10,000,000 (1 crore)', '1 crore'],
    [12_345_678_901, 'Rs 12,345,678,901', '1,234.5678901 crore'],
    [100_000, 'Rs 100,000 (1 lakh)', '1 lakh'],
    [99_999, 'Rs 99,999', 'Rs 99,999'],
    [0, 'Rs 0', 'Rs 0'],
    [-4_250_000, 'Rs -4,250,000 (-42.5 lakh)', '-42.5 lakh'],
  ])('%i rupees read %s', (amountMinor, full, short) => {
    expect(formatMoney(rupees(amountMinor), pakistan, 'en')).toBe(full)
    expect(formatMoney(rupees(amountMinor), pakistan, 'en', 'short')).toBe(short)
  })

  it('stands in Urdu with 0-9 digits, set off so that its order holds inside any sentence', () => {
    expect(formatMoney(rupees(4_250_000), pakistan, 'ur')).toBe('\u20674,250,000 روپے (42.5 لاکھ)\u2069')
    expect(formatMoney(rupees(12_000_000), pakistan, 'ur', 'short')).toBe('\u20671.2 کروڑ\u2069')
  })

  it('takes grouping, cents and words from the market pack', () => {
    const indian: MarketPack = { ...pakistan, currency: { ...pakistan.currency, grouping: 'indian' } }
    expect(formatMoney(rupees(42_500_000), indian, 'en')).toBe('Rs 4,25,00,000 (4.25 crore)')
    expect(formatMoney(rupees(500), indian, 'en')).toBe('Rs 500')
    expect(formatMoney({ amountMinor: 2_850_050, currency: 'USD' }, withCents, 'en')).toBe('$ 28,500.50')
    expect(formatMoney({ amountMinor: 100_000_001, currency: 'USD' }, withCents, 'en', 'short')).toBe(
      '1.00000001 million',
    )
  })

  it('is never shown in another currency than its own', () => {
    expect(() => formatMoney({ amountMinor: 1, currency: 'USD' }, pakistan, 'en')).toThrow(RangeError)
  })
})

describe('an amount of money as people write it', () => {
  it.each([
    ['42.5 lac', 4_250_000],
    ['42.5lakh', 4_250_000],
    ['42.50 Lacs', 4_250_000],
    ['42 lakh 50 hazar', 4_250_000],
    ['37 lac 63 thousand', 3_763_000],
    ['1 crore 20 lakh', 12_000_000],
    ['1.2 crore', 12_000_000],
    ['1.2 cr', 12_000_000],
    ['1.2 Cr.', 12_000_000],
    ['4.25 million', 4_250_000],
    ['950k', 950_000],
    ['29 lakh 94 hazar 861', 2_994_861],
    ['4,250,000', 4_250_000],
    ['42,50,000', 4_250_000],
    ['4250000', 4_250_000],
    ['4,250,000.00', 4_250_000],
    ['Rs 4250000', 4_250_000],
    ['Rs.4,250,000/-', 4_250_000],
    ['PKR 42.5 lakh', 4_250_000],
    ['₨ 42.5 lakh', 4_250_000],
    ['42.5 lakh rupees', 4_250_000],
    ['۴۲.۵ لاکھ', 4_250_000],
    ['۴۲٫۵ لاکھ', 4_250_000],
    ['٤٢٫٥ لاكھ', 4_250_000],
    ['۴،۲۵۰،۰۰۰ روپے', 4_250_000],
    ['۴۲ لاکھ ۵۰ ہزار', 4_250_000],
    ['\u200f۱٫۲ کروڑ\u200f', 12_000_000],
    ['Rs 4,250,000 (42.5 lakh)', 4_250_000],
    ['0', 0],
  ])('%s is read', (text, amountMinor) => {
    expect(readMoney(text, pakistan)).toEqual(rupees(amountMinor))
  })

  it.each([
    '',
    '   ',
    'lakh',
    'Rs',
    'about 42 lakh',
    'forty two lakh',
    '-42 lakh',
    '−42 lakh',
    '42.5 lakh 50 hazar',
    '50 hazar 42 lakh',
    '42 lakh 42 lakh',
    '42 lakh 150 hazar',
    '42 lakh 50',
    '42 43',
    '42-45 lakh',
    '42 lakh or 45 lakh',
    '42.123456 lakh',
    '0.5',
    '4,25',
    '4,2500,000',
    '1.2.3 crore',
    '42,5 lakh',
    '4²',
    '½ crore',
    '1e7',
    '0x10',
    '$ 4250',
    '9007199254740992',
    '999999999999999999999999 crore',
    'Rs 4,250,000 (42.6 lakh)',
    '(42.5 lakh)',
  ])('%s is not read as an amount', (text) => {
    expect(readMoney(text, pakistan)).toBeNull()
  })

  it('reads cents where the currency has them and refuses what is finer', () => {
    expect(readMoney('$28,500.50', withCents)).toEqual({ amountMinor: 2_850_050, currency: 'USD' })
    expect(readMoney('1.5 million dollars', withCents)).toEqual({ amountMinor: 150_000_000, currency: 'USD' })
    expect(readMoney('28,500.505', withCents)).toBeNull()
  })

  it('gives back every amount that was written, in each language and style', () => {
    const amounts = fc.oneof(
      fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
      fc.integer({ min: 0, max: 100_000_000 }),
      fc.integer({ min: 0, max: 20_000 }).map((thousands) => thousands * 1000),
    )
    const packs = fc.constantFrom(pakistan, withCents)
    const languages = fc.constantFrom('en' as const, 'ur' as const)
    const styles = fc.constantFrom('full' as const, 'short' as const)
    fc.assert(
      fc.property(amounts, packs, languages, styles, (amountMinor, pack, language, style) => {
        const money = { amountMinor, currency: pack.currency.code }
        const text = formatMoney(money, pack, language, style)
        expect(readMoney(text, pack)).toEqual(money)
        expect(readMoney(visible(text), pack)).toEqual(money)
      }),
    )
  })

  it('reads anything at all as an amount that is safe to keep, or not at all', () => {
    const words = fc.constantFrom(
      '42',
      '4,250,000',
      '.5',
      'lakh',
      'crore',
      'hazar',
      'Rs',
      '-',
      '/-',
      '(',
      ')',
      '۵',
    )
    const texts = fc.oneof(
      fc.string(),
      fc.array(words, { maxLength: 8 }).map((parts) => parts.join(' ')),
    )
    fc.assert(
      fc.property(texts, (text) => {
        const money = readMoney(text, pakistan)
        if (money === null) return
        expect(Number.isSafeInteger(money.amountMinor)).toBe(true)
        expect(money.amountMinor).toBeGreaterThanOrEqual(0)
        expect(readMoney(formatMoney(money, pakistan, 'ur'), pakistan)).toEqual(money)
      }),
    )
  })
})
