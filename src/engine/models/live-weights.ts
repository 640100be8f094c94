import type { NamedArrays } from '@shared/model/weights'

/** The weights of a running training. */
export interface LiveWeights {
  readonly step: number
  readonly weights: NamedArrays
}

const current = new Map<string, LiveWeights>()

/**
 * Makes `run:<id>` show these weights instead of its checkpoints, until the next ones or
 * `dropLiveWeights`.
 */
export function offerLiveWeights(run: string, weights: LiveWeights): void {
  current.set(run, weights)
}

/** The run has ended or failed; its newest checkpoint is shown again. */
export function dropLiveWeights(run: string): void {
  current.delete(run)
}

export const liveWeights = (run: string): LiveWeights | undefined => current.get(run)
