import type { RecipeChange } from '../contract/training'
import type { Recipe } from '../model/recipe'
import { isSigmoid } from './rules/sigmoids'

/** A recipe with the change that a finding proposes. */
export function changedRecipe(
  { normalisation, ...recipe }: Recipe,
  { withRelus, withoutNormalisation, ...fields }: RecipeChange,
): Recipe {
  const layers = recipe.model.layers.map((layer) =>
    withRelus && layer.kind === 'activation' && isSigmoid(layer)
      ? { ...layer, function: 'relu' as const }
      : layer,
  )
  return {
    ...recipe,
    ...(normalisation && !withoutNormalisation ? { normalisation } : {}),
    ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
    model: { ...recipe.model, layers },
  }
}
