import { type Attribute, attributes } from '../../../core/catalogue/attribute.ts'
import type { Outputs } from '../../northstar.tsx'

type Row = Pick<Outputs['catalogue']['compare']['rows'][number], 'attribute' | 'label' | 'apart' | 'cells'>

export type FaceFigure = { readonly attribute: Attribute; readonly label: string; readonly text: string }

/** As many as can be taken in at a look. */
const shown = 3

/**
 * The figures of the vehicle at a place in which those compared differ most, of what people speak about: the price
 * stands by itself, the body is seen.
 */
export function tellingRows(
  rows: readonly Row[],
  attributeWords: Readonly<Partial<Record<Attribute, unknown>>>,
  place: number,
): readonly FaceFigure[] {
  const isSpokenOf = (attribute: Attribute) =>
    attributeWords[attribute] !== undefined || attributes[attribute].kind === 'code'
  return rows
    .filter(
      ({ attribute, apart }) =>
        apart > 0 && attribute !== 'priceMinor' && attribute !== 'body' && isSpokenOf(attribute),
    )
    .toSorted((a, b) => b.apart - a.apart)
    .slice(0, shown)
    .map(({ attribute, label, cells }) => ({
      attribute,
      label,
      text: cells[place]?.figure?.text ?? '–',
    }))
}
