/**
 * Spreads painting over frames, so that a network with many layers does not hold up the pointer.
 */
export interface Painter {
  /**
   * Paints in one of the next frames; a newer job of the same owner takes the older one's place.
   */
  schedule(owner: object, job: () => void): void
  cancel(owner: object): void
}

/** Of a frame's 16 ms the browser needs its own share. */
const BUDGET_MS = 9

export function createPainter(
  requestFrame: (callback: () => void) => void,
  now: () => number,
): Painter {
  const jobs = new Map<object, () => void>()
  let requested = false

  function request(): void {
    if (requested || jobs.size === 0) return
    requested = true
    requestFrame(frame)
  }

  function frame(): void {
    requested = false
    const end = now() + BUDGET_MS
    for (const [owner, job] of jobs) {
      jobs.delete(owner)
      job()
      if (now() >= end) break
    }
    request()
  }

  return {
    schedule(owner, job) {
      jobs.set(owner, job)
      request()
    },
    cancel: (owner) => void jobs.delete(owner),
  }
}

/** The window's one painter: jobs are carried out in the order in which they came. */
export const painter: Painter = createPainter(
  (callback) => requestAnimationFrame(callback),
  () => performance.now(),
)
