import { AppError, phrase } from '@shared/errors'
import type { ResolvedModel } from '@shared/model/resolve'
import type { NamedArray, NamedArrays } from '@shared/model/weights'
import { storedNumbers, weightsInOrder } from '../stored-weight'
import { toTorch } from './to-torch'

/** Our arrays and their places in the module's state_dict. */
const entries = (model: ResolvedModel) =>
  toTorch(model).flatMap(({ resolved, name, weights = [] }) =>
    weights.map((weight) => ({
      ...weight,
      layer: resolved.layer.id,
      ownShape: resolved.weights.find((info) => info.name === weight.source)?.shape ?? [],
      key: name + weight.suffix,
    })),
  )

/**
 * The weights as the module's state_dict has them.
 * @throws AppError `invalid-model` naming the layer whose weights are missing
 */
export const toState = (model: ResolvedModel, weights: NamedArrays): NamedArrays =>
  new Map(
    entries(model).map((entry): [string, NamedArray] => {
      const { key, shape, layer } = entry
      return [key, { shape, data: storedNumbers(weights, layer, entry) }]
    }),
  )

/**
 * Our weights from the module's state_dict.
 * @throws AppError `invalid-file` naming the layer whose weights are missing or have a wrong shape
 */
export function fromState(model: ResolvedModel, state: NamedArrays): NamedArrays {
  const found = new Map(
    entries(model).map((entry): [string, NamedArray] => {
      const { layer, source, shape, ownShape, unpack, key } = entry
      const array = state.get(key)
      if (array?.shape.join() !== shape.join())
        throw new AppError(
          'invalid-file',
          phrase`The weights "${source}" of layer "${layer}" are missing or have the wrong size; export the model again.`,
          { layer },
        )
      return [
        `${layer}.${source}`,
        { shape: ownShape, data: unpack ? unpack(array.data) : array.data },
      ]
    }),
  )
  return weightsInOrder(model, found)
}
