import type { Offer } from './choice-rows.ts'
import type { ChoiceSpec, Factor, Reading } from './choice-spec.ts'

export type Value =
  | { readonly type: 'value'; readonly value: number }
  | { readonly type: 'missing'; readonly whenMissing: Reading['whenMissing'] }
  | { readonly type: 'unreadable'; readonly why: string }

/** A cell as the spec wants it read: swapped and recoded; `null` where missing. */
export function labelOf(offer: Offer, reading: Reading): string | number | null {
  const cell = offer.cell(reading.from)
  if (cell === null) return null
  const pair = reading.swap.find((labels) => labels.includes(cell))
  const label = pair === undefined ? cell : cell === pair[0] ? pair[1] : pair[0]
  return reading.recode[label] ?? label
}

/** The product of a term's factors for one alternative. */
export function termValue(offer: Offer, factors: readonly Factor[], columns: ChoiceSpec['columns']): Value {
  let value = 1
  for (const factor of factors) {
    const name = typeof factor === 'string' ? factor : factor.column
    const reading = columns[name]
    if (reading === undefined) return { type: 'unreadable', why: `No column is called "${name}".` }
    const label = labelOf(offer, reading)
    if (label === null) {
      if (reading.whenMissing !== 'zero') return { type: 'missing', whenMissing: reading.whenMissing }
      value = 0
    } else if (typeof factor === 'string') {
      const number = typeof label === 'number' ? label : Number(label)
      if (label === '' || !Number.isFinite(number))
        return {
          type: 'unreadable',
          why: `Line ${offer.line}: "${label}" in "${reading.from}" is no number. Recode it, or use it as a label.`,
        }
      value *= number / reading.divideBy
    } else value *= isOneOf(label, factor.is) ? 1 : 0
  }
  return { type: 'value', value }
}

/** Labels are compared as numbers where both are, so that 3 is 3.0. */
function isOneOf(label: string | number, is: string | readonly string[]): boolean {
  const wanted = typeof is === 'string' ? [is] : is
  return wanted.some(
    (one) => one === String(label) || (one.trim() !== '' && label !== '' && Number(one) === Number(label)),
  )
}
