import { allButHead } from '@shared/model/frozen'
import type { Recipe } from '@shared/model/recipe'
import { resolveModel } from '@shared/model/resolve'
import { layerRatesSchema, type LayerRates } from '@shared/recipe/start'
import { InvalidArgumentError } from 'commander'

/** Stands for every layer but the one that answers. */
const ALL_BUT_HEAD = 'all-but-head'

/** "conv1,conv2": names of layers. */
export const parseLayers = (text: string): readonly string[] => {
  const ids = text.split(',').map((id) => id.trim())
  if (ids.every((id) => id !== '')) return ids
  throw new InvalidArgumentError(`Expected names of layers with commas, or ${ALL_BUT_HEAD}.`)
}

/** "conv1=0.1,conv2=0.5": factors of the learning rate. */
export function parseLayerRates(text: string): LayerRates {
  const pairs = text.split(',').map((pair) => pair.split('='))
  const result = layerRatesSchema.safeParse(
    Object.fromEntries(pairs.map(([id = '', factor = '']) => [id.trim(), Number(factor || NaN)])),
  )
  if (result.success && pairs.every(({ length }) => length === 2)) return result.data
  throw new InvalidArgumentError(
    'Expected <layer>=<factor> with commas, for instance conv1=0.1,conv2=0.5; factors are above 0.',
  )
}

/** The recipe with the layers that options freeze, after its network was fitted to its data set. */
export function withFrozen(recipe: Recipe, layers: readonly string[] | undefined): Recipe {
  if (!layers) return recipe
  const isAll = layers.length === 1 && layers[0] === ALL_BUT_HEAD
  const frozen = isAll ? allButHead(resolveModel(recipe.model), recipe.model) : layers
  return { ...recipe, frozen: [...frozen] }
}
