import type { TensorData } from '@shared/contract/common'
import { AppError, phrase } from '@shared/errors'
import type { LoadedModel } from '../models/loaded-model'

/**
 * The weights of a convolution [height, width, in/groups, out] or a dense layer [in, out].
 * @throws AppError `not-found` for a layer that doesn't exist or has no weights
 */
export function filtersOf({ weights, model }: LoadedModel, layer: string): TensorData {
  const array = weights.get(`${layer}.weight`)
  if (array) return { shape: [...array.shape], data: array.data }
  const known = model.layers.some((resolved) => resolved.layer.id === layer)
  throw new AppError(
    'not-found',
    known ? phrase`Layer "${layer}" has no filters.` : phrase`The network has no layer "${layer}".`,
    { layer },
  )
}
