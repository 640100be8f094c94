import { AppError, phrase } from '@shared/errors'
import type { NamedArray, NamedArrays } from '@shared/model/weights'
import type { Hdf5Array, Hdf5Tree } from '../hdf5/tree'
import type { KerasLayer, KerasModel } from './from-keras/graph'

/**
 * The weights of a `.keras` file by layer: Keras 3 keeps them under the classes of the layers, in
 * the order of the layers, and never under their names.
 */
export function containedWeights({ layers }: KerasModel, { arrays }: Hdf5Tree): NamedArrays {
  const stored = new Map<string, NamedArray>()
  // The format's first version had another name for the same group.
  const places = new Map(
    [...arrays].map(([path, array]) => [
      path.replaceAll('_layer_checkpoint_dependencies/', 'layers/'),
      array,
    ]),
  )
  for (const layer of layers) {
    for (let i = 0; layer.container !== ''; i += 1) {
      const array = places.get(`${layer.container}/vars/${i}`)
      if (!array) break
      keep(stored, layer, i, `${layer.name}/vars/${i}`, array)
    }
  }
  return stored
}

/** The weights of layers that are in our own files only. */
export const unusedWeights = ({ arrays }: Hdf5Tree): NamedArrays =>
  new Map(
    [...arrays].flatMap(([path, { shape, data }]): [string, NamedArray][] =>
      data && path.startsWith('unused/') ? [[path.replace('unused/', ''), { shape, data }]] : [],
    ),
  )

/** Where an `.h5` file keeps its weights, and the list of a layer's arrays in it. */
const ROOT = 'model_weights'
const LIST = 'weight_names'

/**
 * The weights of an `.h5` file by layer. A layer's own arrays are in the order of their list, as
 * Keras itself takes them, whatever they are called. Those of a model among the layers are told
 * apart by their names.
 */
export function listedWeights({ layers }: KerasModel, tree: Hdf5Tree): NamedArrays {
  const stored = new Map<string, NamedArray>()
  const models = new Set<string>()
  for (const layer of layers) {
    const [outer = ''] = layer.chain
    const isInside = layer.chain.length > 1
    if (outer === '' || (isInside && models.has(outer))) continue
    models.add(outer)
    namesIn(tree, `${ROOT}/${outer}`).forEach((name, i) => {
      const array = tree.arrays.get(`${ROOT}/${outer}/${name}`)
      if (array) keep(stored, layer, i, isInside ? `${outer}/${name}` : `${outer}/vars/${i}`, array)
    })
  }
  return stored
}

/** The list, which Keras cuts into numbered parts where it is long. */
function namesIn({ attributes }: Hdf5Tree, group: string): readonly string[] {
  const texts = attributes.get(group) ?? new Map<string, string | readonly string[]>()
  const parts = [...texts].filter(([name]) => name.replace(/\d+$/, '') === LIST)
  const number = (name: string): number => Number(name.slice(LIST.length) || 0)
  return parts.sort(([a], [b]) => number(a) - number(b)).flatMap(([, names]) => names)
}

/** Counters and seeds are whole numbers and left out; a kernel of them is a quantised one. */
function keep(
  stored: Map<string, NamedArray>,
  layer: KerasLayer,
  index: number,
  key: string,
  { shape, type, data }: Hdf5Array,
): void {
  if (data) stored.set(key, { shape, data })
  else if (index === 0 || !/^u?int/.test(type))
    throw new AppError(
      'unsupported',
      phrase`The weights of layer "${layer.name}" are of type ${type}; only float32 weights can be read.`,
      { layer: layer.name },
    )
}
