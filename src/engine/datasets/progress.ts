import type { Progress } from '@shared/contract/common'
import type { JobOptions } from './dataset'

const EVERY_MS = 100

/**
 * Says how far a stage is, at most ten times a second, with the time left at the mean speed so far.
 */
export interface Meter {
  /** @param done of the total, since the start of the stage */
  at(done: number): void
}

/**
 * @param total 0 where it isn't known
 * @param from what an earlier, interrupted attempt has done already: it says nothing about the
 *   speed
 */
export function meter(
  { onProgress }: JobOptions,
  stage: Progress['stage'],
  unit: Progress['unit'],
  total: number,
  from = 0,
): Meter {
  const started = performance.now()
  let last = -EVERY_MS
  return {
    at(done) {
      const now = performance.now() - started
      if (!onProgress || (now - last < EVERY_MS && done !== total)) return
      last = now
      const etaSeconds =
        total > 0 && done > from ? ((now / 1000) * (total - done)) / (done - from) : undefined
      onProgress({
        done,
        total,
        unit,
        stage,
        ...(etaSeconds === undefined ? {} : { etaSeconds: Math.max(0, etaSeconds) }),
      })
    },
  }
}
