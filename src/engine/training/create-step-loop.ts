import { AppError, phrase, type Phrase } from '@shared/errors'
import type { RanMode, TrainingMode } from '@shared/contract/training'
import type { ResolvedModel } from '@shared/model/resolve'
import { deviceName } from '../runtime/tensorflow'
import { chooseThreads, partsAtOnce, stepsAtOnce } from '../runtime/threads'
import { drawsOf } from './augmentations/draws'
import { compareGradients } from './compare-gradients'
import { disturbedGradients, eagerGradients } from './eager-gradients'
import { EagerStepLoop } from './eager-step-loop'
import { checkBatch, GraphStepLoop } from './graph-step-loop'
import type { LoopParts, LoopRecipe } from './loop-parts'
import type { StepLoop } from './step-loop'
import { canBeSplit } from './trainable'

export interface CreatedLoop {
  readonly loop: StepLoop
  readonly mode: RanMode
  /** Why the loop is not compiled although eager mode was not requested. */
  readonly note?: Phrase
}

/**
 * Makes libtensorflow use the cores in the way that is best for this training. To be called before
 * the library is loaded.
 */
export const prepareThreads = (
  model: ResolvedModel,
  mode: TrainingMode,
  recipe: Pick<LoopRecipe, 'frozen'> = {},
): void => chooseThreads(mode !== 'eager' && canBeSplit(model, recipe) ? 'parts' : 'operations')

/**
 * The step loop of a training: compiled if that is possible and the check succeeds, else step by
 * step.
 * @throws AppError `unsupported` if `graph` was requested and is not possible
 */
export function createStepLoop(parts: LoopParts, mode: TrainingMode): CreatedLoop {
  if (mode === 'eager') return { loop: new EagerStepLoop(parts), mode: 'eager' }
  try {
    return { loop: checkedGraphLoop(parts), mode: 'graph' }
  } catch (thrown) {
    const note = phrase`This training can't be compiled: ${AppError.from(thrown).words}.`
    if (mode === 'graph')
      throw new AppError('unsupported', phrase`${note} Train it with mode “auto” or “eager”.`)
    return {
      loop: new EagerStepLoop(parts),
      mode: 'eager',
      note: phrase`${note} It runs step by step instead, with the same results.`,
    }
  }
}

/** @throws if the network can't be traced, or its gradients differ from the eager ones */
function checkedGraphLoop(parts: LoopParts): StepLoop {
  const split = canBeSplit(parts.model, parts.recipe) ? partsAtOnce() : 1
  const graph = new GraphStepLoop(parts, { parts: split, stepsAtOnce: stepsAtOnce() })
  try {
    const indices = Int32Array.from({ length: checkBatch(split) }, (_, i) => i % parts.train.count)
    const device = deviceName()
    const expected = eagerGradients(parts, indices)
    // The eager loop has these examples only, so a partner that is mixed in must be one of them.
    const count = Math.min(indices.length, parts.train.count)
    const draws = drawsOf(parts.recipe, parts.model.inputShape, count)?.inEpoch(indices, 0)
    const actual = graph.gradients({ indices, step: 0, draws })
    compareGradients(expected, actual, device, () => disturbedGradients(parts, indices, device))
    return graph
  } catch (thrown) {
    graph.dispose()
    throw thrown
  }
}
