/**
 * The different sizes of a split's batches: the requested size, and that of the last batch if it is
 * smaller.
 */
export function batchSizes(count: number, batchSize: number): number[] {
  const last = count % batchSize
  return [...(count >= batchSize ? [batchSize] : []), ...(last > 0 ? [last] : [])]
}
