import type { BestEpoch, WeightsOrigin } from '@shared/contract/training'
import { AppError } from '@shared/errors'
import type { NamedArrays } from '@shared/model/weights'
import { isMemoryRefusal } from '../runtime/memory'
import { readCheckpointWeights } from './checkpoint'
import { readEpochWeights } from './epoch-weights'

/** The weights of a run's best epoch, and the file that they were read from. */
export interface BestWeights {
  readonly weights: NamedArrays
  readonly origin: WeightsOrigin
}

/**
 * The weights of the best epoch, from the file of the epoch, else from the checkpoint of its end,
 * which is kept as well.
 * @param suits throws if the arrays don't belong to the run's network
 * @throws AppError `corrupt`, `not-found` for the epoch's file where neither can be read,
 *   `too-large`
 */
export async function bestWeights(
  run: string,
  { epoch, step }: Pick<BestEpoch, 'epoch' | 'step'>,
  suits: (weights: NamedArrays) => void = () => undefined,
): Promise<BestWeights> {
  const checked = (weights: NamedArrays): NamedArrays => {
    suits(weights)
    return weights
  }
  try {
    const weights = checked(await readEpochWeights(run, epoch))
    return { weights, origin: { kind: 'epoch', step, epoch } }
  } catch (thrown) {
    if (isMemoryRefusal(thrown)) throw thrown
    try {
      const weights = checked(await readCheckpointWeights(run, step))
      return { weights, origin: { kind: 'checkpoint', step } }
    } catch {
      throw AppError.from(thrown)
    }
  }
}
