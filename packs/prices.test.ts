import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readCatalogueCsv } from '../core/catalogue/read-catalogue-csv.ts'
import { businessDaySchema } from '../core/market/business-day.ts'
import type { Language } from '../core/market/language.ts'
import { ratesWithEdits } from '../core/market/rate-edits.ts'
import { onRoadPriceOf } from '../core/pricing/build-on-road-price.ts'
import { chooseFacts } from '../core/pricing/choose-facts.ts'
import { financeGrounds } from '../core/pricing/finance-grounds.ts'
import { financeOfferOf } from '../core/pricing/finance-offer-of.ts'
import { onRoadPriceSchema, vehicleLineCode } from '../core/pricing/on-road-price.ts'
import { knownFacts, type PriceAsked, priceGround } from '../core/pricing/price-ground.ts'
import { plainPriceTerms } from '../core/pricing/price-terms.ts'
import { sayFinance } from '../core/pricing/say-finance.ts'
import { sayPrice } from '../core/pricing/say-price.ts'
import { listMarkets, readBaseCatalogueFiles, readMarketPack, readQuestionBank } from './read-packs.ts'

const packsFolder = fileURLToPath(new URL('.', import.meta.url))
const day = businessDaySchema.parse('2026-11-22')

function openMarket(id: string) {
  const pack = readMarketPack(packsFolder, id)
  const terms = pack.pricing ?? plainPriceTerms
  const reading = readCatalogueCsv({
    ...readBaseCatalogueFiles(packsFolder, pack),
    market: pack,
    language: 'en',
  })
  if (reading.type !== 'read') throw new Error(reading.reason)
  const { variants, sources } = reading.catalogue
  const rates = ratesWithEdits(pack.rates, [])
  const asked = (
    variantId: string,
    facts: PriceAsked['facts'],
    told: PriceAsked['told'] = {},
  ): PriceAsked => {
    const variant = variants.find((one) => one.id === variantId)
    if (!variant) throw new Error(`There is no ${variantId}`)
    return { variant, catalogueSources: sources, rates, pack, terms, facts, told, day }
  }
  const said = (question: PriceAsked, language: Language = 'en') =>
    sayPrice(onRoadPriceOf(priceGround(question)), pack, language)
  return { pack, terms, variants, asked, said, bank: readQuestionBank(packsFolder, pack) }
}

describe.each(listMarkets(packsFolder))('prices of the market %s', (id) => {
  const market = openMarket(id)
  const { pack, terms, variants, bank } = market

  test('ask only questions and options that its bank has', () => {
    const said = terms.facts.flatMap((fact) => fact.said ?? [])
    const noInterest = terms.finance?.interestFree ?? null
    const asked = [
      ...said.map(({ question, codes }) => ({ question, codes: Object.keys(codes) })),
      ...(noInterest ? [noInterest] : []),
    ]
    const questions = bank.topics.flatMap((topic) => topic.questions)
    expect(asked.length).toBeGreaterThan(0)
    for (const { question, codes } of asked) {
      const found = questions.find((one) => one.id === question)
      const options = found && 'options' in found ? found.options.map(({ code }) => code) : []
      expect(codes.filter((code) => !options.includes(code))).toEqual([])
    }
  })

  test('are made of every vehicle and every side, and say each line that is not known by its name', () => {
    for (const variant of variants) {
      const known = knownFacts({ variant, pack, terms, facts: {} }, null)
      const { sides } = chooseFacts({
        terms,
        rateFacts: pack.rateFacts,
        answers: new Map(),
        kept: new Map(),
        chosen: {},
        known,
      })
      for (const { facts } of sides) {
        const price = onRoadPriceOf(priceGround(market.asked(variant.id, facts)))
        const names = price.lines.filter(({ amountMinor }) => amountMinor === null).map(({ name }) => name.en)
        expect(sayPrice(price, pack, 'en').notKnown.map(({ name }) => name)).toEqual(names)
        for (const line of price.lines)
          if (line.amountMinor !== null) expect(line.source?.title ?? '').not.toBe('')
      }
    }
    const [first] = variants
    const whole = onRoadPriceOf(priceGround(market.asked(first?.id ?? '', {})))
    expect(onRoadPriceSchema.parse(whole)).toEqual(whole)
  })

  test('are said in each of its languages, and so is every way to pay', () => {
    const [variant] = variants
    const question = market.asked(variant?.id ?? '', {}, { [vehicleLineCode]: 4_000_000 })
    const wanted = { downPaymentMinor: null, months: null, ratePercentPerYear: {}, toldOn: day }
    const beside = { setAsideBy: null, upFrontMinor: null, isHigherPrice: true }
    for (const language of pack.languages) {
      for (const line of market.said(question, language).lines) expect(line.amountText).not.toBe('')
      for (const ground of financeGrounds(question, 4_000_000, wanted))
        expect(sayFinance(ground, financeOfferOf(ground), beside, pack, language).name).not.toBe('')
    }
  })
})

