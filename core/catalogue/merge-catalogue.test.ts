import { describe, expect, it } from 'vitest'
import { mergeCatalogue } from './merge-catalogue.ts'
import { readRows } from './test-catalogue.ts'

const inUse = readRows(
  'Honda,City,1.2L CVT,price,4737000,PKR,old list,2026-01',
  'Honda,City,1.2L CVT,seats,5,persons,maker,2026',
  'Toyota,Yaris,GLI,price,4649000,PKR,maker,2026',
).catalogue
const imported = readRows(
  'HONDA,city,1.2l cvt,price,4800000,PKR,new list,2026-05',
  'Honda,City,1.5L,price,6069000,PKR,new list,2026-05',
).catalogue

describe('an import into the catalogue in use', () => {
  const merged = mergeCatalogue(inUse, imported)

  it('replaces the figures it brings, adds its vehicles and leaves the rest', () => {
    expect(merged.variants.map(({ id }) => id)).toEqual([
      'honda/city/1-2l-cvt',
      'honda/city/1-5l',
      'toyota/yaris/gli',
    ])
    expect(merged.variants[0]).toMatchObject({
      name: '1.2L CVT',
      figures: {
        priceMinor: { min: 4_800_000, source: 'new list', asOf: '2026-05' },
        seats: { min: 5, source: 'maker' },
      },
    })
    expect(merged.variants[2]).toEqual(inUse.variants[1])
  })

  it('keeps the sources that figures still name and drops the others', () => {
    expect(merged.sources.map(({ id }) => id)).toEqual(['maker', 'new list'])
  })

  it('has a version of its own, and none new when the same import comes again', () => {
    expect(new Set([inUse.version, imported.version, merged.version]).size).toBe(3)
    expect(mergeCatalogue(merged, imported)).toEqual(merged)
    expect(mergeCatalogue(inUse, inUse)).toEqual(inUse)
  })
})
