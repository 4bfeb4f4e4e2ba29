interface Tried<T> {
  /** Cheap, and near the truth. `null` where that size brings nothing. */
  readonly roughly: (size: number) => T | null
  /** Dear, and true. */
  readonly truly: (size: number) => T | null
}

/** How far the truth is looked for from where it seemed to be. */
const reach = 3

/**
 * The smallest size of 1 to `most` that brings something, and what: found roughly by doubling until one does and halving
 * between, then made true: what is found does bring it, and one size less does not. What a size brings a greater one may
 * take away again, so that there may be a smaller one far from it.
 */
export function smallestChange<T>(
  most: number,
  { roughly, truly }: Tried<T>,
): { readonly size: number; readonly index: T } | null {
  const guess = smallestRoughly(most, roughly)
  if (guess === null) return null
  for (let size = guess; size <= Math.min(most, guess + reach); size++) {
    let index = truly(size)
    if (index === null) continue
    let least = size
    while (least > 1) {
      const less = truly(least - 1)
      if (less === null) break
      least -= 1
      index = less
    }
    return { size: least, index }
  }
  return null
}

function smallestRoughly(most: number, roughly: Tried<unknown>['roughly']): number | null {
  let [without, size] = [0, 1]
  while (roughly(size) === null) {
    if (size === most) return null
    without = size
    size = Math.min(most, size * 2)
  }
  while (size - without > 1) {
    const middle = Math.floor((without + size) / 2)
    if (roughly(middle) === null) without = middle
    else size = middle
  }
  return size
}
