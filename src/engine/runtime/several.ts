/**
 * Does `work` on all items, at most `atOnce` of them at a time. After a failure nothing new is
 * begun, and what is under way has ended before the failure is thrown.
 */
export async function several<T>(
  atOnce: number,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values()
  let failed = false
  const worker = async (): Promise<void> => {
    for (const item of queue) {
      if (failed) return
      try {
        await work(item)
      } catch (thrown) {
        failed = true
        throw thrown
      }
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: atOnce }, worker))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}
