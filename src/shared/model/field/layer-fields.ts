import { traitsOf } from '../../layers'
import { extentOf } from '../../math/field/cells'
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
 * branches with different strides meet.
 */
export function layerFields(model: ResolvedModel): ReadonlyMap<string, LayerField | null> {
  const fields = new Map<string, LayerField | null>([[INPUT_ID, INPUT_FIELD]])
  const extents = layerExtents(model)
  for (const resolved of model.layers) {
    const { layer, inputs } = resolved
    const extent = extentBefore(resolved, extents)
    const read = inputs.map((id) => fields.get(id) ?? null)
    const field = isSpread(resolved)
      ? null
      : read.length === 1
        ? (read[0] ?? null)
        : mergeFields(read, extent)
    const step = stepOf(resolved, extents)
    fields.set(layer.id, field && step ? extendField(field, step) : field)
  }
  fields.delete(INPUT_ID)
  return fields
}

/**
 * Whether one cell of an input is joined with several: all of them see what it sees, which does not
 * move with them.
 */
const isSpread = ({ layer, inputShapes, outputShape }: ResolvedLayer): boolean =>
  traitsOf(layer).merges === 'values' &&
  inputShapes.some((shape) => extentOf(shape).join() !== extentOf(outputShape).join())

/** The step of a layer's field at its place in the network. */
export const stepOf = (
  resolved: ResolvedLayer,
  extents: ReadonlyMap<string, Pair>,
): FieldStep | null =>
  traitsOf(resolved.layer).fieldStep(
    resolved.layer,
    resolved.inputShapes,
    extentBefore(resolved, extents),
  )

const extentBefore = ({ inputs }: ResolvedLayer, extents: ReadonlyMap<string, Pair>): Pair =>
  extents.get(inputs[0] ?? INPUT_ID) ?? [1, 1]

/**
 * Height and width of each layer's map, the network's input among them as `input`; of a vector
 * those of the map that it was, as long as its units are still that map's: one cell behind a dense
 * or global layer.
 */
export function layerExtents(model: ResolvedModel): ReadonlyMap<string, Pair> {
  const { height, width } = model.spec.input
  const extents = new Map<string, Pair>([[INPUT_ID, [height, width]]])
  for (const resolved of model.layers) {
    const { layer, outputShape } = resolved
    const [rows = 1, columns = 1] = outputShape
    const kept = traitsOf(layer).keeps ? extentBefore(resolved, extents) : ([1, 1] as const)
    extents.set(layer.id, outputShape.length === 3 ? [rows, columns] : kept)
  }
  return extents
}
