import { AppError } from '@shared/errors'
import type { ResolvedModel } from '@shared/model/resolve'
import type { NamedArrays } from '@shared/model/weights'

/**
 * Holds arrays from outside against the network that is to use them.
 * @throws AppError `invalid-model` naming the layer whose weights are missing or misshapen.
 */
export function checkWeights(model: ResolvedModel, weights: NamedArrays): void {
  for (const { layer, weights: infos } of model.layers) {
    for (const { name, shape } of infos) {
      const array = weights.get(`${layer.id}.${name}`)
      if (array?.shape.join() !== shape.join()) {
        const found = array ? `has the shape [${array.shape.join(', ')}]` : 'is missing'
        throw new AppError('invalid-model', `Layer "${layer.id}": its ${name} ${found}, and must be [${shape.join(', ')}].`, { layer: layer.id })
      }
    }
  }
}
