import { windowOf } from '../../src/shared/layers'
import type { ResolvedLayer, ResolvedModel } from '../../src/shared/model/resolve'

/**
 * A layer with every parameter written out, for programs that don't know this project's defaults:
 * sizes as pairs, padding as [[top, bottom], [left, right]].
 */
function planned({ layer, inputs, inputShapes }: ResolvedLayer): Record<string, unknown> {
  return { ...layer, inputs, inputShapes, ...windowOf(layer, inputShapes) }
}

export const planOf = (model: ResolvedModel): readonly Record<string, unknown>[] =>
  model.layers.map(planned)
