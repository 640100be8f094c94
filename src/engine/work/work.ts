import type { Progress } from '@shared/contract/common'
import { checkCancelled } from '../runtime/faults'

/**
 * How long work is cancelled and how it reports its progress.
 * @typeParam Report what the listener receives: a `number` where the caller knows the total.
 */
export interface Work<Report = Progress> {
  /** Once it has fired, the work fails with `cancelled`. */
  readonly signal?: AbortSignal
  readonly onProgress?: (report: Report) => void
}

/**
 * Lets other work have a turn; long work is done in slices.
 * @throws AppError `cancelled` once the signal has fired
 */
export async function nextTurn(signal?: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
  checkCancelled(signal)
}

interface Pace {
  /** What an earlier, interrupted attempt has already done; it doesn't count for the speed. */
  readonly from?: number
  /** Shortest time between two reports, in milliseconds; the end is always reported. @default 0 */
  readonly everyMs?: number
}

/**
 * Progress of work that counts units: each report of what is done since the stage began is passed
 * on.
 */
interface Counted extends Work<number> {
  readonly onProgress: (done: number) => void
}

/**
 * One stage of the work, which reports how much of a total is done. The remaining time is estimated
 * from the mean speed so far.
 * @param total 0 if it isn't known
 */
export function counted(
  { signal, onProgress }: Work,
  stage: Progress['stage'],
  unit: Progress['unit'],
  total: number,
  { from = 0, everyMs = 0 }: Pace = {},
): Counted {
  const started = performance.now()
  let last = -Infinity
  return {
    signal,
    onProgress: (done) => {
      const now = performance.now() - started
      if (!onProgress || (now - last < everyMs && done !== total)) return
      last = now
      const left = ((now / 1000) * (total - done)) / (done - from)
      const etaSeconds = total > 0 && done > from ? { etaSeconds: Math.max(0, left) } : {}
      onProgress({ done, total, unit, stage, ...etaSeconds })
    },
  }
}
