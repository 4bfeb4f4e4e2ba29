export interface Evaluated {
  readonly value: number
  readonly gradient: Float64Array
}

const stepsAllowed = 80
const enoughOfDecrease = 1e-4

/**
 * Walks from `start` to a minimum by BFGS with a backtracking line search (Nocedal and Wright, Numerical Optimization,
 * chapter 6), from a first guess of the inverse Hessian (row by row). Ends when two steps together gain less than
 * `tolerance`.
 */
export function minimise(
  evaluate: (at: Float64Array) => Evaluated,
  start: Float64Array,
  firstInverse: Float64Array,
  tolerance: number,
): { readonly at: Float64Array; readonly value: number; readonly steps: number } {
  const size = start.length
  const inverse = Float64Array.from(firstInverse)
  let at = start
  let here = evaluate(at)
  let lastGain = Number.POSITIVE_INFINITY
  for (let steps = 0; steps < stepsAllowed; steps += 1) {
    const direction = times(inverse, here.gradient, size).map((part) => -part)
    const slope = dot(direction, here.gradient)
    let length = 1
    let moved = at
    let there = here
    do {
      const by = length
      moved = at.map((part, index) => part + by * (direction[index] ?? 0))
      there = evaluate(moved)
      if (there.value <= here.value + enoughOfDecrease * length * slope) break
      length /= 3
    } while (length > 1e-5)
    if (!(there.value < here.value)) return { at, value: here.value, steps }
    const gain = here.value - there.value
    update(
      inverse,
      moved.map((part, index) => part - (at[index] ?? 0)),
      there.gradient.map((part, index) => part - (here.gradient[index] ?? 0)),
    )
    at = moved
    here = there
    if (gain + lastGain < tolerance) return { at, value: here.value, steps: steps + 1 }
    lastGain = gain
  }
  return { at, value: here.value, steps: stepsAllowed }
}

function update(inverse: Float64Array, step: Float64Array, change: Float64Array): void {
  const size = step.length
  const curvature = dot(step, change)
  // Without curvature along the step the guess would cease to be positive definite.
  if (curvature <= 1e-12) return
  const turned = times(inverse, change, size)
  const along = (1 + dot(change, turned) / curvature) / curvature
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1) {
      const cross = (step[row] ?? 0) * (turned[column] ?? 0) + (turned[row] ?? 0) * (step[column] ?? 0)
      inverse[row * size + column] =
        (inverse[row * size + column] ?? 0) +
        along * (step[row] ?? 0) * (step[column] ?? 0) -
        cross / curvature
    }
}

function times(matrix: Float64Array, vector: Float64Array, size: number): Float64Array {
  return vector.map((_, row) => {
    let sum = 0
    for (let column = 0; column < size; column += 1)
      sum += (matrix[row * size + column] ?? 0) * (vector[column] ?? 0)
    return sum
  })
}

const dot = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, part, index) => sum + part * (b[index] ?? 0), 0)
