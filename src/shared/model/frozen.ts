import { AppError, phrase, type Phrase } from '../errors'
import { answerLayer } from './fit'
import type { Recipe } from './recipe'
import type { ResolvedModel } from './resolve'
import type { ModelSpec } from './spec'

type Layers = Pick<ResolvedModel, 'layers'>

/** The layers that have trained weights, in the network's order. */
export const trainableLayers = ({ layers }: Layers): readonly string[] =>
  layers
    .filter(({ weights }) => weights.some(({ trainable }) => trainable))
    .map(({ layer }) => layer.id)

/** The layer whose units or channels become the answers; undefined where several paths do. */
export const headOf = (spec: ModelSpec): string | undefined => spec.layers[answerLayer(spec)]?.id

/** Every layer with weights but the head, which is the last of them where no layer is the answer. */
export function allButHead(model: Layers, spec: ModelSpec): readonly string[] {
  const layers = trainableLayers(model)
  const head = headOf(spec) ?? layers.at(-1)
  return layers.filter((id) => id !== head)
}

/** A field of a recipe that doesn't suit its network. */
export interface LayerFault {
  readonly field: 'frozen' | 'layerRates'
  readonly words: Phrase
}

/** Why a recipe's choices of layers don't suit its network; undefined where they do. */
export function layerFault(
  { frozen = [], layerRates = {} }: Pick<Recipe, 'frozen' | 'layerRates'>,
  model: Layers,
): LayerFault | undefined {
  const layers = trainableLayers(model)
  const unknown = (ids: readonly string[]): string | undefined =>
    ids.find((id) => !layers.includes(id))
  const [strange, other] = [unknown(frozen), unknown(Object.keys(layerRates))]
  const known = layers.join(', ')
  if (strange !== undefined)
    return {
      field: 'frozen',
      words: phrase`names “${strange}”, and the layers with weights are ${known}`,
    }
  if (other !== undefined)
    return {
      field: 'layerRates',
      words: phrase`names “${other}”, and the layers with weights are ${known}`,
    }
  const both = frozen.find((id) => Object.hasOwn(layerRates, id))
  if (both !== undefined)
    return { field: 'layerRates', words: phrase`names “${both}”, which is frozen` }
  if (layers.length > 0 && layers.every((id) => frozen.includes(id)))
    return { field: 'frozen', words: phrase`leaves no layer to be trained` }
  return undefined
}

/** @throws AppError `invalid-recipe` naming the field */
export function checkLayers(recipe: Pick<Recipe, 'frozen' | 'layerRates'>, model: Layers): void {
  const fault = layerFault(recipe, model)
  if (!fault) return
  const { field, words } = fault
  throw new AppError('invalid-recipe', phrase`Not a valid recipe: ${field}: ${words}`, { field })
}
