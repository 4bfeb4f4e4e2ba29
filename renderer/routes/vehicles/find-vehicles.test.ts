import { describe, expect, it } from 'vitest'
import type { Attribute, Figure } from '../../../core/catalogue/attribute.ts'
import { variantIdSchema } from '../../../core/ids.ts'
import { codesOf, findVehicles, modelsOf, noWishes, type Vehicle } from './find-vehicles.ts'

const known = { source: 'maker', asOf: '2026-07' }
const number = (min: number, max = min): Figure => ({ type: 'number', min, max, ...known })
const code = (...codes: string[]): Figure => ({ type: 'code', codes, ...known })
const unknown: Figure = { type: 'unknown' }

function vehicle(slug: string, names: string, figures: Partial<Record<Attribute, Figure>>): Vehicle {
  const [brand = '', model = '', name = ''] = names.split('/')
  return {
    id: variantIdSchema.parse(slug),
    brand,
    model,
    name,
    body: null,
    priceText: null,
    lines: (['body', 'fuel', 'seats', 'priceMinor'] as const).map((attribute) => {
      const figure = figures[attribute] ?? unknown
      return { attribute, label: attribute, text: attribute, provenance: null, figure }
    }),
  }
}

const crv = vehicle('honda/cr-v/touring', 'Honda/CR-V/Touring', {
  body: code('suv'),
  seats: number(5, 7),
  priceMinor: number(10_900_000),
})
const city = vehicle('honda/city/1-2l-cvt', 'Honda/City/1.2L CVT', {
  body: code('sedan'),
  fuel: code('petrol'),
  seats: number(5),
  priceMinor: number(4_689_000),
})
const alto = vehicle('suzuki/alto/vxr', 'Suzuki/Alto/VXR', { body: code('hatchback'), seats: number(4) })
const all = [crv, city, alto]

describe('finding vehicles', () => {
  it('without a wish shows all of them', () => {
    expect(findVehicles(all, noWishes)).toEqual({ fitting: all, cannotTell: [] })
  })

  it('reads words as people type them, without hyphens, dots and capitals', () => {
    expect(findVehicles(all, { ...noWishes, words: 'crv' }).fitting).toEqual([crv])
    expect(findVehicles(all, { ...noWishes, words: 'HONDA 1.2 cvt' }).fitting).toEqual([city])
    expect(findVehicles(all, { ...noWishes, words: 'honda alto' }).fitting).toEqual([])
  })

  it('a range fits when some of it does', () => {
    expect(findVehicles(all, { ...noWishes, seatsAtLeast: 7 }).fitting).toEqual([crv])
  })

  it('says which it cannot tell of, and never counts a missing figure for or against', () => {
    expect(findVehicles(all, { ...noWishes, priceAtMostMinor: 5_000_000 })).toEqual({
      fitting: [city],
      cannotTell: [alto],
    })
  })

  it('one figure that does not fit is enough to leave a vehicle out, whatever else is not known', () => {
    const wishes = { ...noWishes, seatsAtLeast: 5, priceAtMostMinor: 5_000_000 }
    expect(findVehicles(all, wishes)).toEqual({ fitting: [city], cannotTell: [] })
  })
})

it('the codes to choose from are those that some vehicle has, each once', () => {
  const both = vehicle('kia/sorento/3-5', 'Kia/Sorento/3.5', { fuel: code('petrol', 'hybrid') })
  expect(codesOf([both, city, alto], 'fuel')).toEqual(['petrol', 'hybrid'])
})

it('variants of one model stand together', () => {
  const aspire = vehicle('honda/city/aspire', 'Honda/City/Aspire', {})
  expect(modelsOf([city, alto, aspire]).map(({ model, variants }) => [model, variants.length])).toEqual([
    ['City', 2],
    ['Alto', 1],
  ])
})
