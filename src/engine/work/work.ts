import type { Progress } from '@shared/contract/common'
import { checkCancelled } from '../runtime/faults'

/**
 * How work that takes a while is stopped and followed.
 * @typeParam Told what is said of how far it is: `number` where whoever asks knows the total.
 */
export interface Work<Told = Progress> {
  /** Once it has fired, the work ends with `cancelled`. */
  readonly signal?: AbortSignal
  readonly onProgress?: (told: Told) => void
}

/**
 * Lets whatever else waits have a turn: long work is done in slices.
 * @throws AppError `cancelled` once the signal has fired
 */
export async function nextTurn(signal?: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
  checkCancelled(signal)
}

interface Pace {
  /** What an earlier, interrupted attempt has done already: it says nothing about the speed. */
  readonly from?: number
  /** Milliseconds between two words; the end is always said. @default 0 */
  readonly everyMs?: number
}

/** What counts units of work: each word of what is done since the start of the stage is passed on. */
interface Counted extends Work<number> {
  readonly onProgress: (done: number) => void
}

/**
 * One stage of the work, told what is done of a total; the time left is that at the mean speed so
 * far.
 * @param total 0 where it isn't known
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
