/**
 * The lower factor L of a symmetric positive definite matrix, A = L·Lᵀ (Cholesky); the part above
 * the diagonal is 0.
 * @param matrix size × size; only its lower part is read
 */
export function factorised(matrix: Float64Array, size: number): Float64Array {
  const factor = new Float64Array(size * size)
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column] ?? 0
      for (let k = 0; k < column; k++)
        sum -= (factor[row * size + k] ?? 0) * (factor[column * size + k] ?? 0)
      factor[row * size + column] =
        row === column ? Math.sqrt(sum) : sum / (factor[column * (size + 1)] ?? 0)
    }
  }
  return factor
}

/** The inverse of a lower triangular matrix, which is one too. */
export function invertedLower(lower: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size)
  for (let column = 0; column < size; column++) {
    inverse[column * (size + 1)] = 1 / (lower[column * (size + 1)] ?? 0)
    for (let row = column + 1; row < size; row++) {
      let sum = 0
      for (let k = column; k < row; k++)
        sum -= (lower[row * size + k] ?? 0) * (inverse[k * size + column] ?? 0)
      inverse[row * size + column] = sum / (lower[row * (size + 1)] ?? 0)
    }
  }
  return inverse
}
