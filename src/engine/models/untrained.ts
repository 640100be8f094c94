import type { ModelEntry } from '@shared/contract/models'
import { derivedMeaning } from '@shared/model/output/derive'
import { recipeSchema } from '@shared/model/recipe'
import { resolveModel } from '@shared/model/resolve'
import type { ModelSpec } from '@shared/model/spec'
import { AppError, phrase } from '@shared/errors'
import { WEIGHTS_LIMIT } from '../formats/limits'
import { initialiseWeights } from '../training/initialise'
import { facts, namedOutputs } from './entry'
import type { LoadedModel } from './loaded-model'

const { seed, initializer, biasInitializer } = recipeSchema
  .pick({ seed: true, initializer: true, biasInitializer: true })
  .parse({})

/** The entry of a network that has no training behind it. */
export function untrainedEntry(
  spec: ModelSpec,
  place: Pick<ModelEntry, 'ref' | 'origin'>,
): ModelEntry {
  const model = resolveModel(spec)
  return {
    ...place,
    title: spec.name,
    trained: false,
    ...facts(model),
    ...namedOutputs(model, derivedMeaning(model)),
  }
}

/**
 * A network with the weights that a run of the recipe's defaults starts with (seed 0), the same
 * each time.
 * @throws AppError `too-large` where the weights would take more than 512 MB
 */
export function untrained(spec: ModelSpec, place: Pick<ModelEntry, 'ref' | 'origin'>): LoadedModel {
  const model = resolveModel(spec)
  const entry = untrainedEntry(spec, place)
  const bytes = 4 * entry.parameters
  if (bytes > WEIGHTS_LIMIT) {
    const size = `${entry.parameters} parameters (${Math.round(bytes / 1e6)} MB)`
    throw new AppError(
      'too-large',
      phrase`"${spec.name}" has ${size}, and weights of at most 512 MB are kept in memory: open it in Model and fit it to a data set, or make its widest layers narrower.`,
      { bytes },
    )
  }
  return {
    entry,
    spec,
    model,
    weights: initialiseWeights(model, { seed, initializer, biasInitializer }),
    classes: entry.classes,
    warnings: [],
  }
}
