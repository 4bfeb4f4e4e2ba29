import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { catalogueVersion } from '../catalogue/catalogue-version.ts'
import { readRows } from '../catalogue/test-catalogue.ts'
import { variantIdSchema } from '../ids.ts'
import { businessDaySchema } from '../market/business-day.ts'
import { type StockFields, stockFieldNames } from './plan-stock.ts'
import { planOf } from './test-plan.ts'
import { undoCatalogueImport, undoStockImport } from './undo.ts'

const before = readRows(
  'Honda,City,1.2L CVT,price,4737000,PKR,old list,2026-01',
  'Honda,City,1.2L CVT,seats,5,persons,maker,2026',
  'Toyota,Yaris,GLI,price,4649000,PKR,maker,2026',
).catalogue
const header = 'brand,model,variant,priceMinor,seats'
const after = planOf(`${header}\nHonda,City,1.2L CVT,50 lacs,7\nKia,Rio,EX,45 lacs,5\n`, before).catalogue()

describe('an import of vehicles taken back', () => {
  it('with nothing in between leaves the catalogue as it was before', () => {
    const undo = undoCatalogueImport({ before, after, now: after })
    expect(undo).toMatchObject({ goesBack: 4, stays: [] })
    expect(undo.catalogue).toEqual(before)
  })

  it('leaves what was changed since, and names it', () => {
    const now = planOf(
      `${header},source\nHonda,City,1.2L CVT,52 lacs,7,list\nKia,Rio,EX,46 lacs,,list\n`,
      after,
    )
    const undo = undoCatalogueImport({ before, after, now: now.catalogue() })
    expect(undo.stays).toMatchObject([
      {
        variantId: 'honda/city/1-2l-cvt',
        name: 'Honda City 1.2L CVT',
        attribute: 'priceMinor',
        before: { min: 4_737_000 },
        after: { min: 5_000_000 },
        now: { min: 5_200_000 },
      },
      { variantId: 'kia/rio/ex', attribute: 'priceMinor', before: undefined },
    ])
    const [city, rio] = undo.catalogue.variants
    expect(city?.figures).toMatchObject({
      priceMinor: { min: 5_200_000 },
      seats: { min: 5, source: 'maker' },
    })
    expect(rio?.figures).toEqual({ priceMinor: expect.objectContaining({ min: 4_600_000 }) })
  })

  it('leaves vehicles of later imports alone, and those out that were taken out', () => {
    const later = planOf(`${header}\nFord,Escape,S,90 lacs,5\n`, after).catalogue()
    const variants = later.variants.filter(({ brand }) => brand !== 'Toyota')
    const content = { variants, sources: later.sources }
    const undo = undoCatalogueImport({
      before,
      after,
      now: { version: catalogueVersion(content), ...content },
    })
    expect(undo.catalogue.variants.map(({ brand }) => brand)).toEqual(['Ford', 'Honda'])
    expect(undo.catalogue.version).toBe(catalogueVersion(undo.catalogue))
  })

  it('does not bring back what an import made that was itself taken back since', () => {
    const later = planOf(`${header},source\nHonda,City,1.2L CVT,52 lacs,8,B\nKia,Rio,EX,46 lacs,6,B\n`, after)
    const made = later.catalogue()
    // The first is taken back while the second stands on it: nothing of it goes back.
    const first = undoCatalogueImport({ before, after, now: made, madeAt: 1 })
    expect(first).toMatchObject({ goesBack: 0, stays: { length: 4 } })
    const step = { before, after, madeAt: 1, undoneAt: 3 }
    const of = { before: after, after: made, now: first.catalogue, madeAt: 2 }
    expect(undoCatalogueImport({ ...of, earlier: [step] }).catalogue).toEqual(before)
    // Where it was taken back before the second was made, what the second was made from is of somebody else.
    expect(undoCatalogueImport({ ...of, madeAt: 4, earlier: [step] }).catalogue).toEqual(after)
  })

  it('of the very first catalogue leaves none of it', () => {
    const first = planOf(`${header}\nKia,Rio,EX,45 lacs,5\n`).catalogue()
    expect(undoCatalogueImport({ before: null, after: first, now: first }).catalogue).toMatchObject({
      variants: [],
      sources: [],
    })
  })

  it('gives the catalogue before, whatever was imported, and leaves what came later where nothing was the same', () => {
    const cell = fc.constantFrom('45 lacs', '50 lacs', '')
    const row = fc.tuple(
      fc.constantFrom('Honda,City,1.2L CVT', 'Kia,Rio,EX', 'Honda,City,'),
      cell,
      fc.constantFrom('5', '7', '-'),
    )
    const file = fc
      .array(row, { maxLength: 4 })
      .map((rows) => [header, 'Ford,Escape,S,90 lacs,5', ...rows].join('\n'))
    const taken = (steps: { before: Catalogue; after: Catalogue; now: Catalogue }) =>
      undoCatalogueImport(steps).catalogue
    fc.assert(
      fc.property(file, file, (one, other) => {
        const made = planOf(one, before).catalogue()
        expect(taken({ before, after: made, now: made })).toEqual(before)
        const now = planOf(other, made, { priceMinor: { unit: 'PKR' } }).catalogue()
        const undone = undoCatalogueImport({ before, after: made, now })
        // Figure by figure: gone back, or as it is now.
        for (const variant of undone.catalogue.variants)
          for (const [attribute, figure] of Object.entries(variant.figures)) {
            const of = (catalogue: Catalogue) =>
              Object.entries(catalogue.variants.find(({ id }) => id === variant.id)?.figures ?? {}).find(
                ([name]) => name === attribute,
              )?.[1]
            expect([of(before), of(now)]).toContainEqual(figure)
          }
        expect(undoCatalogueImport({ before, after: made, now: undone.catalogue }).catalogue.version).toBe(
          undone.catalogue.version,
        )
      }),
      { numRuns: 60 },
    )
  })
})

