import { AppError, phrase, type Phrase } from '@shared/errors'
import { trainingMemory, type TrainingNeeds } from '@shared/model/memory'
import type { ResolvedModel } from '@shared/model/resolve'
import { gigabytes, LARGEST_ARRAY, availableMemory, usable } from '../runtime/memory'

/** What would make the training fit, if one of these does. */
function advice(model: ResolvedModel, needs: TrainingNeeds, most: number): Phrase {
  const fits = (changes: Partial<TrainingNeeds>): boolean =>
    trainingMemory(model, { ...needs, ...changes }).bytes <= most
  if (fits({ batchSize: 1 })) {
    let batchSize = needs.batchSize
    while (batchSize > 1 && !fits({ batchSize })) batchSize = Math.floor(batchSize / 2)
    return phrase`Make the batch smaller: ${batchSize} pictures fit.`
  }
  const plain = { kind: 'sgd', momentum: 0, nesterov: false, weightDecay: 0 } as const
  return fits({ batchSize: 1, optimizer: plain, averageDecay: undefined })
    ? phrase`Train it with SGD without momentum, which keeps no arrays of its own, and a small batch.`
    : phrase`Make its widest layers narrower, or train it on a machine with more memory.`
}

/**
 * Checks that this machine can train a network, keep the weights and read them again. Every
 * training goes through this check.
 * @throws AppError `too-large` with numbers and with what would fit
 */
export function requireTrainable(
  model: ResolvedModel,
  needs: TrainingNeeds,
  memory = availableMemory(),
): void {
  const { name } = model.spec
  for (const { layer, weights } of model.layers)
    for (const { shape } of weights) {
      const bytes = 4 * shape.reduce((product, n) => product * n, 1)
      if (bytes > LARGEST_ARRAY)
        throw new AppError(
          'too-large',
          phrase`Layer "${layer.id}" has a weight of ${gigabytes(bytes)}; one array has at most ${gigabytes(LARGEST_ARRAY)}. Make the layer narrower.`,
          { layer: layer.id, bytes, limit: LARGEST_ARRAY },
        )
    }
  const { bytes, weightBytes, outputBytes } = trainingMemory(model, needs)
  const most = usable(memory)
  if (bytes <= most) return
  throw new AppError(
    'too-large',
    phrase`Training "${name}" with batches of ${needs.batchSize} needs about ${gigabytes(bytes)}: several copies of its weights of ${gigabytes(weightBytes)}, and ${gigabytes(outputBytes)} for the outputs of its layers. This machine has ${gigabytes(memory)} of memory, of which ${gigabytes(most)} may be used. ${advice(model, needs, most)}`,
    { bytes, memory, batchSize: needs.batchSize },
  )
}
