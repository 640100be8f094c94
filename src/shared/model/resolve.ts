import { AppError, phrase, type Phrase } from '../errors'
import { traitsOf, type Layer } from '../layers'
import { formatShape, type Shape, type WeightInfo } from '../layers/definition'
import { INPUT_ID, inputIds, type ModelSpec } from './spec'

/** A layer in its place: its inputs, and the shapes that follow. */
export interface ResolvedLayer {
  readonly layer: Layer
  readonly inputs: readonly string[]
  readonly inputShapes: readonly Shape[]
  readonly outputShape: Shape
  readonly weights: readonly WeightInfo[]
}

/** A ModelSpec whose shapes have been worked out, in the order in which layers can be computed. */
export interface ResolvedModel {
  readonly spec: ModelSpec
  readonly inputShape: Shape
  readonly layers: readonly ResolvedLayer[]
  /** Number of classes: length of the logits; 0 of a network that ends in a map. */
  readonly classes: number
}

/** A layer of a network by its id; undefined where there is none. */
export const layerAt = (
  { layers }: Pick<ResolvedModel, 'layers'>,
  id: string,
): ResolvedLayer | undefined => layers.find(({ layer }) => layer.id === id)

/**
 * Id of the last layer that is a map, or of the last layer of all: where a unit is selected by
 * default.
 */
export const lastMap = ({ layers }: ResolvedModel): string =>
  (layers.filter(({ outputShape }) => outputShape.length === 3).at(-1) ?? layers.at(-1))?.layer
    .id ?? INPUT_ID

/** Shape of a layer's output, or of the network's input by its id `input`. */
export const shapeAt = (model: ResolvedModel, id: string): Shape | undefined =>
  id === INPUT_ID ? model.inputShape : layerAt(model, id)?.outputShape

const fault = (
  layer: string,
  message: string | Phrase,
  details: Record<string, unknown> = {},
): AppError =>
  new AppError('invalid-model', phrase`Layer "${layer}": ${message}`, { ...details, layer })

/**
 * Works out every layer's inputs, shapes and weights. Layers may only read layers written before
 * them, so the order of the file is an order of computation and cycles can't be written.
 * @throws AppError `invalid-model`; the message and `details.layer` name the layer at fault.
 */
export function resolveModel(spec: ModelSpec): ResolvedModel {
  const inputShape: Shape = [spec.input.height, spec.input.width, spec.input.channels]
  const shapes = new Map<string, Shape>([[INPUT_ID, inputShape]])
  const layers = spec.layers.map((layer, index) => {
    if (shapes.has(layer.id))
      throw fault(layer.id, phrase`the id is used twice; give one of the two another name.`)
    const inputs = inputIds(spec.layers, index)
    const inputShapes = inputs.map((id) => {
      const shape = shapes.get(id)
      if (!shape)
        throw fault(layer.id, phrase`its input "${id}" is not a layer before it.`, {
          field: 'inputs',
        })
      return shape
    })
    const resolved = resolveLayer(layer, inputs, inputShapes)
    shapes.set(layer.id, resolved.outputShape)
    return resolved
  })
  return { spec, inputShape, layers, classes: outputCount(layers) }
}

/** Length of the vector that the layers end in; 0 where they end in a map. */
export function outputCount(layers: readonly Pick<ResolvedLayer, 'outputShape'>[]): number {
  const { outputShape = [] } = layers.at(-1) ?? {}
  return outputShape.length === 1 ? (outputShape[0] ?? 0) : 0
}

/**
 * Refuses a network without logits, which can't be trained or counted.
 * @throws AppError `invalid-model` naming its last layer and the shape of its map
 */
export function requireLogits({ layers }: Pick<ResolvedModel, 'layers'>): void {
  const last = layers.at(-1)
  if (last && last.outputShape.length === 1) return
  throw fault(
    last?.layer.id ?? INPUT_ID,
    phrase`the network ends in a map of ${formatShape(last?.outputShape ?? [])}, and training and evaluation need a vector of logits: end with a dense layer, flatten or globalAvgPool2d.`,
  )
}

function resolveLayer(
  layer: Layer,
  inputs: readonly string[],
  inputShapes: readonly Shape[],
): ResolvedLayer {
  const traits = traitsOf(layer)
  try {
    const outputShape = traits.outputShape(layer, inputShapes)
    return {
      layer,
      inputs,
      inputShapes,
      outputShape,
      weights: traits.weights(layer, inputShapes),
    }
  } catch (thrown) {
    const { words, details } = AppError.from(thrown)
    throw fault(layer.id, words, details)
  }
}
