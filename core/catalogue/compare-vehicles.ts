import { type Attribute, attributes, type Figure } from './attribute.ts'
import { attributesAsRead } from './figure-groups.ts'

/** One attribute over the vehicles that are compared, in their order. */
export interface ComparedAttribute {
  readonly attribute: Attribute
  /** `same` where every vehicle has one and the same figure, `not-known` where no vehicle has one. */
  readonly type: 'differs' | 'same' | 'not-known'
  /**
   * The vehicles, by place, whose figure serves whoever cares better than any other's that is known; none where it is a
   * matter of taste, or where ranges overlap so that nobody can tell.
   */
  readonly best: readonly number[]
  /**
   * How far apart those that are known lie, from 0 to 1, so that attributes of different units can be told by how much
   * they part the vehicles.
   */
  readonly apart: number
}

/** Compares vehicles attribute by attribute, in the order in which people read them: what it costs first. */
export function compareVehicles(
  vehicles: readonly { readonly figures: Readonly<Partial<Record<Attribute, Figure>>> }[],
): readonly ComparedAttribute[] {
  return attributesAsRead.map((attribute): ComparedAttribute => {
    const figures = vehicles.map((vehicle) => vehicle.figures[attribute])
    const said = new Set(figures.map(whatIsSaid))
    if (said.size === 1) return { attribute, type: said.has('') ? 'not-known' : 'same', best: [], apart: 0 }
    return { attribute, type: 'differs', best: bestOf(attribute, figures), apart: apartOf(figures) }
  })
}

/** What a figure says, whoever says it; empty where it is not known. */
function whatIsSaid(figure: Figure | undefined): string {
  if (figure === undefined || figure.type === 'unknown') return ''
  return figure.type === 'number'
    ? JSON.stringify([figure.min, figure.max])
    : JSON.stringify(figure.codes.toSorted())
}

/** A figure is best when its worst end is no worse than the best end of every other, and not all are equal. */
function bestOf(attribute: Attribute, figures: readonly (Figure | undefined)[]): readonly number[] {
  const { better } = attributes[attribute]
  if (better === null) return []
  const sign = better === 'more' ? 1 : -1
  const known = figures.flatMap((figure, place) => {
    if (figure?.type !== 'number') return []
    const [a, b] = [sign * figure.min, sign * figure.max]
    return [{ place, worst: Math.min(a, b), best: Math.max(a, b) }]
  })
  const first = known[0]
  if (known.length < 2 || first === undefined) return []
  if (known.every(({ worst, best }) => worst === first.worst && best === first.best)) return []
  return known
    .filter((one) => known.every((other) => other === one || one.worst >= other.best))
    .map(({ place }) => place)
}

/** Another fuel or gearbox parts two vehicles as much as a figure that is this share smaller. */
const apartInCodes = 0.4

/** The share by which the smallest number falls short of the greatest; 0 with fewer than two that are known. */
function apartOf(figures: readonly (Figure | undefined)[]): number {
  const known = figures.filter((figure) => figure !== undefined && figure.type !== 'unknown')
  if (known.length < 2) return 0
  const middles = known.flatMap((figure) => (figure.type === 'number' ? [(figure.min + figure.max) / 2] : []))
  if (middles.length < known.length) return new Set(known.map(whatIsSaid)).size > 1 ? apartInCodes : 0
  const greatest = Math.max(...middles)
  return greatest <= 0 ? 0 : Math.min(1, (greatest - Math.min(...middles)) / greatest)
}
