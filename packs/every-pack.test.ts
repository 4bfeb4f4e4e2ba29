import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { attributeNames, attributes } from '../core/catalogue/attribute.ts'
import { catalogueSchema } from '../core/catalogue/catalogue.ts'
import { figureText } from '../core/catalogue/figure-text.ts'
import { readCatalogueCsv } from '../core/catalogue/read-catalogue-csv.ts'
import type { Evidence } from '../core/discovery/question-bank.ts'
import { limitingRates } from '../core/discovery/rate-limit.ts'
import { createBusinessDays } from '../core/market/business-day.ts'
import { foldLetters } from '../core/market/fold-letters.ts'
import { formatMoney } from '../core/market/format-money.ts'
import { readPhone } from '../core/market/phone.ts'
import { rateInForce } from '../core/market/rate-in-force.ts'
import { readMoney } from '../core/market/read-money.ts'
import { timeZonesOf } from '../core/market/time-zones.ts'
import { storeCodeSchema } from '../core/sync/identity.ts'
import { listMarkets, readBaseCatalogueFiles, readMarketPack, readQuestionBank } from './read-packs.ts'

const packsFolder = fileURLToPath(new URL('.', import.meta.url))

test('every folder of packs is a market', () => {
  const folders = readdirSync(packsFolder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  expect(folders.map(({ name }) => name).sort()).toEqual([...listMarkets(packsFolder)].sort())
})

const isRule = ({ type }: Evidence) => /^(require|exclude)/.test(type)

describe.each(listMarkets(packsFolder))('the pack of %s', (id) => {
  const market = readMarketPack(packsFolder, id)
  const bank = readQuestionBank(packsFolder, market)
  const files = readBaseCatalogueFiles(packsFolder, market)
  const reading = readCatalogueCsv({ ...files, market, language: 'en' })
  if (reading.type !== 'read') throw new Error(reading.reason)
  const { catalogue, refused } = reading

  test('is of the market that its folder is named after', () => {
    expect(market.id).toBe(id)
  })

  test('names time zones, locales and phones that are known', () => {
    for (const zone of timeZonesOf(market)) expect(() => createBusinessDays(zone), zone).not.toThrow()
    for (const locale of Object.values(market.locales))
      expect(Intl.getCanonicalLocales(locale)).toEqual([locale])
    expect(() => readPhone('1', market)).not.toThrow()
  })

  test('is worded in each of its languages, and says nothing in another', () => {
    expect(market.languages.filter((language) => !bank.languages.includes(language))).toEqual([])
    const said = new Set<string>()
    for (const file of ['market.json', 'question-bank.json'])
      collectLanguages(JSON.parse(readFileSync(join(packsFolder, id, file), 'utf8')), said)
    expect([...said].sort()).toEqual([...market.languages].sort())
  })

  test('reads its own examples of an amount, and what it writes of any', () => {
    for (const language of market.languages) {
      const written = readMoney(market.examples.written[language], market)
      const { atLeast, atMost } = market.plausiblePriceMinor
      expect(readMoney(market.examples.said[language], market)).toEqual(written)
      expect(written?.amountMinor).toBeGreaterThanOrEqual(atLeast)
      expect(written?.amountMinor).toBeLessThanOrEqual(atMost)
      for (const amountMinor of [0, 99, 12_345, atLeast, 4_250_000, atMost]) {
        const money = { amountMinor, currency: market.currency.code }
        expect(readMoney(formatMoney(money, market, language), market)).toEqual(money)
        expect(readMoney(formatMoney(money, market, language, 'short'), market)).toEqual(money)
      }
    }
  })

  test('spells no two number words alike, nor one like its currency', () => {
    const { currency, languages, numberWords } = market
    const ofMoney = [
      currency.code,
      ...languages.map((language) => currency.symbol[language]),
      ...currency.spellings,
    ].map(foldLetters)
    const ofNumbers = numberWords
      .flatMap(({ name, spellings }) => [...new Set(languages.map((one) => name[one])), ...spellings])
      .map(foldLetters)
    expect(ofNumbers.filter((word, at) => ofNumbers.indexOf(word) !== at)).toEqual([])
    expect(ofNumbers.filter((word) => ofMoney.includes(word))).toEqual([])
  })

  test('has one consent a purpose, and names each code once', () => {
    const purposes = market.consents.map(({ purpose }) => purpose).sort()
    expect(purposes).toEqual(['follow-up', 'marketing', 'share-with-maker'])
    for (const list of [market.lostReasons, market.paymentModes, market.rateKinds, market.rateFacts])
      expect(new Set(list.map(({ code }) => code)).size).toBe(list.length)
    expect(market.lostReasons.length).toBeGreaterThan(0)
    expect(market.paymentModes.length).toBeGreaterThan(0)
  })

  test('gives an example code that a store may have', () => {
    expect(storeCodeSchema.safeParse(market.examples.storeCode).success).toBe(true)
  })

  test('has another word only for what there is', () => {
    const codes = attributeNames.flatMap((attribute): readonly string[] => {
      const known = attributes[attribute]
      return known.kind === 'code' ? known.codes : []
    })
    expect(Object.keys(market.words.codes).filter((code) => !codes.includes(code))).toEqual([])
  })

  test('asks nothing about the vehicle that it cannot say back', () => {
    for (const question of bank.topics.flatMap(({ questions }) => questions)) {
      if (question.kind === 'number' && question.rule !== null)
        for (const language of market.languages) expect(question.because?.[language]).toContain('{n}')
      if (question.kind !== 'one-of' && question.kind !== 'any-of') continue
      const silent = question.options.filter(({ evidence, because }) => evidence.length > 0 && !because)
      expect(
        silent.map(({ code }) => code),
        question.id,
      ).toEqual([])
    }
  })

  test('sets a vehicle aside only for a must, a never, the headcount, fuels that cannot be had or are not open to one, and what the law lets a buyer book', () => {
    const ruling = bank.topics
      .flatMap(({ questions }) => questions)
      .filter((question) =>
        question.kind === 'number'
          ? question.rule !== null
          : 'options' in question && question.options.some(({ evidence }) => evidence.some(isRule)),
      )
    for (const { id: questionId } of ruling)
      expect(questionId).toMatch(/^(must-never\.\w+|energy\.(open|charging)|people\.seats|tax\.filer)$/)
  })

  test('limits a price only by a rate that it has, an amount of its money in force on some day', () => {
    for (const code of limitingRates(bank)) {
      const rows = market.rates.filter(({ rate }) => rate === code)
      expect(rows.map(({ unit }) => unit)).toEqual(rows.map(() => market.currency.code))
      expect(rows.length, code).toBeGreaterThan(0)
    }
  })

  test('lets who has nowhere to charge drive all but what has to be plugged in', () => {
    const rules = bank.topics
      .flatMap(({ questions }) => questions)
      .flatMap((question) => ('options' in question ? question.options : []))
      .filter(({ code }) => code === 'no-place')
      .flatMap(({ evidence }) => evidence.filter(isRule))
    expect(rules).toMatchObject([{ type: 'exclude-codes', attribute: 'fuel', noneOf: ['electric'] }])
  })

  test('has a base catalogue that is read whole, every figure with a source that is listed', () => {
    expect(refused).toEqual([])
    expect(catalogueSchema.parse(catalogue)).toEqual(catalogue)
    expect(catalogue.variants.length).toBeGreaterThanOrEqual(60)
    expect(new Set(catalogue.variants.map(({ id: variantId }) => variantId)).size).toBe(
      catalogue.variants.length,
    )
    const listed = files.sources.map(({ id: sourceId }) => sourceId)
    expect(catalogue.sources.map(({ id: sourceId }) => sourceId)).toEqual(listed.toSorted())
  })

  test('says every figure of its catalogue in every language', () => {
    for (const language of market.languages)
      for (const { figures } of catalogue.variants)
        for (const attribute of attributeNames) {
          const figure = figures[attribute]
          if (figure === undefined) continue
          expect(figureText(attribute, figure, market, language), attribute).not.toMatch(/undefined|NaN|\{/)
        }
  })

  test('has a source for each of its rates, and no source that no rate comes from', () => {
    const named = new Set(market.rates.map(({ source }) => source))
    expect(market.rateSources.map(({ id: sourceId }) => sourceId).filter((one) => !named.has(one))).toEqual(
      [],
    )
    for (const { from, asOf, source } of market.rates) expect([source, from, asOf].includes('')).toBe(false)
  })

  test('has a demo with a price list of vehicles that it knows, made up and saying so', () => {
    const demo = join(packsFolder, id, 'demo')
    expect(existsSync(join(demo, 'three-visits.json'))).toBe(true)
    const figuresText = readFileSync(join(demo, 'price-update.csv'), 'utf8')
    const prices = readCatalogueCsv({ figuresText, sources: [], origin: '', market, language: 'en' })
    if (prices.type !== 'read') throw new Error(prices.reason)
    // One row is wrong, so that the demo shows how it is refused.
    expect(prices.refused).toHaveLength(1)
    const known = new Set(catalogue.variants.map(({ id: variantId }) => variantId))
    expect(prices.catalogue.variants.filter(({ id: variantId }) => !known.has(variantId))).toEqual([])
    for (const { figures } of prices.catalogue.variants)
      for (const figure of Object.values(figures))
        if (figure.type !== 'unknown') expect(figure.source).toMatch(/made up|invented/)
  })
})

test('the kinds of rates that a market has no figure for are these, and no others', () => {
  const empty = listMarkets(packsFolder).map((id) => {
    const { rates, rateKinds } = readMarketPack(packsFolder, id)
    const filled = new Set(rates.map(({ rate }) => rate))
    return [id, rateKinds.map(({ code }) => code).filter((code) => !filled.has(code))]
  })
  expect(Object.fromEntries(empty)).toEqual({
    pk: [
      'freight',
      'plate-fee',
      'insurance-rate',
      'service-cost',
      'bank-markup',
      'ijarah-rent',
      'musharakah-profit',
    ],
    us: [
      'local-sales-tax',
      'destination-charge',
      'registration-fee',
      'insurance-rate',
      'service-interval',
      'service-cost',
      'loan-rate',
    ],
  })
})

test('a rate of the United States goes by the state and the day: Washington raised its tax on vehicles in 2026', () => {
  const { rates } = readMarketPack(packsFolder, 'us')
  const rate = (code: string, state: string, day: string) =>
    rateInForce(rates, code, { state, fuel: 'electric', price: 120_000 }, day)?.value ?? null
  expect(rate('vehicle-sales-tax', 'wa', '2025-12-31')).toBe(0.3)
  expect(rate('vehicle-sales-tax', 'wa', '2026-01-01')).toBe(0.5)
  expect(rate('vehicle-sales-tax', 'tx', '2026-01-01')).toBeNull()
  expect(rate('sales-tax', 'tx', '2026-01-01')).toBe(6.25)
  expect(rate('ev-credit', 'tx', '2025-09-30')).toBe(7500)
  expect(rate('ev-credit', 'tx', '2025-10-01')).toBe(0)
  expect(rate('luxury-tax', 'wa', '2026-06-30')).toBe(8)
  expect(rate('luxury-tax-limit', 'wa', '2026-06-30')).toBe(100_000)
  expect(rate('luxury-tax-limit', 'wa', '2026-07-01')).toBe(102_000)
  expect(rate('luxury-tax-limit', 'wa', '2027-07-01')).toBeNull()
})

/** The languages that a file has any wording in. */
function collectLanguages(json: unknown, into: Set<string>): void {
  if (typeof json !== 'object' || json === null) return
  for (const [key, value] of Object.entries(json)) {
    if ((key === 'en' || key === 'ur') && typeof value === 'string') into.add(key)
    else collectLanguages(value, into)
  }
}
