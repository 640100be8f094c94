import { assertNever } from '@shared/errors'
import type { Recipe } from '@shared/model/recipe'

/**
 * Learning rate of step `step` (from 0); a pure function of the position, so that a resumed run
 * goes on exactly.
 */
export function learningRateAt(recipe: Recipe, step: number, stepsPerEpoch: number): number {
  const { schedule, learningRate, epochs } = recipe
  const epoch = step / stepsPerEpoch
  switch (schedule.kind) {
    case 'constant':
      return learningRate
    case 'step':
      return learningRate * schedule.factor ** Math.floor(epoch / schedule.everyEpochs)
    case 'exponential':
      return learningRate * schedule.factor ** epoch
    case 'cosine': {
      const warm = schedule.warmupEpochs
      if (epoch < warm) return (learningRate * (step + 1)) / (warm * stepsPerEpoch)
      const share = Math.min((epoch - warm) / Math.max(epochs - warm, 1 / stepsPerEpoch), 1)
      return (learningRate * (1 + Math.cos(Math.PI * share))) / 2
    }
    default:
      return assertNever(schedule)
  }
}
