/** A lower triangle L with L L' = A, row by row. */
export type Factored =
  | { readonly type: 'factored'; readonly lower: Float64Array }
  | { readonly type: 'singular'; readonly at: number }

/**
 * Factors a symmetric positive definite matrix of `size` x `size`; singular names the first row that follows from those
 * before it (Golub and Van Loan, Matrix Computations, section 4.2).
 */
export function cholesky(matrix: Float64Array, size: number): Factored {
  const lower = new Float64Array(size * size)
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column <= row; column += 1) {
      let sum = matrix[row * size + column] ?? 0
      for (let k = 0; k < column; k += 1)
        sum -= (lower[row * size + k] ?? 0) * (lower[column * size + k] ?? 0)
      if (row !== column) lower[row * size + column] = sum / (lower[column * size + column] ?? 1)
      else if (sum <= 1e-10 * Math.abs(matrix[row * size + row] ?? 0) || !(sum > 0))
        return { type: 'singular', at: row }
      else lower[row * size + row] = Math.sqrt(sum)
    }
  return { type: 'factored', lower }
}

/** The x of L L' x = b. */
export function solve(lower: Float64Array, size: number, b: Float64Array): Float64Array {
  const x = Float64Array.from(b)
  for (let row = 0; row < size; row += 1) {
    let sum = x[row] ?? 0
    for (let k = 0; k < row; k += 1) sum -= (lower[row * size + k] ?? 0) * (x[k] ?? 0)
    x[row] = sum / (lower[row * size + row] ?? 1)
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    let sum = x[row] ?? 0
    for (let k = row + 1; k < size; k += 1) sum -= (lower[k * size + row] ?? 0) * (x[k] ?? 0)
    x[row] = sum / (lower[row * size + row] ?? 1)
  }
  return x
}

/** The inverse of L L', row by row. */
export function inverse(lower: Float64Array, size: number): Float64Array {
  const result = new Float64Array(size * size)
  for (let column = 0; column < size; column += 1) {
    const unit = new Float64Array(size)
    unit[column] = 1
    const solved = solve(lower, size, unit)
    for (let row = 0; row < size; row += 1) result[row * size + column] = solved[row] ?? 0
  }
  return result
}
