import type { AnswerValue } from '../../../core/discovery/answer.ts'

type Picked = Extract<AnswerValue, { type: 'picked' }>

/** Those of an answer that have a place, the most wanted first. */
export function orderOf({ of, most, least, next = [] }: Picked): readonly string[] {
  const isWhole = least !== null && next.length === of.length - 2
  return [most, ...next, ...(isWhole ? [least] : [])]
}

/**
 * The order after a tap: what has no place yet takes the next one, and what is then left over the last. What has a place
 * gives it back with all that come after it; the last only followed from the one before, so it takes that along.
 */
export function orderAfterTap(
  order: readonly string[],
  of: readonly string[],
  tapped: string,
): readonly string[] {
  const place = order.indexOf(tapped)
  if (place >= 0) return order.slice(0, Math.min(place, of.length - 2))
  const placed = [...order, tapped]
  const left = of.filter((one) => !placed.includes(one))
  return left.length === 1 ? [...placed, ...left] : placed
}

/** The answer that an order is, as far as it is said; `null` where nothing has a place. */
export function pickedInOrder(order: readonly string[], of: readonly string[]): Picked | null {
  const [most, ...others] = order
  if (most === undefined) return null
  const isWhole = order.length === of.length
  const after = isWhole ? others.slice(0, -1) : others
  const least = isWhole ? (others.at(-1) ?? null) : null
  return { type: 'picked', of: [...of], most, least, ...(after.length > 0 ? { next: after } : {}) }
}
