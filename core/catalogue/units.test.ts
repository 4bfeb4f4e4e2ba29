import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { marketUnitsSchema } from '../market/market-units.ts'
import { attributeNames, attributes } from './attribute.ts'
import {
  type FiledUnit,
  fromCanonical,
  isMeasured,
  isReadInverse,
  type MeasuredAttribute,
  toCanonical,
  unitRead,
  unitsOf,
} from './units.ts'

const metric = marketUnitsSchema.parse({})
const measured = attributeNames.filter(isMeasured)
const one = (value: number) => ({ min: value, max: value })
const unitOfAttribute = fc
  .constantFrom(...measured)
  .chain((attribute) => fc.tuple(fc.constant(attribute), fc.constantFrom(...unitsOf(attribute))))
const range = fc
  .tuple(fc.double({ min: 0.01, max: 1e6, noNaN: true }), fc.double({ min: 0.01, max: 1e6, noNaN: true }))
  .map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }))

describe('units', () => {
  it.each<[MeasuredAttribute, number, FiledUnit, number]>([
    ['consumptionKmPerLitre', 8, 'l/100km', 12.5],
    ['consumptionKmPerLitre', 30, 'mpg-us', 12.754311],
    ['consumptionKmPerLitre', 36, 'mpg-uk', 12.744223],
    ['electricRangeKm', 250, 'mi', 402.336],
    ['topSpeedKmh', 100, 'mph', 160.9344],
    ['bootLitres', 13, 'cu-ft', 368.119006],
    ['tankLitres', 12, 'gal-us', 45.424941],
    ['tankLitres', 10, 'gal-uk', 45.4609],
    ['groundClearanceMm', 7, 'in', 177.8],
    ['lengthMm', 4.2, 'm', 4200],
    ['powerHp', 100, 'ps', 98.632007],
    ['powerHp', 100, 'kW', 134.102209],
    ['torqueNm', 100, 'lb-ft', 135.581795],
    ['kerbWeightKg', 2000, 'lb', 907.18474],
    ['engineCc', 1.5, 'engine-l', 1500],
    ['consumptionKwhPer100Km', 165, 'Wh/km', 16.5],
    ['consumptionKwhPer100Km', 30, 'kWh/100mi', 18.641136],
    ['consumptionKwhPer100Km', 100, 'mpge', 20.943316],
    ['chargingHours', 45, 'min', 0.75],
  ])('%s: %d %s', (attribute, value, unit, canonical) => {
    expect(unitsOf(attribute)).toContain(unit)
    expect(toCanonical(one(value), unit).min).toBeCloseTo(canonical, 5)
  })

  it('go to and fro, whichever unit, and keep the lesser end first', () => {
    fc.assert(
      fc.property(unitOfAttribute, range, ([, unit], given) => {
        const there = toCanonical(given, unit)
        const back = fromCanonical(there, unit)
        expect(there.min).toBeLessThanOrEqual(there.max)
        expect(back.min / given.min).toBeCloseTo(1, 12)
        expect(back.max / given.max).toBeCloseTo(1, 12)
      }),
    )
  })

  it('leave what comes in the unit that is kept as it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...measured), range, (attribute, given) => {
        const [kept] = unitsOf(attribute)
        if (kept === undefined) throw new Error(`${attribute} has no unit`)
        expect(toCanonical(given, kept)).toEqual(given)
        expect(fromCanonical(given, kept)).toEqual(given)
      }),
    )
  })
})

test('every number but the price is measured, and no code is', () => {
  expect(measured).toEqual(
    attributeNames.filter((name) => attributes[name].kind === 'number' && name !== 'priceMinor'),
  )
})

describe('what a market reads', () => {
  it('is metric where its pack does not say', () => {
    for (const attribute of measured) expect(unitRead(attribute, metric)).toBe(unitsOf(attribute)[0])
  })

  it('is a unit of the same quantity, whichever it chooses', () => {
    const { shape } = marketUnitsSchema
    const choices = fc.record({
      distance: fc.constantFrom(...shape.distance.unwrap().options),
      consumption: fc.constantFrom(...shape.consumption.unwrap().options),
      energy: fc.constantFrom(...shape.energy.unwrap().options),
      volume: fc.constantFrom(...shape.volume.unwrap().options),
      fuel: fc.constantFrom(...shape.fuel.unwrap().options),
      length: fc.constantFrom(...shape.length.unwrap().options),
      power: fc.constantFrom(...shape.power.unwrap().options),
      torque: fc.constantFrom(...shape.torque.unwrap().options),
      mass: fc.constantFrom(...shape.mass.unwrap().options),
    })
    fc.assert(
      fc.property(choices, fc.constantFrom(...measured), (units, attribute) => {
        expect(unitsOf(attribute)).toContain(unitRead(attribute, units))
      }),
    )
  })

  it('turns round in litres a hundred kilometres, and not for the price', () => {
    const units = marketUnitsSchema.parse({ consumption: 'l/100km' })
    expect(isReadInverse('consumptionKmPerLitre', units)).toBe(true)
    expect(isReadInverse('consumptionKmPerLitre', metric)).toBe(false)
    expect(isReadInverse('priceMinor', units)).toBe(false)
  })
})
