import { describe, expect, it } from 'vitest'
import type { Attribute, Figure } from './attribute.ts'
import { attributeNames } from './attribute.ts'
import { compareVehicles } from './compare-vehicles.ts'
import { attributesAsRead } from './figure-groups.ts'

const known = { source: 'maker', asOf: '2026-07' }
const number = (min: number, max = min): Figure => ({ type: 'number', min, max, ...known })
const code = (...codes: string[]): Figure => ({ type: 'code', codes, ...known })

const compared = (attribute: Attribute, ...figures: readonly (Figure | undefined)[]) => {
  const rows = compareVehicles(figures.map((figure) => ({ figures: figure ? { [attribute]: figure } : {} })))
  expect(rows.map((row) => row.attribute)).toEqual(attributesAsRead)
  const { type, best } = rows.find((row) => row.attribute === attribute) ?? {}
  return [type, best]
}

describe('vehicles compared', () => {
  it('differ where one figure is another, whichever way it is written', () => {
    expect(compared('seats', number(5), number(7))).toEqual(['differs', [1]])
    expect(compared('fuel', code('petrol', 'hybrid'), code('hybrid', 'petrol'))).toEqual(['same', []])
  })

  it('are the same where every source says the same, and not known where none says anything', () => {
    const elsewhere: Figure = { type: 'number', min: 5, max: 5, source: 'importer', asOf: '2025' }
    expect(compared('seats', number(5), elsewhere)).toEqual(['same', []])
    expect(compared('seats', undefined, { type: 'unknown' })).toEqual(['not-known', []])
  })

  it('differ where one is known and the other is not, and then none is best', () => {
    expect(compared('seats', number(5), undefined)).toEqual(['differs', []])
  })

  it('have a best where the direction serves everyone who cares: more room, less money', () => {
    expect(compared('bootLitres', number(300), number(470), number(470))).toEqual(['differs', [1, 2]])
    expect(compared('priceMinor', number(4_000_000), number(5_000_000))).toEqual(['differs', [0]])
    expect(compared('bootLitres', number(300), undefined, number(470))).toEqual(['differs', [2]])
  })

  it('have no best in what is a matter of taste', () => {
    expect(compared('engineCc', number(1000), number(2000))).toEqual(['differs', []])
    expect(compared('body', code('suv'), code('sedan'))).toEqual(['differs', []])
  })

  it('have no best where ranges overlap, and one where they only touch', () => {
    expect(compared('consumptionKmPerLitre', number(12, 16), number(14, 18))).toEqual(['differs', []])
    expect(compared('consumptionKmPerLitre', number(12, 14), number(14, 18))).toEqual(['differs', [1]])
  })

  it('lie apart by the share of the greater figure, whatever the unit', () => {
    const apart = (attribute: Attribute, ...figures: readonly (Figure | undefined)[]) =>
      compareVehicles(figures.map((figure) => ({ figures: figure ? { [attribute]: figure } : {} }))).find(
        (row) => row.attribute === attribute,
      )?.apart
    expect(apart('bootLitres', number(300), number(400))).toBe(0.25)
    expect(apart('airbags', number(0), number(6), undefined)).toBe(1)
    expect(apart('airbags', number(0), undefined)).toBe(0)
    expect(apart('fuel', code('petrol'), code('hybrid'))).toBeGreaterThan(0)
    expect(apart('fuel', code('petrol'), code('petrol'))).toBe(0)
  })
})

it('every attribute is read in one group', () => {
  expect(attributesAsRead.toSorted()).toEqual(attributeNames.toSorted())
})
