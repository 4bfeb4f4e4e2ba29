import { expect, test } from 'vitest'
import { preferencesOf } from '../discovery/preferences.ts'
import { answersOf, choices, type GivenAnswer, number, upTo } from '../discovery/test-answers.ts'
import { smallBank } from '../discovery/test-bank.ts'
import { judgeRules } from './judge-rules.ts'
import { prepareCatalogue } from './prepare-catalogue.ts'
import { catalogueOf, type Figures, figure } from './test-vehicles.ts'
import { utilities } from './utility.ts'

/** Boots of 0 to 100 litres in steps of 5, so that the 5th and 95th percentile are 5 and 95 litres. */
const ladder = Object.fromEntries(
  Array.from({ length: 21 }, (_, step) => [`maker/m${step}/a`, { bootLitres: figure(step * 5) }]),
)

/** Utilities by vehicle, without the base weights. */
function utilityOf(vehicles: Readonly<Record<string, Figures>>, ...given: readonly GivenAnswer[]) {
  const bank = { ...smallBank, baseWeights: { source: 'none', byAttribute: {} } }
  const prepared = prepareCatalogue(catalogueOf(vehicles))
  const preferences = preferencesOf(bank, answersOf(...given))
  const values = utilities(prepared, preferences, judgeRules(prepared, preferences))
  return Object.fromEntries(Object.keys(vehicles).map((id, index) => [id, values[index]]))
}

test('an attribute is scaled from the 5th to the 95th percentile, cut at both, a range at its middle', () => {
  const prepared = prepareCatalogue(
    catalogueOf({ ...ladder, 'maker/range/a': { bootLitres: figure(40, 60) } }),
  )
  const scaled = prepared.numbers.get('bootLitres')?.scaled
  expect([scaled?.[0], scaled?.[20]]).toEqual([0, 1])
  expect(scaled?.[10]).toBeCloseTo(0.5, 9)
  expect(scaled?.[21]).toBeCloseTo(0.5, 9)
})

test('where less is better the scale is turned over, and what is not known stands at the median', () => {
  const prices = catalogueOf({
    'maker/a/a': { priceMinor: figure(1_000_000) },
    'maker/b/a': { priceMinor: figure(2_000_000) },
    'maker/c/a': { priceMinor: figure(9_000_000) },
    'maker/d/a': {},
  })
  const column = prepareCatalogue(prices).numbers.get('priceMinor')
  expect(column?.scaled[0]).toBe(1)
  expect(column?.scaled[2]).toBe(0)
  expect(column?.scaled[3]).toBe(column?.scaled[1])
})

test('an attribute that is the same everywhere, or known nowhere, moves no vehicle', () => {
  const prepared = prepareCatalogue(
    catalogueOf({ 'maker/a/a': { seats: figure(5) }, 'maker/b/a': { seats: figure(5) } }),
  )
  expect([...(prepared.numbers.get('seats')?.scaled ?? [])]).toEqual([0.5, 0.5])
  expect([...(prepared.numbers.get('powerHp')?.scaled ?? [])]).toEqual([0.5, 0.5])
})

test('a taste counts by the share of a vehicle’s codes, and by the catalogue’s mean where they are not known', () => {
  const vehicles = {
    'maker/hybrid/a': { fuel: figure('hybrid') },
    'maker/either/a': { fuel: figure('petrol', 'hybrid') },
    'maker/petrol/a': { fuel: figure('petrol') },
    'maker/petrol/b': { fuel: figure('petrol') },
    'maker/unknown/a': {},
  }
  expect(utilityOf(vehicles, { questionId: 'energy.open', value: choices('hybrid') })).toEqual({
    'maker/hybrid/a': 2,
    'maker/either/a': 1,
    'maker/petrol/a': 0,
    'maker/petrol/b': 0,
    'maker/unknown/a': 0.75,
  })
})

test('the budget’s penalty rises from 0 at the budget to 5 at a tenth above it', () => {
  const vehicles = {
    'maker/inside/a': { priceMinor: figure(3_000_000) },
    'maker/at/a': { priceMinor: figure(4_000_000) },
    'maker/above/a': { priceMinor: figure(4_400_000) },
  }
  const values = utilityOf(vehicles, { questionId: 'budget.range', value: upTo(4_000_000) })
  expect(values['maker/inside/a']).toBeCloseTo(0, 9)
  expect(values['maker/at/a']).toBeCloseTo(0, 9)
  expect(values['maker/above/a']).toBeCloseTo(-5, 9)
})

test('a rule that cannot be judged costs by its odds: those of the known, or even ones for a range', () => {
  const vehicles = {
    'maker/seven/a': { seats: figure(7) },
    'maker/five/a': { seats: figure(5) },
    'maker/five/b': { seats: figure(5) },
    'maker/range/a': { seats: figure(5, 7) },
    'maker/unknown/a': {},
  }
  const values = utilityOf(vehicles, { questionId: 'people.seats', value: number(7) })
  expect(values['maker/seven/a']).toBeCloseTo(0, 9)
  expect(values['maker/range/a']).toBeCloseTo(-2.5, 9)
  expect(values['maker/unknown/a']).toBeCloseTo(-2.5, 9)
})
