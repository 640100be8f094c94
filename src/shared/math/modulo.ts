/** The remainder 0 ≤ r < length, also of negative values: a place on a closed ring. */
export const modulo = (value: number, length: number): number =>
  ((value % length) + length) % length
