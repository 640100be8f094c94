import type { ProgressEvent, RunInfo } from '@shared/contract/training'

/** Where a run stands: a fraction of all its steps, and the epoch it is in, counted from 1. */
export interface RunOutlook {
  readonly fraction: number
  readonly epoch: number
  readonly epochs: number
  readonly examplesPerSecond?: number
  readonly etaSeconds?: number
}

/**
 * @param progress the run's newest progress event; the run's own record may be ahead of it, or
 * behind.
 */
export function runOutlook(run: RunInfo, progress?: ProgressEvent): RunOutlook {
  const epochs = run.recipe.epochs
  const step = Math.max(run.stepsDone, progress?.step ?? 0)
  const fraction = run.stepsTotal > 0 ? Math.min(1, step / run.stepsTotal) : 0
  return {
    fraction,
    epochs,
    epoch: Math.min(epochs, Math.floor(fraction * epochs) + 1),
    examplesPerSecond: progress?.examplesPerSecond,
    etaSeconds: progress?.etaSeconds,
  }
}
