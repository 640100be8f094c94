import { phrase, type Phrase } from '@shared/errors'
import { keras } from '@shared/formats/keras'
import { unusedLayers } from '@shared/model/needed'
import { resolveModel, type ResolvedModel } from '@shared/model/resolve'
import { INPUT_ID } from '@shared/model/spec'
import type { NamedArrays } from '@shared/model/weights'
import { writeHdf5, type Hdf5Group } from '../hdf5/write'
import { hasExtra, PIXELS, type Metadata } from '../metadata'
import { storedNumbers } from '../stored-weight'
import type { Pieces } from '../zip/pieces'
import { zipPieces } from '../zip/write'
import { CONFIG, METADATA, WEIGHTS } from './archive'
import { Containers } from './from-keras/containers'
import { layerOrder } from './layer-order'
import { withPreprocessing } from './to-keras/preprocessing'
import { toKeras, type KerasGraph, type PlacedNode } from './to-keras'

export const [MODEL_FILE] = keras.marks
/** The first Keras with this format; later ones read it. */
const KERAS_VERSION = '3.0.0'
/** A group of the file that Keras does not read. */
export const UNUSED = 'unused'

/**
 * A network as one `.keras` file, which Keras 3 loads, predicts with and trains further. Its input
 * is [batch, height, width, channels], normalised, or pixels from 0 to 255 with the preprocessing among
 * the extras, and its output are logits.
 * @throws AppError `unsupported` naming a layer that Keras has no form for, `invalid-model` naming
 *   the layer whose weights are missing
 */
export async function encodeKeras(
  metadata: Metadata,
  weights: NamedArrays,
): Promise<ReadonlyMap<string, Pieces>> {
  const model = resolveModel(metadata.spec)
  const graph = kerasGraph(model, metadata)
  const order = layerOrder(graph)
  const text = (value: unknown): Pieces => [new TextEncoder().encode(JSON.stringify(value))]
  const archive = zipPieces(
    new Map([
      [METADATA, text({ keras_version: KERAS_VERSION, convscope: metadata })],
      [CONFIG, text(configOf(metadata, model, graph, order))],
      [WEIGHTS, [await writeHdf5(weightsOf(graph, order, weights))]],
    ]),
  )
  return new Map([[MODEL_FILE, archive]])
}

/** Remarks for the user on what the file can't hold of a network. */
export function kerasRemarks({ spec }: Metadata): readonly Phrase[] {
  const unused = unusedLayers(spec)
  const tables = spec.layers.flatMap((layer) =>
    'connections' in layer && layer.connections ? [layer.id] : [],
  )
  return [
    ...(unused.length > 0
      ? [
          phrase`No other layer reads ${unused.join(', ')}, and Keras has no such layers in a model. They are left out of the model's layers, and only Convscope reads them back.`,
        ]
      : []),
    ...(tables.length > 0
      ? [
          phrase`Keras has no table of connections (${tables.join(', ')}): it predicts the same, and a training in Keras also learns the connections that the table leaves out.`,
        ]
      : []),
  ]
}

/** The layers of an export: the network's, behind those of its preprocessing where that is asked for. */
export const kerasGraph = (model: ResolvedModel, metadata: Metadata): KerasGraph =>
  withPreprocessing(toKeras(model, 'Keras'), metadata)

const entryOf = ({ name, className, config, inputs }: PlacedNode): object => ({
  module: 'keras.layers',
  class_name: className,
  config: { name, trainable: true, dtype: 'float32', ...config },
  registered_name: null,
  name,
  inbound_nodes: [inputs.map((input) => [input, 0, 0, {}])],
})

function configOf(
  metadata: Metadata,
  model: ResolvedModel,
  graph: KerasGraph,
  order: readonly PlacedNode[],
): object {
  const given = hasExtra(metadata, 'preprocessing') ? PIXELS : INPUT_ID
  const input = {
    module: 'keras.layers',
    class_name: 'InputLayer',
    config: { batch_shape: [null, ...model.inputShape], dtype: 'float32', name: given },
    registered_name: null,
    name: given,
    inbound_nodes: [],
  }
  return {
    module: 'keras.src.models.functional',
    class_name: 'Functional',
    config: {
      name: model.spec.name.replace(/[^\w-]+/g, '_'),
      trainable: true,
      layers: [input, ...order.map(entryOf)],
      input_layers: [[given, 0, 0]],
      output_layers: [[graph.output, 0, 0]],
    },
    registered_name: 'Functional',
  }
}

/** The arrays of a layer, numbered in Keras's order; a layer without any has an empty group. */
const variables = (node: PlacedNode, weights: NamedArrays): Hdf5Group => ({
  attributes: { name: node.name },
  arrays: new Map(
    node.weights.map((weight, i) => [
      String(i),
      {
        shape: weight.shape,
        data: 'constant' in weight ? weight.constant : storedNumbers(weights, node.layer, weight),
      },
    ]),
  ),
})

function weightsOf(
  graph: KerasGraph,
  order: readonly PlacedNode[],
  weights: NamedArrays,
): Hdf5Group {
  const containers = new Containers('')
  const layerOf = (node: PlacedNode): Hdf5Group => ({
    groups: new Map([['vars', variables(node, weights)]]),
  })
  const nameOf = (node: PlacedNode): string =>
    containers.next(node.className).replace(/^layers\//, '')
  return {
    groups: new Map<string, Hdf5Group>([
      ['layers', { groups: new Map(order.map((node) => [nameOf(node), layerOf(node)])) }],
      [UNUSED, { groups: new Map(graph.unused.map((node) => [node.name, layerOf(node)])) }],
    ]),
  }
}
