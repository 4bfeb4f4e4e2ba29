import fc from 'fast-check'
import { type Attribute, attributeNames, attributes, type Figure } from '../catalogue/attribute.ts'
import { type Catalogue, catalogueSchema } from '../catalogue/catalogue.ts'

const source = { source: 'paper', asOf: '2026-01' } as const

/** A figure known exactly, as a range, or as codes. */
export function figure(...values: readonly (number | string)[]): Figure {
  const numbers = values.filter((value) => typeof value === 'number')
  if (numbers.length > 0)
    return { type: 'number', min: Math.min(...numbers), max: Math.max(...numbers), ...source }
  return { type: 'code', codes: values.map(String), ...source }
}

export type Figures = Partial<Record<Attribute, Figure>>

/** A catalogue of variants named `maker/model/trim`. */
export function catalogueOf(vehicles: Readonly<Record<string, Figures>>): Catalogue {
  return catalogueSchema.parse({
    version: 'small-1',
    variants: Object.entries(vehicles).map(([id, figures]) => {
      const [brand, model, name] = id.split('/')
      return { id, brand, model, name, figures }
    }),
    sources: [
      { id: 'paper', title: 'The maker’s paper', collected: '2026-01', status: 'confirmed', note: '' },
    ],
  })
}

/** Any catalogue of up to four models with up to three trims each, with ranges, several codes and gaps. */
export const anyCatalogue: fc.Arbitrary<Catalogue> = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 3 })), {
    selector: ([model, trim]) => `${model}/${trim}`,
    maxLength: 12,
  })
  .chain((names) => fc.tuple(fc.constant(names), fc.array(anyFigures(), { minLength: 12, maxLength: 12 })))
  .map(([names, figures]) =>
    catalogueOf(
      Object.fromEntries(names.map(([model, trim], i) => [`maker/m${model}/t${trim}`, figures[i] ?? {}])),
    ),
  )

const spans: Readonly<Partial<Record<Attribute, readonly [number, number]>>> = {
  seats: [2, 9],
  groundClearanceMm: [120, 280],
  priceMinor: [2_000_000, 30_000_000],
}

function anyFigures(): fc.Arbitrary<Figures> {
  const named = attributeNames.map((name) => fc.option(anyFigure(name), { nil: null, freq: 4 }))
  return fc.tuple(...named).map((figures) => {
    const known: Figures = {}
    attributeNames.forEach((name, index) => {
      const found = figures[index]
      if (found) known[name] = found
    })
    return known
  })
}

function anyFigure(attribute: Attribute): fc.Arbitrary<Figure> {
  const known = attributes[attribute]
  if (known.kind === 'code') {
    const codes: readonly string[] = known.codes
    return fc
      .uniqueArray(fc.constantFrom(...codes), { minLength: 1, maxLength: 2 })
      .map((few) => figure(...few))
  }
  const [min, max] = spans[attribute] ?? [10, 900]
  const exact = fc.integer({ min, max }).map((value) => figure(value))
  return fc.oneof(
    exact,
    exact,
    fc.tuple(fc.integer({ min, max }), fc.integer({ min, max })).map((ends) => figure(...ends)),
  )
}
