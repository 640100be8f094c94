import type { ModelEntry } from '@shared/contract/models'
import { recipeSchema } from '@shared/model/recipe'
import { resolveModel } from '@shared/model/resolve'
import type { ModelSpec } from '@shared/model/spec'
import { initialiseWeights } from '../training/initialise'
import { facts, suitedClasses } from './entry'
import type { LoadedModel } from './loaded-model'

const { seed, initializer, biasInitializer } = recipeSchema.pick({ seed: true, initializer: true, biasInitializer: true }).parse({})

/** The entry of a network that has no training behind it. */
export function untrainedEntry(spec: ModelSpec, place: Pick<ModelEntry, 'ref' | 'origin'>): ModelEntry {
  const model = resolveModel(spec)
  return { ...place, title: spec.name, trained: false, ...facts(model), classes: suitedClasses(model) }
}

/** A network with the weights that a run of the recipe's defaults starts with (seed 0), the same each time. */
export function untrained(spec: ModelSpec, place: Pick<ModelEntry, 'ref' | 'origin'>): LoadedModel {
  const model = resolveModel(spec)
  const entry = untrainedEntry(spec, place)
  return { entry, spec, model, weights: initialiseWeights(model, { seed, initializer, biasInitializer }), classes: entry.classes, warnings: [] }
}
