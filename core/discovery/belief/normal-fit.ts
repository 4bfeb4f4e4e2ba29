/** A multivariate normal distribution as its mean and the Cholesky factor of its covariance. */
export interface NormalFit {
  /** The point that begins at `from`, as independent standard normal numbers. */
  readonly whiten: (points: Float64Array, from: number, into: Float64Array) => void
  /** What `whiten` undoes. */
  readonly colour: (white: Float64Array, into: Float64Array) => void
}

/** A fit that is too narrow leaves the tails unvisited: this much wider, as a factor of the variance. */
const widening = 1.1
/** Added to each variance, so that points that fell together still spread. */
const leastVariance = 1e-4

/** Fits a normal distribution to `count` points of so many dimensions, one after the other. */
export function fitNormal(points: Float64Array, count: number, dimensions: number): NormalFit {
  const mean = new Float64Array(dimensions)
  for (let at = 0; at < points.length; at += dimensions)
    for (let d = 0; d < dimensions; d++) mean[d] = (mean[d] ?? 0) + (points[at + d] ?? 0) / count
  const low = new Float64Array(dimensions * dimensions)
  const apart = new Float64Array(dimensions)
  for (let at = 0; at < points.length; at += dimensions) {
    for (let d = 0; d < dimensions; d++) apart[d] = (points[at + d] ?? 0) - (mean[d] ?? 0)
    for (let row = 0; row < dimensions; row++) {
      const value = apart[row] ?? 0
      const from = row * dimensions
      for (let column = 0; column <= row; column++)
        low[from + column] = (low[from + column] ?? 0) + value * (apart[column] ?? 0)
    }
  }
  for (let row = 0; row < dimensions; row++)
    for (let column = 0; column <= row; column++) {
      const place = row * dimensions + column
      low[place] = ((low[place] ?? 0) * widening) / count + (row === column ? leastVariance : 0)
    }
  factor(low, dimensions)
  return {
    whiten(from, start, into) {
      for (let row = 0; row < dimensions; row++) {
        let value = (from[start + row] ?? 0) - (mean[row] ?? 0)
        for (let column = 0; column < row; column++)
          value -= (low[row * dimensions + column] ?? 0) * (into[column] ?? 0)
        into[row] = value / (low[row * dimensions + row] ?? 1)
      }
    },
    colour(white, into) {
      for (let row = 0; row < dimensions; row++) {
        let value = mean[row] ?? 0
        for (let column = 0; column <= row; column++)
          value += (low[row * dimensions + column] ?? 0) * (white[column] ?? 0)
        into[row] = value
      }
    },
  }
}

/** The Cholesky factor in place of the lower triangle of a positive definite matrix. */
function factor(matrix: Float64Array, size: number): void {
  for (let row = 0; row < size; row++)
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column] ?? 0
      for (let k = 0; k < column; k++) sum -= (matrix[row * size + k] ?? 0) * (matrix[column * size + k] ?? 0)
      matrix[row * size + column] =
        row === column ? Math.sqrt(Math.max(sum, leastVariance)) : sum / (matrix[column * size + column] ?? 1)
    }
}
