import type { RecipeChange } from '../contract/training'
import type { Recipe } from '../model/recipe'
import { resolveModel } from '../model/resolve'
import type { ModelSpec } from '../model/spec'
import { badLogitsOf } from './rules/bad-logits'
import { isSigmoid } from './rules/sigmoids'

/** A recipe with the change that a finding proposes. */
export function changedRecipe(
  { normalisation, ...recipe }: Recipe,
  { withRelus, withLogits, withoutNormalisation, ...fields }: RecipeChange,
): Recipe {
  const model = withLogits ? logitsOf(recipe.model) : recipe.model
  return {
    ...recipe,
    ...(normalisation && !withoutNormalisation ? { normalisation } : {}),
    ...fields,
    model: withRelus ? rectified(model) : model,
  }
}

/** The network with ReLUs in place of sigmoids and tanhs. */
const rectified = (model: ModelSpec): ModelSpec => ({
  ...model,
  layers: model.layers.map((layer) =>
    'function' in layer && isSigmoid(layer) ? { ...layer, function: 'relu' as const } : layer,
  ),
})

/** The network without the function in front of the loss. */
const logitsOf = (model: ModelSpec): ModelSpec =>
  badLogitsOf(resolveModel(model))?.fix()?.spec ?? model
