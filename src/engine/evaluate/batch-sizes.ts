/** How many examples the batches of a split hold: all but the last as many as asked for. */
export function batchSizes(count: number, batchSize: number): number[] {
  const last = count % batchSize
  return [...(count >= batchSize ? [batchSize] : []), ...(last > 0 ? [last] : [])]
}
