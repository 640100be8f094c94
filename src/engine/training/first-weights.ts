import { AppError, phrase } from '@shared/errors'
import type { Recipe } from '@shared/model/recipe'
import type { ResolvedModel } from '@shared/model/resolve'
import type { NamedArray, NamedArrays } from '@shared/model/weights'
import { initialiseWeights } from './initialise'

/** The first weights of a training that goes on from those of a model. */
export interface FirstWeights {
  readonly weights: NamedArrays
  /** Layers whose weights are fresh, in the network's order. */
  readonly fresh: readonly string[]
}

/**
 * The weights with which a training of a network begins that has layers of a trained model. A layer
 * keeps the model's weights if all of them have the shapes that it needs; the others, such as a
 * head for other classes, start as the recipe says.
 * @param source the model's weights
 * @param replaced layers that start fresh in any case
 * @throws AppError `invalid-argument` if no layer keeps its weights, or a replaced layer is unknown
 */
export function firstWeights(
  model: ResolvedModel,
  recipe: Pick<Recipe, 'initializer' | 'biasInitializer' | 'seed'>,
  source: NamedArrays,
  replaced: readonly string[] = [],
): FirstWeights {
  const initial = initialiseWeights(model, recipe)
  const layers = model.layers.filter(({ weights }) => weights.length > 0)
  const strange = replaced.find((id) => !layers.some(({ layer }) => layer.id === id))
  if (strange !== undefined)
    throw new AppError(
      'invalid-argument',
      phrase`The network has no layer “${strange}” with weights.`,
      { layer: strange },
    )
  const weights = new Map<string, NamedArray>()
  const fresh: string[] = []
  for (const { layer, weights: infos } of layers) {
    const kept = infos.map(({ name, shape }) => {
      const array = source.get(`${layer.id}.${name}`)
      return array?.shape.join() === shape.join() ? array : undefined
    })
    const isFresh = replaced.includes(layer.id) || kept.includes(undefined)
    if (isFresh) fresh.push(layer.id)
    infos.forEach(({ name }, i) => {
      const key = `${layer.id}.${name}`
      weights.set(key, ((isFresh ? undefined : kept[i]) ?? initial.get(key)) as NamedArray)
    })
  }
  if (fresh.length === layers.length)
    throw new AppError(
      'invalid-argument',
      phrase`No layer of the network can take its weights from this model: the names or the shapes are others.`,
    )
  return { weights, fresh }
}
