import type { Figure } from '../catalogue/attribute.ts'

/** Whether two figures say the same, source and as-of date included; one that is not known equals one left out. */
export function sameFigure(a: Figure | undefined, b: Figure | undefined): boolean {
  if (a === b) return true
  const [one, other] = [known(a), known(b)]
  if (one === null || other === null) return one === other
  if (one.source !== other.source || one.asOf !== other.asOf) return false
  if (one.type === 'number') return other.type === 'number' && one.min === other.min && one.max === other.max
  if (other.type !== 'code' || one.codes.length !== other.codes.length) return false
  return one.codes.every((code) => other.codes.includes(code))
}

function known(figure: Figure | undefined) {
  return figure === undefined || figure.type === 'unknown' ? null : figure
}
