import type { ModelEntry } from '@shared/contract/models'
import { derivedMeaning } from '@shared/model/output/derive'
import { recipeSchema } from '@shared/model/recipe'
import { resolveModel } from '@shared/model/resolve'
import type { ModelSpec } from '@shared/model/spec'
import { weightBytes } from '@shared/model/memory'
import { openingFault, requireOpenable } from '../runtime/memory'
import { initialiseWeights } from '../training/initialise'
import { facts, namedOutputs } from './entry'
import type { LoadedModel } from './loaded-model'

const { seed, initializer, biasInitializer } = recipeSchema
  .pick({ seed: true, initializer: true, biasInitializer: true })
  .parse({})

/** The entry of an untrained network. */
export function untrainedEntry(
  spec: ModelSpec,
  place: Pick<ModelEntry, 'ref' | 'origin'>,
): ModelEntry {
  const model = resolveModel(spec)
  const tooLarge = openingFault(weightBytes(model), `"${spec.name}"`)
  return {
    ...place,
    title: spec.name,
    trained: false,
    ...facts(model),
    ...namedOutputs(model, derivedMeaning(model)),
    ...(tooLarge ? { tooLarge } : {}),
  }
}

/**
 * A network with the initial weights of a run with the recipe's defaults (seed 0), which are always
 * the same.
 * @throws AppError `too-large` if this machine has too little memory for the weights
 */
export function untrained(spec: ModelSpec, place: Pick<ModelEntry, 'ref' | 'origin'>): LoadedModel {
  const model = resolveModel(spec)
  const entry = untrainedEntry(spec, place)
  requireOpenable(weightBytes(model), `"${spec.name}"`)
  return {
    entry,
    spec,
    model,
    weights: initialiseWeights(model, { seed, initializer, biasInitializer }),
    classes: entry.classes,
    warnings: [],
  }
}
