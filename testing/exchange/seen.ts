import { expect } from 'vitest'
import type { ReadModel } from '../../src/engine/formats/read-model'
import { forwardInput } from '../../src/engine/inspect'
import { entryOf, loadedFrom } from '../../src/engine/models/entry'
import { traitsOf } from '../../src/shared/layers'
import { elements } from '../../src/shared/layers/definition'
import { layerFields } from '../../src/shared/model/field/layer-fields'
import { unitField } from '../../src/shared/model/field/unit-field'
import { resolveModel } from '../../src/shared/model/resolve'

/**
 * Expects what Inspect and Fields need of an imported network: every layer's map for a picture, and of
 * every layer the exact pixels that its middle unit sees. The closed form of a field is missing only
 * where branches meet that see the picture at different strides, and behind such a place.
 * @returns how many layers have no closed form for that reason
 */
export async function expectSeen(read: ReadModel, x: Float32Array): Promise<number> {
  const model = resolveModel(read.metadata.spec)
  const entry = entryOf('imported', 'net', read.metadata, model)
  const loaded = loadedFrom(entry, model, read)
  const pass = await forwardInput(loaded, x.subarray(0, elements(model.inputShape)))
  const fields = layerFields(model)
  let unclosed = 0
  for (const { layer, inputs, outputShape } of model.layers) {
    const map = pass.outputs.get(layer.id)
    expect(map?.shape, layer.id).toEqual(outputShape)
    expect(map?.data.every(Number.isFinite), layer.id).toBe(true)
    const isMap = outputShape.length === 3
    const middle = (length = 1): number => (isMap ? Math.floor(length / 2) : 0)
    const unit = { row: middle(outputShape[0]), column: middle(outputShape[1]) }
    const { rows, columns } = unitField(model, layer.id, unit)
    expect(rows[1] >= rows[0] && columns[1] >= columns[0], layer.id).toBe(true)
    if (fields.get(layer.id)) continue
    unclosed += 1
    const isBehind = inputs.some((id) => fields.get(id) === null)
    expect(isBehind || traitsOf(layer).merges !== null, layer.id).toBe(true)
  }
  return unclosed
}
