import { AppError, phrase } from '@shared/errors'
import type { ResolvedModel } from '@shared/model/resolve'
import type { NamedArrays } from '@shared/model/weights'

/**
 * Checks that arrays from outside fit the network that will use them.
 * @throws AppError `invalid-model` naming the layer whose weights are missing or have a wrong shape
 */
export function checkWeights(model: ResolvedModel, weights: NamedArrays): void {
  for (const { layer, weights: infos } of model.layers) {
    for (const { name, shape, mask } of infos) {
      const array = weights.get(`${layer.id}.${name}`)
      if (array?.shape.join() !== shape.join()) {
        const needed = shape.join(', ')
        const fault = array
          ? phrase`Layer "${layer.id}": its ${name} is [${array.shape.join(', ')}], and must be [${needed}].`
          : phrase`Layer "${layer.id}": its ${name} is missing, and must be [${needed}].`
        throw new AppError('invalid-model', fault, { layer: layer.id })
      }
      if (mask && array.data.some((value, i) => mask[i] === 0 && value !== 0))
        throw new AppError(
          'invalid-model',
          phrase`Layer "${layer.id}": its ${name} has numbers where its connections have none; they must be 0.`,
          { layer: layer.id },
        )
    }
  }
}
