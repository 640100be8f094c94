import { AppError, phrase } from '@shared/errors'
import { elements } from '@shared/layers/definition'
import { unusedLayers, withoutUnused } from '@shared/model/needed'
import type { NamedArray, NamedArrays } from '@shared/model/weights'
import type { ReadModel } from '../read-model'
import { weightsInOrder } from '../stored-weight'
import type { OwnModel } from '../keras/own'
import { findArray } from '../keras/from-keras/find-array'
import type { ModelJson } from './model-json'
import { readWeights } from './read-weights'
import type { PlacedNode } from '../keras/to-keras'

/**
 * Weights of layers that no other layer reads, which are in a file of their own; empty if the file
 * is gone.
 */
export async function readUnused(folder: string, json: ModelJson): Promise<NamedArrays> {
  const group = json.userDefinedMetadata?.convscopeUnused
  if (!group) return new Map()
  return readWeights(folder, [group]).catch((thrown: unknown) => {
    if (AppError.from(thrown).code === 'not-found') return new Map<string, NamedArray>()
    throw thrown
  })
}

/**
 * The network of our own description, with the file's weights.
 * @param unused weights of layers that no other layer reads; earlier exports have them among
 *   `stored`
 * @throws AppError `invalid-file` naming the layer whose weights are missing or have a wrong shape
 */
export function readOwn(own: OwnModel, stored: NamedArrays, unused: NamedArrays): ReadModel {
  const { metadata, graph, names } = own
  const weights = new Map(graph.nodes.flatMap((node) => arraysOf(own, node, stored, names)))
  try {
    const all = new Map([...stored, ...unused])
    for (const [id, array] of graph.unused.flatMap((node) => arraysOf(own, node, all)))
      weights.set(id, array)
    return { metadata, weights: weightsInOrder(own.model, weights) }
  } catch (thrown) {
    if (AppError.from(thrown).code !== 'invalid-file') throw thrown
    const left = phrase`The weights of ${unusedLayers(metadata.spec).join(', ')} are no longer next to model.json. No other layer reads these layers, so they are left out, and the outputs are the same.`
    const spec = withoutUnused(metadata.spec)
    return {
      metadata: { ...metadata, spec },
      weights: weightsInOrder(own.model, weights),
      notes: [left],
    }
  }
}

/** The arrays of our layer from those of a Keras layer, by their names. */
function arraysOf(
  { model }: OwnModel,
  node: PlacedNode,
  stored: NamedArrays,
  names: ReadonlyMap<string, string> = new Map(),
): (readonly [string, NamedArray])[] {
  const infos = model.layers.find(({ layer }) => layer.id === node.layer)?.weights ?? []
  return node.weights.flatMap((weight, index): (readonly [string, NamedArray])[] => {
    const { name, shape } = weight
    const array = findArray(stored, names.get(node.name) ?? node.name, [name], index)
    if (array?.data.length !== elements(shape)) {
      throw new AppError(
        'invalid-file',
        phrase`The weights "${name}" of layer "${node.layer}" are missing or have the wrong size; export the model again.`,
        { layer: node.layer },
      )
    }
    if ('constant' in weight) {
      if (array.data.some((value, i) => value !== weight.constant[i]))
        throw new AppError(
          'invalid-file',
          phrase`The numbers "${name}" of layer "${node.layer}" are constants of the network, and the file has others; export the model again.`,
          { layer: node.layer },
        )
      return []
    }
    const { source, unpack } = weight
    const own = infos.find((info) => info.name === source)
    const data = unpack ? unpack(array.data) : array.data
    return [[`${node.layer}.${source}`, { shape: own?.shape ?? shape, data }]]
  })
}