describe('an import of stock taken back', () => {
  const car = (changed: Partial<StockFields>): StockFields => ({
    variantId: variantIdSchema.parse('honda/city/1-5l'),
    number: 'NZE141-6012345',
    colour: 'white',
    place: 'Karachi',
    state: 'in-transit',
    arrivedOn: null,
    expectedOn: null,
    ...changed,
  })
  const made = car({ colour: 'red', state: 'in-stock', arrivedOn: businessDaySchema.parse('2026-03-15') })

  it('sets each field back that still is as the import made it', () => {
    const undo = undoStockImport({
      before: car({}),
      after: made,
      now: { ...made, colour: 'blue', place: 'Lahore' },
    })
    expect(undo).toEqual({
      type: 'set',
      fields: car({ colour: 'blue', place: 'Lahore' }),
      goesBack: ['state', 'arrivedOn'],
      stays: ['colour'],
    })
  })

  it('takes out a car that it brought, unless it was changed since or is out already', () => {
    expect(undoStockImport({ before: null, after: made, now: made })).toEqual({ type: 'remove' })
    expect(undoStockImport({ before: null, after: made, now: null })).toEqual({ type: 'nothing' })
    expect(undoStockImport({ before: null, after: made, now: { ...made, state: 'sold' } })).toEqual({
      type: 'stays',
      stays: ['state'],
    })
  })

  it('does not bring back what an import made that was itself taken back since', () => {
    const sold = car({ ...made, colour: 'blue' })
    const of = { before: made, after: sold, now: sold, madeAt: 2 }
    const earlier = [{ before: car({}), after: made, madeAt: 1, undoneAt: 3 }]
    expect(undoStockImport({ ...of, earlier })).toMatchObject({ fields: { colour: 'white' } })
    expect(undoStockImport({ ...of, madeAt: 4, earlier })).toMatchObject({ fields: { colour: 'red' } })
    const added = [{ before: null, after: made, madeAt: 1, undoneAt: 3 }]
    expect(undoStockImport({ ...of, earlier: added })).toEqual({ type: 'remove' })
  })

  it('does nothing where somebody set it back already', () => {
    expect(undoStockImport({ before: car({}), after: made, now: car({}) })).toEqual({ type: 'nothing' })
  })

  it('gives the car before, whatever was changed, when nothing came in between', () => {
    const colour = fc.constantFrom('white', 'red', '')
    const state = fc.constantFrom('in-stock', 'in-transit', 'sold')
    const any = fc.record({ colour, state, place: colour }).map((changed) => car(changed))
    fc.assert(
      fc.property(any, any, any, (was, became, now) => {
        const undo = undoStockImport({ before: was, after: became, now: became })
        expect(undo.type === 'set' ? undo.fields : became).toEqual(was)
        const later = undoStockImport({ before: was, after: became, now })
        const fields = later.type === 'set' ? later.fields : now
        for (const field of stockFieldNames) expect([was[field], now[field]]).toContain(fields[field])
      }),
    )
  })
})