describe('a sedan in Pakistan', () => {
  const { pack, variants, asked, said } = openMarket('pk')
  const city = (filer: string, region = 'punjab') =>
    said(asked('honda/city/1-2l-cvt', { filer, region, leased: 'no' }))

  test('comes to a whole price for a filer and for who is none, side by side', () => {
    const [yes, no] = [city('yes'), city('no')]
    const amounts = ({ lines }: typeof yes) => lines.map(({ name, amountText }) => [name, amountText])
    expect(amounts(yes)).toEqual([
      ['Ex-factory price, tax inside', 'Rs 4,737,000'],
      ['Freight', 'not known yet'],
      ['Withholding tax on registration', 'Rs 71,055'],
      ['Registration fee', 'Rs 94,740'],
      ['Token tax, first payment', 'Rs 9,474'],
      ['Number plates and card', 'not known yet'],
      ['Insurance or takaful, first year', 'not known yet'],
    ])
    expect(amounts(no)[2]).toEqual(['Withholding tax on registration', 'Rs 213,165'])
    expect(yes.totalText).toBe('Rs 4,912,269')
    expect(no.totalText).toBe('Rs 5,054,379')
    expect(yes.notKnownText).toBe(
      'Not in the total, because not known yet: Freight, Number plates and card, Insurance or takaful, first year.',
    )
    expect(yes.lines[2]).toMatchObject({
      payee: 'Federal Board of Revenue',
      ruleText:
        '1.5 % of the price · Engine over 1,000 cc, up to 1,300 cc · buyer on the active taxpayer list',
      asOfText: 'As of June 2024, 2 years old',
      sourceText: 'The News 1199967, Business Recorder 40365083 (reported, to be confirmed)',
      basisText: 'fixed',
    })
  })

  test('pays its token tax by province, and says where no rate of one is known', () => {
    const alto = said(asked('suzuki/alto/vxr-upgraded', { filer: 'yes', region: 'punjab', leased: 'no' }))
    expect(alto.lines.find(({ code }) => code === 'token-tax')?.amountText).toBe('Rs 20,000')
    expect(city('yes', 'balochistan').notKnown.map(({ code }) => code)).toContain('registration-fee')
  })

  test('pays more tax when it is leased to who is not on the list, and its endorsement', () => {
    const leased = said(asked('honda/city/1-2l-cvt', { filer: 'no', region: 'islamabad', leased: 'yes' }))
    const amountOf = (code: string) => leased.lines.find((line) => line.code === code)?.amountText
    expect([amountOf('lease-withholding-tax'), amountOf('endorsement-fee')]).toEqual([
      'Rs 189,480',
      'Rs 2,000',
    ])
  })

  test('above the limit is said to be for who has filed a return, as a note and not as advice', () => {
    expect(city('no').notes.some(({ sentence }) => sentence.includes('114C'))).toBe(false)
    const dear = said(asked('hyundai/elantra/hybrid', { filer: 'no', region: 'sindh', leased: 'no' }))
    const note = dear.notes.find(({ sentence }) => sentence.includes('114C'))
    expect(note?.sentence).toContain('not as legal advice')
  })

  test('is financed by the rules that are known, up to the most that a bank lends', () => {
    const question = asked('honda/city/1-2l-cvt', { filer: 'yes', region: 'punjab', leased: 'no' })
    const wanted = { downPaymentMinor: null, months: null, ratePercentPerYear: {}, toldOn: day }
    const grounds = financeGrounds(question, 4_737_000, wanted)
    expect(grounds.map(({ mode, downPaymentMinor, months }) => [mode, downPaymentMinor, months])).toEqual([
      ['cash', 4_737_000, 0],
      ['bank-finance', 1_737_000, 36],
      ['ijarah', 1_737_000, 36],
      ['meezan-ijarah', 710_550, 36],
      ['diminishing-musharakah', 1_737_000, 36],
    ])
    const little = financeGrounds(question, 4_737_000, { ...wanted, downPaymentMinor: 500_000, months: 60 })
    expect(little[1]?.limits.filter(({ isBroken }) => isBroken).map(({ type }) => type)).toEqual([
      'down-payment',
      'term',
      'cap',
    ])
  })

  test('is offered by a bank within that bank’s own terms, and who asks for more is told so', () => {
    const wanted = { ratePercentPerYear: {}, toldOn: day, downPaymentMinor: 100_000, months: 96 }
    for (const [variantId, priceMinor, downPaymentMinor] of [
      ['honda/city/1-2l-cvt', 4_737_000, 710_550],
      ['suzuki/alto/vxr-upgraded', 3_000_000, 450_000],
      // What the bank does not finance is paid down.
      ['honda/city/1-2l-cvt', 14_000_000, 4_000_000],
    ] as const) {
      const question = asked(variantId, { filer: 'yes', region: 'punjab', leased: 'no' })
      const product = financeGrounds(question, priceMinor, wanted).find(
        ({ mode }) => mode === 'meezan-ijarah',
      )
      expect(product).toMatchObject({ downPaymentMinor, months: 84, interestFree: true })
      expect(product?.word.en).toBe('rent')
      const limits = product?.limits.filter(({ type }) => type !== 'note') ?? []
      expect(limits.map(({ type, isHeld, isBroken }) => [type, isHeld, isBroken])).toEqual([
        ['down-payment', true, false],
        ['term', true, false],
        ['cap', priceMinor > 10_000_000, false],
      ])
      expect(new Set(limits.map(({ rule }) => rule.source.status))).toEqual(new Set(['disputed']))
      expect(new Set(limits.map(({ rule }) => rule.source.title))).toEqual(
        new Set(['Meezan Bank, car ijarah page']),
      )
    }
  })

  test('of a bank goes by that bank’s rows for every vehicle, those without an engine size too', () => {
    const wanted = { downPaymentMinor: null, months: null, ratePercentPerYear: {}, toldOn: day }
    const ownRates = new Set(
      pack.rates.filter(({ applies }) => applies.includes('financier=')).map(({ rate }) => rate),
    )
    expect(ownRates.size).toBe(3)
    for (const { id } of variants) {
      const grounds = financeGrounds(asked(id, { filer: 'yes', region: 'sindh' }), 6_000_000, wanted)
      const limits = grounds.find(({ mode }) => mode === 'meezan-ijarah')?.limits ?? []
      const own = limits.filter(({ rule }) => ownRates.has(rule.rate))
      expect(new Set(own.map(({ type }) => type))).toEqual(new Set(['down-payment', 'term', 'cap']))
      for (const { rule } of own) expect(rule.applies).toContain('financier=meezan')
    }
  })

  test('tells in words whose limit it is, where it is from and of when', () => {
    const question = asked('honda/city/1-2l-cvt', { filer: 'yes', region: 'punjab', leased: 'no' })
    const wanted = { ratePercentPerYear: {}, toldOn: day, downPaymentMinor: null, months: 96 }
    const beside = { setAsideBy: null, upFrontMinor: null, isHigherPrice: false }
    const notesOf = (code: string) =>
      financeGrounds(question, 4_737_000, wanted)
        .filter(({ mode }) => mode === code)
        .flatMap((ground) => sayFinance(ground, financeOfferOf(ground), beside, pack, 'en').notes)
    expect(notesOf('meezan-ijarah').map(({ sentence }) => sentence)).toContain(
      'Longest term: 7 years · Engine over 1,000 cc · Meezan Bank. This offer stays within that.',
    )
    expect(notesOf('ijarah').find(({ isBroken }) => isBroken)).toMatchObject({
      sentence: 'Longest term: 3 years · Engine over 1,000 cc. What is shown here goes past that.',
      sourceText: 'ProPakistani, September 2021 and May 2022: car finance rules (disputed) · As of May 2022',
    })
  })
})

describe('a car in the United States', () => {
  const { asked, said } = openMarket('us')
  const told = { [vehicleLineCode]: 3_239_500 }

  test('comes to a whole price of a state in cents, and names what is not known', () => {
    const price = said(asked('chevrolet/equinox/awd-1-5', { state: 'ny' }, told))
    expect(price.totalText).toBe('$33,915.80')
    expect(price.lines.find(({ code }) => code === 'sales-tax')?.amountText).toBe('$1,295.80')
    expect(price.notKnown.map(({ name }) => name)).toEqual([
      'Destination charge',
      'Local sales tax',
      'Registration and plates',
    ])
  })

  test('is a range where nobody said which county, and pays its tax on what is above a limit alone', () => {
    const texas = said(asked('chevrolet/equinox/awd-1-5', { state: 'tx' }, told))
    expect(texas.lines.find(({ code }) => code === 'title-fee')?.amountText).toBe('$28 to $33')
    const dear = { [vehicleLineCode]: 11_200_000 }
    const washington = said(asked('chevrolet/equinox/awd-1-5', { state: 'wa' }, dear))
    expect(washington.lines.find(({ code }) => code === 'luxury-tax')?.amountText).toBe('$800')
  })
})
