import { AppError, phrase } from '@shared/errors'
import { elements, type Shape, type WeightInfo } from '@shared/layers/definition'
import type { ResolvedModel } from '@shared/model/resolve'
import type { NamedArray, NamedArrays } from '@shared/model/weights'

/** The order of an array in a file, and how it is converted from our order and back. */
export interface StoredOrder {
  readonly shape: Shape
  /** Converts to the file's order; absent if the order is the same. */
  readonly pack?: (values: Float32Array) => Float32Array
  readonly unpack?: (values: Float32Array) => Float32Array
}

/** An array of one of our layers in a file. */
export interface StoredWeight extends StoredOrder {
  readonly source: WeightInfo['name']
}

/**
 * The numbers of a layer's array as a file holds them.
 * @throws AppError `invalid-model` naming the layer whose weights are missing
 */
export function storedNumbers(
  weights: NamedArrays,
  layer: string,
  { source, shape, pack }: StoredWeight,
): Float32Array {
  const own = weights.get(`${layer}.${source}`)
  const data = own && (pack ? pack(own.data) : own.data)
  if (data?.length === elements(shape)) return data
  throw new AppError(
    'invalid-model',
    phrase`Layer "${layer}": its weights "${source}" are missing or have the wrong size.`,
    { layer },
  )
}

/** The weights in the order of the network's layers, which comparisons and digests need. */
export const weightsInOrder = (model: ResolvedModel, weights: NamedArrays): NamedArrays =>
  new Map(
    model.layers.flatMap(({ layer, weights: infos }) =>
      infos.flatMap(({ name }): [string, NamedArray][] => {
        const id = `${layer.id}.${name}`
        const array = weights.get(id)
        return array ? [[id, array]] : []
      }),
    ),
  )
