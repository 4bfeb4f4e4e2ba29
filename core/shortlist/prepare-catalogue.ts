import { type Attribute, attributeNames, attributes, type Figure } from '../catalogue/attribute.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'

/** A number attribute over all variants, by position in the catalogue; not a number where it is not known. */
export interface NumberColumn {
  readonly min: Float64Array
  readonly max: Float64Array
  /** 0..1, more is always better for someone who cares; `neutral` where it is not known. */
  readonly scaled: Float64Array
  readonly neutral: number
}

/** A code attribute: the distinct sets of codes, and which of them each variant has (-1: not known). */
export interface CodeColumn {
  readonly sets: readonly (readonly string[])[]
  readonly counts: readonly number[]
  readonly setOf: Int32Array
}

/** A catalogue made ready for scoring. Made once for each catalogue and kept by the caller. */
export interface PreparedCatalogue {
  readonly catalogue: Catalogue
  readonly numbers: ReadonlyMap<Attribute, NumberColumn>
  readonly codes: ReadonlyMap<Attribute, CodeColumn>
  /** The model of each variant, counted from 0. */
  readonly modelOf: Int32Array
  readonly models: number
  /**
   * The place of each variant in an order that does not hang on the catalogue's: those that are better all round first,
   * a vehicle never after one that it is at least as good as in everything, then by id. It decides between equals.
   */
  readonly standing: Int32Array
}

/** Scales every attribute over the catalogue's known figures, from the 5th to the 95th percentile. */
export function prepareCatalogue(catalogue: Catalogue): PreparedCatalogue {
  const modelByName = new Map<string, number>()
  const modelOf = Int32Array.from(catalogue.variants, ({ brand, model }) => {
    const name = JSON.stringify([brand, model])
    const known = modelByName.get(name) ?? modelByName.size
    modelByName.set(name, known)
    return known
  })
  const named = (kind: 'number' | 'code') => attributeNames.filter((name) => attributes[name].kind === kind)
  return {
    catalogue,
    numbers: new Map(named('number').map((name) => [name, numberColumn(catalogue, name)])),
    codes: new Map(named('code').map((name) => [name, codeColumn(catalogue, name)])),
    modelOf,
    models: modelByName.size,
    standing: standingOf(catalogue),
  }
}

/** The figure of one variant; one left out is unknown. */
export function figureAt({ catalogue }: PreparedCatalogue, index: number, attribute: Attribute): Figure {
  return catalogue.variants[index]?.figures[attribute] ?? { type: 'unknown' }
}

/**
 * By the sum of what each known figure is of the best one there is: unlike the scale it is not cut at a percentile, so
 * a vehicle that is better in one thing and as good in all others has more. What is not known counts as the middle one.
 */
function standingOf({ variants }: Catalogue): Int32Array {
  const merits = new Float64Array(variants.length)
  for (const name of attributeNames) {
    const known = attributes[name]
    if (known.kind !== 'number' || known.better === null) continue
    const middles = variants.map(({ figures }) => {
      const figure = figures[name]
      return figure?.type === 'number' ? (figure.min + figure.max) / 2 : Number.NaN
    })
    const sorted = middles.filter((middle) => !Number.isNaN(middle)).sort((a, b) => a - b)
    const least = sorted[0] ?? 0
    const span = (sorted.at(-1) ?? 0) - least
    if (span === 0) continue
    const middle = percentile(sorted, 0.5)
    const way = known.better === 'less' ? -1 : 1
    middles.forEach((value, index) => {
      const share = ((Number.isNaN(value) ? middle : value) - least) / span
      merits[index] = (merits[index] ?? 0) + way * share
    })
  }
  const ids = variants.map(({ id }) => String(id))
  const order = [...variants.keys()].toSorted(
    (a, b) => (merits[b] ?? 0) - (merits[a] ?? 0) || ((ids[a] ?? '') < (ids[b] ?? '') ? -1 : 1),
  )
  const standing = new Int32Array(variants.length)
  order.forEach((index, place) => {
    standing[index] = place
  })
  return standing
}

function numberColumn(catalogue: Catalogue, attribute: Attribute): NumberColumn {
  const { variants } = catalogue
  const min = new Float64Array(variants.length).fill(Number.NaN)
  const max = new Float64Array(variants.length).fill(Number.NaN)
  const known: number[] = []
  variants.forEach(({ figures }, index) => {
    const figure = figures[attribute]
    if (figure?.type !== 'number') return
    min[index] = figure.min
    max[index] = figure.max
    known.push((figure.min + figure.max) / 2)
  })
  known.sort((a, b) => a - b)
  const scale = scaleOver(known, attributes[attribute].better === 'less')
  const neutral = known.length === 0 ? 0.5 : scale(percentile(known, 0.5))
  const scaled = min.map((least, index) => {
    const middle = (least + (max[index] ?? Number.NaN)) / 2
    return Number.isNaN(middle) ? neutral : scale(middle)
  })
  return { min, max, scaled, neutral }
}

function codeColumn(catalogue: Catalogue, attribute: Attribute): CodeColumn {
  const setByKey = new Map<string, number>()
  const sets: (readonly string[])[] = []
  const counts: number[] = []
  const setOf = Int32Array.from(catalogue.variants, ({ figures }) => {
    const figure = figures[attribute]
    if (figure?.type !== 'code') return -1
    const key = JSON.stringify(figure.codes)
    const known = setByKey.get(key) ?? sets.length
    if (known === sets.length) {
      setByKey.set(key, known)
      sets.push(figure.codes)
    }
    counts[known] = (counts[known] ?? 0) + 1
    return known
  })
  return { sets, counts, setOf }
}

function scaleOver(sorted: readonly number[], isLessBetter: boolean): (value: number) => number {
  const low = percentile(sorted, 0.05)
  const span = percentile(sorted, 0.95) - low
  return (value) => {
    const share = span > 0 ? Math.min(1, Math.max(0, (value - low) / span)) : 0.5
    return isLessBetter ? 1 - share : share
  }
}

/** Of values sorted upwards, by linear interpolation between the two nearest ranks; 0 of none. */
function percentile(sorted: readonly number[], share: number): number {
  const rank = share * (sorted.length - 1)
  const below = sorted[Math.floor(rank)] ?? 0
  const above = sorted[Math.ceil(rank)] ?? below
  return below + (above - below) * (rank - Math.floor(rank))
}
