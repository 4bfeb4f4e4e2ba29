import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { choices } from '../discovery/test-answers.ts'
import { rateOf } from '../market/test-rates.ts'
import { figure } from '../shortlist/test-vehicles.ts'
import type { CostPartCode } from './cost-part.ts'
import { fiveYearCost } from './five-year-cost.ts'
import { allRates, anyRates, anyVehicle, market, owning, petrolCar, terms, weekRules } from './test-owning.ts'

const part = (code: CostPartCode, ...asked: Parameters<typeof owning>) => {
  const found = fiveYearCost(owning(...asked)).parts.find((known) => known.code === code)
  if (!found) throw new Error(`There is no part ${code}`)
  return found
}
const amount = (...asked: Parameters<typeof part>) => part(...asked).amountMinor
const exactly = (amountMinor: number) => ({ least: amountMinor, most: amountMinor })

test('five years of a car of which everything is known are the sum of five parts', () => {
  const cost = fiveYearCost(owning(petrolCar))
  expect(cost.parts.map(({ code, amountMinor }) => [code, amountMinor])).toEqual([
    ['energy', exactly(1_200_000)],
    ['service', exactly(120_000)],
    // 2 % of 4,000,000, 3,600,000, 3,240,000, 2,916,000 and 2,624,400.
    ['insurance', exactly(327_608)],
    ['tax', exactly(25_000)],
    ['loss', exactly(1_638_040)],
  ])
  expect(cost.totalMinor).toEqual(exactly(3_310_648))
  expect(cost.missing).toEqual([])
  expect(cost.totalText).toContain('33.1')
})

describe('energy', () => {
  test('goes by the town and the open road where the catalogue knows both, weighed by the customer’s week', () => {
    const car = {
      ...petrolCar,
      consumptionCityKmPerLitre: figure(10),
      consumptionHighwayKmPerLitre: figure(20),
    }
    const where = (code: string) => ({ answers: [{ questionId: 'where', value: choices(code) }] })
    expect(amount('energy', car, where('town'))).toEqual(exactly(1_800_000))
    expect(amount('energy', car, where('road'))).toEqual(exactly(900_000))
    expect(amount('energy', car)).toEqual(exactly(1_350_000))
    expect(part('energy', car).formula).toContain('50 % of it in town at 10 km/l')
    expect(part('energy', petrolCar).formula).toContain('one figure for town and open road together')
  })

  test('of a range of figures is a range', () => {
    expect(amount('energy', { ...petrolCar, consumptionKmPerLitre: figure(10, 20) })).toEqual({
      least: 900_000,
      most: 1_800_000,
    })
  })

  test('of an electric car is by the kWh, and not known where it has no place to charge', () => {
    const car = { fuel: figure('electric'), consumptionKwhPer100Km: figure(20) }
    expect(amount('energy', car)).toEqual(exactly(600_000))
    const noPlace = part('energy', car, { answers: [{ questionId: 'plug', value: choices('no') }] })
    expect(noPlace.amountMinor).toBeNull()
    expect(noPlace.formula).toContain('where it would charge')
  })

  test('of an electric car whose use nobody gives is by its battery over its range, and says so', () => {
    const car = { fuel: figure('electric'), batteryKwh: figure(60), electricRangeKm: figure(300) }
    expect(amount('energy', car)).toEqual(exactly(600_000))
    expect(part('energy', car).formula).toContain('20 kWh/100 km (60 kWh over 300 km; what charging loses')
    expect(amount('energy', { fuel: figure('electric'), batteryKwh: figure(60) })).toBeNull()
  })

  test('of a plug-in hybrid is electricity as far as a charge takes it each day, and fuel beyond', () => {
    const car = {
      fuel: figure('plug-in-hybrid'),
      consumptionKmPerLitre: figure(15),
      consumptionKwhPer100Km: figure(20),
      electricRangeKm: figure(20),
    }
    // 20 km on each of 1826.25 days at Rs 10 a kilometre, and the other 23,475 km at Rs 20.
    expect(amount('energy', car)).toEqual(exactly(365_250 + 469_500))
    expect(amount('energy', { ...car, electricRangeKm: figure(100) })).toEqual(exactly(600_000))
    const noPlace = { answers: [{ questionId: 'plug', value: choices('no') }] }
    expect(amount('energy', car, noPlace)).toEqual(exactly(1_200_000))
  })

  test('grows by what is carried, and says so', () => {
    const answers = [{ questionId: 'load', value: choices('goods') }]
    expect(amount('energy', petrolCar, { answers })).toEqual(exactly(1_236_000))
    const { formula, inputs } = part('energy', petrolCar, { answers })
    expect(formula).toContain('3.0 % more fuel for 150 kg')
    expect(inputs.find(({ source }) => source === 'a test')?.text).toBe('2.0 % more for 100 kg')
  })

  test('by a price of fuel that has ended is reckoned all the same, and said to be old', () => {
    const rates = [
      rateOf({ rate: 'fuel-price', unit: 'PKR/l', value: 300, until: '2026-01-31', asOf: '2026-01-01' }),
    ]
    const { amountMinor, inputs, formula } = part('energy', petrolCar, { rates })
    expect(amountMinor).toEqual(exactly(1_200_000))
    expect(inputs.map(({ isOld }) => isOld)).toContain(true)
    expect(formula).toContain('Old, and nothing later is known: Fuel price 2026\u201101\u201101.')
  })

  test('where a fact leaves the price open lies between the rates that may count', () => {
    const pack = {
      ...market,
      ownership: {
        ...terms,
        assumedFacts: [
          { fact: 'home-units', least: 100, most: 400, why: { en: 'So.', ur: 'یوں۔' }, asOf: '2026' },
        ],
      },
    }
    const rates = [
      rateOf({ rate: 'electricity-price', applies: 'home-units<=200', unit: 'PKR/kWh', value: 20 }),
      rateOf({ rate: 'electricity-price', applies: 'home-units>200', unit: 'PKR/kWh', value: 40 }),
    ]
    const car = { fuel: figure('electric'), consumptionKwhPer100Km: figure(20) }
    expect(amount('energy', car, { pack, rates })).toEqual({ least: 240_000, most: 480_000 })
    expect(amount('energy', car, { rates })).toBeNull()
  })
})

