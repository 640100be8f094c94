const last = new Map<string, Promise<unknown>>()

/**
 * Runs the jobs of one data set one after the other: two windows may fetch the same one, and the
 * second then finds it ready.
 */
export function oneAtATime<T>(id: string, job: () => Promise<T>): Promise<T> {
  const next = (last.get(id) ?? Promise.resolve()).then(job, job)
  const settled = next
    .catch(() => undefined)
    .finally(() => {
      if (last.get(id) === settled) last.delete(id)
    })
  last.set(id, settled)
  return next
}
