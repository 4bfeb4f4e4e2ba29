import fc from 'fast-check'
import { variantSchema } from '../catalogue/catalogue.ts'
import { type OwnWeekRules, ownWeekOf, ownWeekSchema } from '../discovery/own-week.ts'
import { answersOf, type GivenAnswer } from '../discovery/test-answers.ts'
import type { Language } from '../market/language.ts'
import type { MarketPack } from '../market/market-pack.ts'
import type { Rate } from '../market/rate.ts'
import { pakistan } from '../market/test-market.ts'
import { rateOf } from '../market/test-rates.ts'
import { type Figures, figure } from '../shortlist/test-vehicles.ts'
import { ownershipTermsSchema } from './ownership-terms.ts'
import type { OwningAsked } from './owning-asked.ts'

const why = { en: 'Assumed for the test.', ur: 'ٹیسٹ کے لیے فرض کیا گیا۔' }
const assumed = (value: number) => ({ value, why, asOf: '2026' })

/** A week that two questions tell of: 1,000 km a month, half of it in town, where nobody said anything. */
export const weekRules: OwnWeekRules = ownWeekSchema.parse({
  facts: {
    kmAMonth: { assumed: assumed(1000), gives: [{ question: 'far', codes: { little: 200, much: 3000 } }] },
    cityShare: { assumed: assumed(0.5), gives: [{ question: 'where', codes: { town: 1, road: 0 } }] },
    loadKg: {
      assumed: assumed(0),
      combine: 'sum',
      gives: [
        { question: 'load', codes: { goods: 150 } },
        { question: 'people', times: 75 },
      ],
    },
    homeCharging: { assumed: assumed(1), gives: [{ question: 'plug', codes: { yes: 1, no: 0 } }] },
  },
  load: { percentPerKg: 0.02, source: 'a test', asOf: '2026' },
})

export const terms = ownershipTermsSchema.parse({
  roundToMinor: 1,
  fuelPrice: 'fuel-price',
  electricityPrice: 'electricity-price',
  service: { interval: 'service-interval', cost: 'service-cost' },
  insurance: ['insurance-rate'],
  tax: ['token-tax', 'token-tax-lifetime'],
})

/** Petrol at 300, electricity at 50, a service of 20,000 every 10,000 km, insurance at 2 %, a token tax of 5,000. */
export const allRates: readonly Rate[] = [
  rateOf({ rate: 'fuel-price', unit: 'PKR/l', value: 300 }),
  rateOf({ rate: 'electricity-price', unit: 'PKR/kWh', value: 50 }),
  rateOf({ rate: 'service-interval', unit: 'km', value: 10_000 }),
  rateOf({ rate: 'service-cost', unit: 'PKR', value: 20_000 }),
  rateOf({ rate: 'insurance-rate', unit: 'percent/year', value: 2 }),
  rateOf({ rate: 'token-tax', unit: 'PKR/year', value: 5000 }),
]

export const market: MarketPack = {
  ...pakistan,
  ownership: terms,
  rates: [],
  rateSources: [{ id: 'gazette', title: 'The Gazette', collected: '2026', status: 'confirmed', note: '' }],
  resale: [],
}

/** A petrol car of 4,000,000 with everything known that five years of it take. */
export const petrolCar: Figures = {
  fuel: figure('petrol'),
  consumptionKmPerLitre: figure(15),
  priceMinor: figure(4_000_000),
  valueLossPercentPerYear: figure(10),
}

export function owning(
  figures: Figures,
  given: {
    readonly answers?: readonly GivenAnswer[]
    readonly rates?: readonly Rate[]
    readonly pack?: MarketPack
    readonly facts?: OwningAsked['facts']
    readonly rules?: OwnWeekRules | undefined
    readonly language?: Language
    readonly day?: string
  } = {},
): OwningAsked {
  const { rates = allRates, pack = market, facts = {}, language = 'en', day = '2026-11-22' } = given
  return {
    variant: variantSchema.parse({
      id: 'maker/model/trim',
      brand: 'Maker',
      model: 'Model',
      name: 'Trim',
      figures,
    }),
    sources: [{ id: 'paper', title: 'The maker’s paper', collected: '2026', status: 'confirmed', note: '' }],
    rates: rates.map((rate) => ({ ...rate, setBy: null })),
    pack,
    week: ownWeekOf('rules' in given ? given.rules : weekRules, answersOf(...(given.answers ?? []))),
    bank: { topics: [] },
    facts,
    day,
    language,
  }
}

const anySpan = (min: number, max: number) =>
  fc
    .tuple(fc.integer({ min, max }), fc.integer({ min, max }))
    .map((ends) => figure(Math.min(...ends), Math.max(...ends)))
const orUnknown = <T>(known: fc.Arbitrary<T>) => fc.option(known, { nil: undefined, freq: 4 })

/** Any vehicle, with ranges and gaps, of any fuel. */
export const anyVehicle: fc.Arbitrary<Figures> = fc
  .record({
    fuel: orUnknown(
      fc.constantFrom(
        figure('petrol'),
        figure('diesel'),
        figure('hybrid'),
        figure('electric'),
        figure('plug-in-hybrid'),
        figure('petrol', 'hybrid'),
        figure('petrol', 'electric'),
      ),
    ),
    consumptionKmPerLitre: orUnknown(anySpan(5, 30)),
    consumptionCityKmPerLitre: orUnknown(anySpan(5, 30)),
    consumptionHighwayKmPerLitre: orUnknown(anySpan(5, 30)),
    consumptionKwhPer100Km: orUnknown(anySpan(10, 30)),
    electricRangeKm: orUnknown(anySpan(20, 600)),
    engineCc: orUnknown(anySpan(600, 4000)),
    priceMinor: orUnknown(anySpan(1_000_000, 40_000_000)),
    valueLossPercentPerYear: orUnknown(anySpan(0, 30)),
  })
  .map((figures): Figures => {
    const known = Object.entries(figures).filter(([, value]) => value !== undefined)
    return Object.fromEntries(known)
  })

/** Some of the rates above, and others of their kinds for some engines alone. */
export const anyRates: fc.Arbitrary<readonly Rate[]> = fc.subarray([
  ...allRates,
  rateOf({
    rate: 'token-tax',
    applies: 'engineCc>1000',
    unit: 'percent/year',
    value: 0.2,
    from: '2026-02-01',
  }),
  rateOf({ rate: 'token-tax-lifetime', applies: 'engineCc<=1000', unit: 'PKR', value: 20_000 }),
  rateOf({ rate: 'fuel-price', applies: 'fuel=diesel', unit: 'PKR/l', value: 320, until: '2026-03-01' }),
])
