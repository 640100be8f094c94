/**
 * A value with everything that it was before, and what was taken back. Values are never changed in
 * place.
 */
export interface History<T> {
  readonly past: readonly T[]
  readonly present: T
  readonly future: readonly T[]
  /**
   * What the newest step was about: steps about the same thing, one right after the other, are one.
   */
  readonly about?: string | undefined
}

export const historyOf = <T>(present: T): History<T> => ({ past: [], present, future: [] })

/**
 * Goes on to another value. With the same `about` as the step before, both are taken back at once.
 */
export function advanced<T>(history: History<T>, next: T, about?: string): History<T> {
  if (next === history.present) return history
  const joined = about !== undefined && about === history.about
  return {
    past: joined ? history.past : [...history.past, history.present],
    present: next,
    future: [],
    about,
  }
}

export function undone<T>({ past, present, future }: History<T>): History<T> {
  const before = past.at(-1)
  return before === undefined
    ? { past, present, future }
    : { past: past.slice(0, -1), present: before, future: [present, ...future] }
}

export function redone<T>({ past, present, future }: History<T>): History<T> {
  const [next, ...rest] = future
  return next === undefined
    ? { past, present, future }
    : { past: [...past, present], present: next, future: rest }
}

/** The next step is its own, whatever it is about. */
export const closed = <T>({ past, present, future }: History<T>): History<T> => ({
  past,
  present,
  future,
})
