import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type VariantId, variantIdSchema } from '../ids.ts'
import type { Attribute, Figure } from './attribute.ts'
import type { Variant } from './catalogue.ts'
import { findVehicles, noWishes, type Wishes } from './find-vehicles.ts'
import { searchVehicles } from './search-vehicles.ts'
import { createVehicleIndex } from './vehicle-index.ts'

const known = { source: 'maker', asOf: '2026-07' }
const number = (min: number, max = min): Figure => ({ type: 'number', min, max, ...known })
const code = (...codes: string[]): Figure => ({ type: 'code', codes, ...known })

function variant(id: string, names: string, figures: Partial<Record<Attribute, Figure>>): Variant {
  const [brand = '', model = '', name = ''] = names.split('/')
  return { id: variantIdSchema.parse(id), brand, model, name, figures }
}

const crv = variant('honda/cr-v/touring', 'Honda/CR-V/Touring', {
  body: code('suv'),
  drive: code('all'),
  seats: number(5, 7),
  priceMinor: number(10_900_000),
})
const city = variant('honda/city/1-2l-cvt', 'Honda/City/1.2L CVT', {
  body: code('sedan'),
  fuel: code('petrol'),
  transmission: code('manual', 'automatic'),
  seats: number(5),
  priceMinor: number(4_689_000),
  modelYear: number(2026),
})
const aspire = variant('honda/city/aspire', 'Honda/City/Aspire', {
  body: code('sedan'),
  fuel: code('petrol'),
  seats: number(5),
  priceMinor: number(5_849_000),
})
const alto = variant('suzuki/alto/vxr', 'Suzuki/Alto/VXR', { body: code('hatchback'), seats: number(4) })
const corolla = variant('toyota/corolla/altis', 'Toyota/Corolla/Altis', {
  body: code('sedan'),
  modelYear: number(2024, 2025),
})

const indexOf = (...variants: readonly Variant[]) =>
  createVehicleIndex({ version: '1', sources: [], variants: [...variants] })
const index = indexOf(corolla, aspire, alto, crv, city)

function found(wishes: Partial<Wishes>, of = index) {
  const { fitting, cannotTell, page, isSpelledOtherwise } = findVehicles(of, { ...noWishes, ...wishes })
  const ids = (fit: 'fitting' | 'cannot-tell') =>
    page(fit, 'name', 0, 100).flatMap(({ positions }) => positions.map((at) => of.variants[at]?.id))
  const counts = { fitting: ids('fitting'), cannotTell: ids('cannot-tell') }
  expect([fitting.variants, cannotTell.variants]).toEqual([counts.fitting.length, counts.cannotTell.length])
  return { ...counts, because: cannotTell.because, isSpelledOtherwise }
}

describe('finding vehicles', () => {
  it('without a wish finds all of them, model by model, the newest and then the cheapest variant first', () => {
    expect(found({})).toMatchObject({
      fitting: [city.id, aspire.id, crv.id, alto.id, corolla.id],
      cannotTell: [],
    })
    expect(index.models.map(({ key, from, to }) => [key, to - from])).toEqual([
      ['honda/city', 2],
      ['honda/cr-v', 1],
      ['suzuki/alto', 1],
      ['toyota/corolla', 1],
    ])
  })

  it('reads words as people type them, without hyphens, dots and capitals, in any script', () => {
    expect(found({ words: 'crv' }).fitting).toEqual([crv.id])
    expect(found({ words: 'HONDA ۱.۲ cvt' }).fitting).toEqual([city.id])
    expect(found({ words: 'honda alto' }).fitting).toEqual([])
    const urdu = variant('suzuki/alto/vx', 'Suzuki/Alto آلٹو/VX', {})
    expect(found({ words: 'الٹو' }, indexOf(urdu, city)).fitting).toEqual([urdu.id])
  })

  it('takes words that no name has for what they sound like, and says so', () => {
    expect(found({ words: 'corola' })).toMatchObject({ fitting: [corolla.id], isSpelledOtherwise: true })
    expect(found({ words: 'corolla' })).toMatchObject({ fitting: [corolla.id], isSpelledOtherwise: false })
    expect(found({ words: 'xyz' })).toMatchObject({ fitting: [], isSpelledOtherwise: false })
    expect(found({ words: '!?' }).fitting).toHaveLength(5)
    // All that is left of it is one letter, which many names have.
    expect(found({ words: 'zzz' }).fitting).toEqual([])
  })

  it('a range fits when some of it does, and of several codes one is enough', () => {
    expect(found({ seatsAtLeast: 7 }).fitting).toEqual([crv.id])
    expect(found({ body: ['suv', 'hatchback'] }).fitting).toEqual([crv.id, alto.id])
    expect(found({ transmission: ['manual'], body: ['sedan'], words: 'city' }).fitting).toEqual([city.id])
  })

  it('says which it cannot tell of and why, and never counts a missing figure for or against', () => {
    expect(found({ priceAtMostMinor: 5_000_000 })).toMatchObject({
      fitting: [city.id],
      cannotTell: [alto.id, corolla.id],
      because: [{ attribute: 'priceMinor', variants: 2 }],
    })
    expect(found({ priceAtMostMinor: 5_000_000, seatsAtLeast: 4 }).because).toEqual([
      { attribute: 'priceMinor', variants: 2 },
      { attribute: 'seats', variants: 1 },
    ])
  })

  it('one figure that does not fit is enough to leave a vehicle out, whatever else is not known', () => {
    expect(found({ seatsAtLeast: 5, priceAtMostMinor: 5_000_000, words: 'alto' })).toMatchObject({
      fitting: [],
      cannotTell: [],
      because: [],
    })
  })

  it('keeps to those that are in stock, when that is wished for', () => {
    expect(found({ among: new Set([crv.id, alto.id]) }).fitting).toEqual([crv.id, alto.id])
  })

  it('a code that no vehicle has fits none', () => {
    expect(found({ body: ['coupe'] }).fitting).toEqual([])
  })

  it('orders models by price or by year, those without one last, and cuts them into pages', () => {
    const { page, variantsOf } = findVehicles(index, noWishes)
    const keys = (order: 'price' | 'newest') => page('fitting', order, 0, 9).map(({ model }) => model.key)
    expect(keys('price')).toEqual(['honda/city', 'honda/cr-v', 'suzuki/alto', 'toyota/corolla'])
    expect(keys('newest')).toEqual(['honda/city', 'toyota/corolla', 'honda/cr-v', 'suzuki/alto'])
    expect(page('fitting', 'price', 1, 2).map(({ model }) => model.key)).toEqual([
      'honda/cr-v',
      'suzuki/alto',
    ])
    expect(variantsOf('fitting', 'honda/city')).toEqual([0, 1])
    expect(variantsOf('cannot-tell', 'honda/city')).toEqual([])
    expect(variantsOf('fitting', 'honda/civic')).toBeNull()
  })
})