describe('what is not known', () => {
  test('is named, with all that is missing for it, and in no total', () => {
    const cost = fiveYearCost(owning({ fuel: figure('petrol') }, { rates: [] }))
    expect(cost.totalMinor).toBeNull()
    expect(cost.missing).toHaveLength(5)
    expect(cost.totalText).toBe('not known')
    expect(cost.parts[0]?.formula).toBe('Not known: Fuel economy, Fuel price.')
    expect(cost.parts[4]?.formula).toBe('Not known: Price, Loss of value.')
  })

  test('of a service is said with how many there would be', () => {
    const rates = allRates.filter(({ rate }) => rate !== 'service-cost')
    const { amountMinor, formula } = part('service', petrolCar, { rates })
    expect(amountMinor).toBeNull()
    expect(formula).toBe('6 services in 5 years, one every 10,000 km. Not known: Cost of a service.')
  })

  test('a part of which something is known to be left out is named too', () => {
    const beside = { tax: { isPart: true, says: { en: 'The plate is not in it.', ur: 'پلیٹ شامل نہیں۔' } } }
    const cost = fiveYearCost(owning(petrolCar, { pack: { ...market, ownership: { ...terms, beside } } }))
    expect(cost.missing).toEqual(['Tax'])
    expect(cost.totalText).toMatch(/not counted: Tax/)
    expect(cost.parts[3]?.formula).toContain('The plate is not in it.')
  })

  test('without questions about the week there is no energy and no service', () => {
    const cost = fiveYearCost(owning(petrolCar, { rules: undefined }))
    expect(cost.parts.map(({ amountMinor }) => amountMinor === null)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
  })
})

describe('loss of value', () => {
  const { valueLossPercentPerYear: _, ...without } = petrolCar
  const resale = [
    {
      make: 'MAKER',
      model: 'model',
      lossPercentPerYear: 20,
      adverts: 300,
      modelYears: 8,
      weightedR2: 0.95,
      source: { id: 'ads', title: 'Adverts', collected: '2023', status: 'reported' as const, note: '' },
      asOf: '2023',
    },
  ]

  test('goes by the catalogue where it says, else by what the market has for the make and model, else by nothing', () => {
    const pack = { ...market, resale }
    expect(amount('loss', petrolCar, { pack })).toEqual(exactly(1_638_040))
    expect(amount('loss', without, { pack })).toEqual(exactly(2_689_280))
    expect(amount('loss', without)).toBeNull()
    const source = part('loss', without, { pack }).inputs.at(-1)?.source
    expect(source).toBe(
      'Adverts (reported, to be confirmed). 300 adverts of 8 model years, R² 0.95; generations and trims together.',
    )
  })
})

test('a part that is known in part is said to be more, and so is the total', () => {
  const beside = {
    tax: { isPart: true, says: { en: 'The county asks for more.', ur: 'کاؤنٹی الگ لیتی ہے۔' } },
  }
  const pack = { ...market, ownership: { ...terms, beside } }
  const tax = part('tax', petrolCar, { pack })
  expect(tax.amountMinor).toEqual(exactly(25_000))
  expect(tax.text).toMatch(/ and more$/)
  const { missing, amountText } = fiveYearCost(owning(petrolCar, { pack }))
  expect(missing).toEqual([tax.name])
  expect(amountText).toMatch(/ and more$/)
})

test('everything is said in Urdu as well, and no word is left out', () => {
  const { parts, sentence } = fiveYearCost(owning(petrolCar, { language: 'ur' }))
  for (const text of [sentence, ...parts.map(({ formula }) => formula)]) {
    expect(text).toMatch(/\p{Script=Arabic}/u)
    expect(text).not.toMatch(/undefined|NaN|\{/)
  }
})

const anyDistances = fc.record({
  km: fc.integer({ min: 0, max: 5000 }),
  more: fc.integer({ min: 0, max: 3000 }),
})
const { facts } = weekRules
const driving = (km: number) => ({
  rules: {
    ...weekRules,
    facts: { ...facts, kmAMonth: { ...facts.kmAMonth, assumed: { ...facts.kmAMonth.assumed, value: km } } },
  },
})

test('the parts sum to the total, and a part that is not known never makes a total look whole', () => {
  fc.assert(
    fc.property(anyVehicle, anyRates, (figures, rates) => {
      const cost = fiveYearCost(owning(figures, { rates }))
      const known = cost.parts.flatMap(({ amountMinor }) => amountMinor ?? [])
      for (const end of ['least', 'most'] as const)
        expect(cost.totalMinor?.[end] ?? 0).toBe(known.reduce((sum, one) => sum + one[end], 0))
      for (const { least, most } of known) {
        expect(Number.isSafeInteger(least) && Number.isSafeInteger(most)).toBe(true)
        expect(0 <= least && least <= most).toBe(true)
      }
      const unknown = cost.parts.filter(({ amountMinor }) => amountMinor === null)
      expect(cost.missing).toEqual(unknown.map(({ name }) => name))
      if (known.length === 0) expect(cost.totalMinor).toBeNull()
      else for (const { name } of unknown) expect(cost.totalText).toContain(name)
    }),
    { numRuns: 100 },
  )
})

test('more kilometres never cost less energy', () => {
  fc.assert(
    fc.property(anyVehicle, anyRates, anyDistances, (figures, rates, { km, more }) => {
      const few = amount('energy', figures, { rates, ...driving(km) })
      const many = amount('energy', figures, { rates, ...driving(km + more) })
      expect(few === null).toBe(many === null)
      if (few === null || many === null) return
      expect(many.least).toBeGreaterThanOrEqual(few.least)
      expect(many.most).toBeGreaterThanOrEqual(few.most)
    }),
    { numRuns: 100 },
  )
})
