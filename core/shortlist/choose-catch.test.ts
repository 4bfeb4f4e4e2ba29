import { expect, test } from 'vitest'
import { createBeliefScene } from '../discovery/customer-belief.ts'
import { smallBank } from '../discovery/test-bank.ts'
import { marketUnitsSchema } from '../market/market-units.ts'
import { pakistan } from '../market/test-market.ts'
import { makeShortlist } from './make-shortlist.ts'
import { prepareCatalogue } from './prepare-catalogue.ts'
import { shortlist } from './test-shortlist.ts'
import { catalogueOf, figure } from './test-vehicles.ts'

test('where nothing asked for falls short, the catch is what it is worst at of those shown', () => {
  const cars = catalogueOf({
    'maker/dear/a': { priceMinor: figure(9_000_000), bootLitres: figure(500), seats: figure(5) },
    'maker/fair/a': { priceMinor: figure(5_000_000), bootLitres: figure(400), seats: figure(5) },
    'maker/tiny/a': { priceMinor: figure(2_000_000), bootLitres: figure(100), seats: figure(5) },
  })
  const said = shortlist(cars, []).picks.map((pick) => [pick.model, pick.catch.sentence])
  expect(Object.fromEntries(said)).toEqual({
    tiny: 'Boot 100 L: the lowest of those shown.',
    fair: 'Body: not known.',
    dear: 'Rs 9,000,000 (90 lakh): the highest of those shown.',
  })
})

test('a vehicle shown alone with every figure known has its weakest figure as the catch', () => {
  const known = {
    body: figure('sedan'),
    seats: figure(5),
    bootLitres: figure(400),
    groundClearanceMm: figure(170),
    engineCc: figure(1500),
    fuel: figure('plug-in-hybrid'),
    consumptionKmPerLitre: figure(20),
    electricRangeKm: figure(80),
    batteryKwh: figure(18),
    powerHp: figure(100),
    transmission: figure('automatic'),
    priceMinor: figure(8_000_000),
  }
  const cars = catalogueOf({ 'maker/one/a': known, 'maker/one/b': { ...known, bootLitres: figure(300) } })
  const dearest = catalogueOf({
    'maker/one/a': { ...known, powerHp: figure(90), bootLitres: figure(401) },
    'maker/one/b': { ...known, seats: figure(4) },
  })
  const sentences = [cars, dearest].map((catalogue) => shortlist(catalogue, []).picks[0]?.catch.sentence)
  expect(sentences).toEqual([
    'Rs 8,000,000 (80 lakh): its weakest figure against the rest of the catalogue.',
    'Power 90 hp: its weakest figure against the rest of the catalogue.',
  ])
})

test('where less is said by more, the worst fuel economy is the highest figure', () => {
  const cars = catalogueOf({
    'maker/thrifty/a': { consumptionKmPerLitre: figure(20), body: figure('sedan') },
    'maker/thirsty/a': { consumptionKmPerLitre: figure(8), body: figure('sedan') },
  })
  const weights = { source: 'made up', byAttribute: { consumptionKmPerLitre: 2 } }
  const { picks } = makeShortlist({
    answers: [],
    scene: createBeliefScene({ ...smallBank, baseWeights: weights }, prepareCatalogue(cars)),
    seed: 'test',
    pack: { ...pakistan, units: marketUnitsSchema.parse({ consumption: 'l/100km' }) },
    language: 'en',
  })
  expect(picks.find(({ model }) => model === 'thirsty')?.catch.sentence).toBe(
    'Fuel economy 12.5 l/100 km: the highest of those shown.',
  )
})
