import { definitionOf } from '../../layers'
import type { Pair } from '../../math/geometry'
import {
  extendField,
  INPUT_FIELD,
  mergeFields,
  type FieldStep,
  type LayerField,
} from '../../math/receptive-field'
import type { ResolvedLayer, ResolvedModel } from '../resolve'
import { INPUT_ID } from '../spec'

/**
 * The receptive field of every layer by the closed form, in the network's order; null from where
 * branches with different strides meet. A dense layer is a convolution over the whole map that was
 * flattened before it (chapter 6.3: dense1 of LeNet is a 5×5 convolution over 5×5).
 */
export function layerFields(model: ResolvedModel): ReadonlyMap<string, LayerField | null> {
  const fields = new Map<string, LayerField | null>([[INPUT_ID, INPUT_FIELD]])
  const extents = new Map<string, Pair>([
    [INPUT_ID, [model.spec.input.height, model.spec.input.width]],
  ])
  for (const resolved of model.layers) {
    const { layer, inputs } = resolved
    const extent = extents.get(inputs[0] ?? INPUT_ID) ?? [1, 1]
    const read = inputs.map((id) => fields.get(id) ?? null)
    const field = read.length === 1 ? (read[0] ?? null) : mergeFields(read, extent)
    const step = stepOf(resolved, extent)
    fields.set(layer.id, field && step ? extendField(field, step) : field)
    extents.set(layer.id, extentAfter(resolved, extent))
  }
  fields.delete(INPUT_ID)
  return fields
}

const stepOf = ({ layer, inputShapes }: ResolvedLayer, extent: Pair): FieldStep | null =>
  layer.kind === 'dense'
    ? { kernel: extent, stride: [1, 1], padding: [0, 0] }
    : definitionOf(layer).fieldStep(layer, inputShapes)

/**
 * The map whose whole extent a vector sums over. After a map its own size; a flatten carries it on
 * to the dense layer; after a dense or global layer one cell is left.
 */
function extentAfter({ layer, outputShape }: ResolvedLayer, before: Pair): Pair {
  if (outputShape.length === 3) return [outputShape[0] ?? 1, outputShape[1] ?? 1]
  return layer.kind === 'dense' || layer.kind === 'globalAvgPool2d' ? [1, 1] : before
}
