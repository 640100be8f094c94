/**
 * Does something for every item, for at most `lanes` of them at the same time, begun in their
 * order. The first failure keeps the rest from beginning.
 * @throws that failure, once nothing is under way
 */
export async function inLanes<T>(
  items: readonly T[],
  lanes: number,
  each: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items.values()
  let failed: { readonly reason: unknown } | undefined
  const lane = async (): Promise<void> => {
    for (const item of rest) {
      try {
        await each(item)
      } catch (reason) {
        failed ??= { reason }
      }
      if (failed) return
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  if (failed) throw failed.reason
}
