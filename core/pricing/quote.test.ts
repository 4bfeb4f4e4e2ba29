import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { consultantIdSchema, rateEditIdSchema } from '../ids.ts'
import { ratesWithEdits } from '../market/rate-edits.ts'
import { rateOf } from '../market/test-rates.ts'
import { financeGrounds } from './finance-grounds.ts'
import { type PriceAsked, priceGround } from './price-ground.ts'
import { makeQuote, type QuoteContent, quoteContentSchema, reproduceQuote } from './quote.ts'
import october from './quote-of-october.fixture.json' with { type: 'json' }
import { anyAsked, anyPriceRate, askedOf } from './test-prices.ts'

const withFinance: PriceAsked['terms']['finance'] = {
  modes: [
    {
      code: 'bank',
      name: { en: 'Bank', ur: 'بینک' },
      word: { en: 'markup', ur: 'مارک اپ' },
      arithmetic: 'level',
      interestFree: false,
      facts: { leased: 'yes' },
      rate: null,
      downPayment: 'tax',
      term: null,
      cap: 'limit',
      notes: [],
      usualMonths: 36,
    },
  ],
  products: [],
  interestFree: null,
}

function quoteOf(given: PriceAsked, told = 21.5): QuoteContent {
  const asked = { ...given, terms: { ...given.terms, finance: withFinance } }
  const ground = priceGround(asked)
  const priceMinor = ground.price.amountMinor?.most ?? null
  const wanted = {
    downPaymentMinor: null,
    months: null,
    ratePercentPerYear: { bank: told },
    toldOn: asked.day,
  }
  const finance = priceMinor === null ? null : (financeGrounds(asked, priceMinor, wanted)[0] ?? null)
  return makeQuote({ ground, finance, openFacts: [], catalogueVersion: 'v1' })
}

const editId = rateEditIdSchema.parse('0197b3a0-0000-7000-8000-000000000002')
const authorId = consultantIdSchema.parse('0197b3a0-0000-7000-8000-000000000001')

/** As it comes back from disk. */
const kept = (content: QuoteContent) => quoteContentSchema.parse(JSON.parse(JSON.stringify(content)))

describe('a quote', () => {
  const tax = rateOf({ rate: 'tax', value: 1.5, unit: 'percent' })

  it('keeps the price and the offer as they were shown, and both can be made again', () => {
    const content = quoteOf(askedOf([tax, rateOf({ rate: 'fee', value: 1200, unit: 'PKR' })]))
    expect(kept(content)).toEqual(content)
    const again = reproduceQuote(kept(content))
    expect(again.price).toEqual(content.price)
    expect(again.offer).toEqual(content.finance?.offer)
    expect(again.price.totalMinor).toEqual({ least: 4_062_400, most: 4_062_400 })
  })

  it('keeps the rate as the store had set it, and where that was from', () => {
    const edit = { ...tax, value: 9, source: 'The office, by phone', id: editId, authorId }
    const asked = askedOf([])
    const edited = ratesWithEdits([tax], [edit])
    const content = kept(quoteOf({ ...asked, rates: edited }))
    expect(content.price.lines[1]).toMatchObject({
      amountMinor: { most: 360_000 },
      source: { title: 'The office, by phone', status: 'set-here' },
    })
  })

  it('comes to the same, to the last unit, whatever rates are set, changed or taken back after it', () => {
    fc.assert(
      fc.property(
        anyAsked,
        fc.array(anyPriceRate, { maxLength: 6 }),
        fc.nat(60_000),
        (asked, later, rate) => {
          const shown = quoteOf(asked, rate / 1000)
          const text = JSON.stringify(shown)
          const now = quoteOf({ ...asked, rates: ratesWithEdits(later, []) }, rate / 1000)
          const again = reproduceQuote(quoteContentSchema.parse(JSON.parse(text)))
          expect(again).toEqual({ price: shown.price, offer: shown.finance?.offer ?? null })
          expect(reproduceQuote(now).price).toEqual(now.price)
        },
      ),
    )
  })

  it('from October comes to the rupee that it said then', () => {
    const { price, offer } = reproduceQuote(quoteContentSchema.parse(october))
    expect(price.totalMinor).toEqual({ least: 5_054_379, most: 5_054_379 })
    expect(price.lines.map(({ amountMinor }) => amountMinor?.most ?? null)).toEqual([
      4_737_000,
      213_165,
      94_740,
      9474,
      null,
    ])
    expect(offer?.monthlyMinor).toBe(113_797)
    expect(offer?.schedule.at(-1)?.payMinor).toBe(113_791)
  })
})
