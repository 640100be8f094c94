/** The remainder 0 ≤ r < length, of negative values too: where a place lies on a closed ring. */
export const modulo = (value: number, length: number): number =>
  ((value % length) + length) % length