describe('a few words', () => {
  const meant = (words: string, inStock: readonly VariantId[] = [], limit = 20) =>
    searchVehicles(index, words, { limit, inStock: new Set(inStock) }).map((at) => index.variants[at]?.id)

  it('mean first what they begin, then what is in stock, then the newest', () => {
    expect(meant('c')).toEqual([city.id, corolla.id, aspire.id, crv.id])
    expect(meant('c', [crv.id])).toEqual([crv.id, city.id, corolla.id, aspire.id])
    expect(meant('al')).toEqual([corolla.id, alto.id])
  })

  it('bring no more than is asked for, and nothing for nothing', () => {
    expect(meant('c', [], 2)).toEqual([city.id, corolla.id])
    expect(meant('  ')).toEqual([])
    expect(meant('zzz')).toEqual([])
  })
})

it('finds just what a plain reading of the wishes would, whatever the catalogue and the wishes', () => {
  const figures = fc.record(
    {
      body: fc.subarray(['suv', 'sedan', 'van'], { minLength: 1 }).map((codes) => code(...codes)),
      seats: fc
        .tuple(fc.integer({ min: 2, max: 9 }), fc.nat(2))
        .map(([min, more]) => number(min, min + more)),
      priceMinor: fc.integer({ min: 1, max: 9 }).map((price) => number(price)),
    },
    { requiredKeys: [] },
  )
  const wishes = fc.record({
    words: fc.constantFrom('', 'a', 'b 1', 'a2'),
    body: fc.subarray(['suv', 'sedan', 'coupe']),
    seatsAtLeast: fc.option(fc.integer({ min: 2, max: 9 })),
    priceAtMostMinor: fc.option(fc.integer({ min: 1, max: 9 })),
  })
  fc.assert(
    fc.property(fc.array(figures, { maxLength: 12 }), wishes, (all, some) => {
      const variants = all.map((own, n) =>
        variant(`${n % 2 ? 'a' : 'b'}/m${n % 3}/v${n}`, `${n % 2 ? 'A' : 'B'}/M${n % 3}/V${n}`, own),
      )
      const judged = variants.map((one) => {
        const { body, seats, priceMinor } = one.figures
        const words = some.words.split(' ').filter((word) => word !== '')
        const name = `${one.brand}${one.model}${one.name}`.toLowerCase()
        const tests = [
          words.every((word) => name.includes(word)),
          some.body.length === 0 ||
            (body?.type === 'code' ? body.codes.some((own) => some.body.includes(own)) : null),
          some.seatsAtLeast === null || (seats?.type === 'number' ? seats.max >= some.seatsAtLeast : null),
          some.priceAtMostMinor === null ||
            (priceMinor?.type === 'number' ? priceMinor.min <= some.priceAtMostMinor : null),
        ]
        return {
          id: one.id,
          fit: tests.includes(false) ? 'no' : tests.includes(null) ? 'cannot-tell' : 'yes',
        }
      })
      const expected = (fit: string) =>
        judged
          .filter((one) => one.fit === fit)
          .map(({ id }) => id)
          .toSorted()
      const { fitting, cannotTell } = found(some, indexOf(...variants))
      expect([fitting.toSorted(), cannotTell.toSorted()]).toEqual([expected('yes'), expected('cannot-tell')])
    }),
  )
})
