import type { Reliability } from '@shared/contract/reliability'
import type { LoadedModel } from '../models'
import type { Work } from '../work/work'
import { keepReliability, keptReliability } from './kept-reliability'
import { examplesFor } from './model-examples'
import { ALPHAS, measureReliability, type ReliabilityOptions } from './reliability'

/**
 * What a model's probabilities are worth on a data set's test pictures, and where pictures begin to
 * be unlike those of its training. It is kept with the model: the same question is answered at
 * once, and predictions use it.
 * @param dataset that of its training if absent
 * @throws AppError those of `examplesFor` and `measureReliability`
 */
export async function reliabilityOfModel(
  loaded: LoadedModel,
  dataset: string | undefined,
  options: ReliabilityOptions,
  work: Work,
): Promise<Reliability> {
  const { info, ...examples } = await examplesFor(loaded, dataset, work)
  const kept = await keptReliability(loaded)
  const isKept = kept?.basis === examples.basis && answers(kept.reliability, info.id, options)
  if (isKept) return kept.reliability
  const { reliability, known } = await measureReliability(
    loaded,
    { info, ...examples },
    options,
    work,
  )
  const { basis } = examples
  await keepReliability(loaded, { basis, cloud: known.cloud, reliability }, work.signal)
  return reliability
}

const answers = (
  { dataset, seed, sets }: Reliability,
  id: string,
  { seed: wanted = 0, alphas = ALPHAS }: ReliabilityOptions,
): boolean =>
  dataset === id && seed === wanted && sets.map(({ alpha }) => alpha).join() === alphas.join()
