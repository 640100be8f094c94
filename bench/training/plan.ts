import { conv2dWindow } from '../../src/shared/layers/conv2d'
import type { MapShape } from '../../src/shared/layers/definition'
import { poolWindow } from '../../src/shared/layers/pooling'
import type { ResolvedLayer, ResolvedModel } from '../../src/shared/model/resolve'

/**
 * A layer with everything written out, for programs that don't know this project's defaults: sizes
 * as pairs, padding as [[top, bottom], [left, right]].
 */
function planned({ layer, inputs, inputShapes }: ResolvedLayer): Record<string, unknown> {
  const place = { ...layer, inputs, inputShapes }
  switch (layer.kind) {
    case 'conv2d':
      return { ...place, ...conv2dWindow(layer, inputShapes[0] as MapShape) }
    case 'maxPool2d':
    case 'avgPool2d':
      return { ...place, ...poolWindow(layer, inputShapes[0] as MapShape) }
    default:
      return place
  }
}

export const planOf = (model: ResolvedModel): readonly Record<string, unknown>[] =>
  model.layers.map(planned)
