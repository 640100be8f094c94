import type { ResolvedModel } from '@shared/model/resolve'
import { INPUT_ID } from '@shared/model/spec'
import type { KerasGraph, PlacedNode } from './to-keras'

/** One entry of a Keras model's `config.layers`. */
interface LayerEntry {
  readonly class_name: string
  readonly name: string
  readonly config: Readonly<Record<string, unknown>>
  readonly inbound_nodes: readonly unknown[]
}

/** A functional model in the JSON of Keras 2, which tfjs and every later Keras read. */
export interface Topology {
  readonly class_name: 'Model'
  readonly config: {
    readonly name: string
    readonly layers: readonly LayerEntry[]
    readonly input_layers: readonly (readonly [string, number, number])[]
    readonly output_layers: readonly (readonly [string, number, number])[]
  }
  readonly keras_version: string
  readonly backend: string
}

const entryOf = ({ name, className, config, inputs }: PlacedNode): LayerEntry => ({
  class_name: className,
  name,
  config: { name, trainable: true, dtype: 'float32', ...config },
  inbound_nodes: [inputs.map((input) => [input, 0, 0, {}])],
})

/** `modelTopology` of a network's Keras layers. */
export function topologyOf(model: ResolvedModel, graph: KerasGraph): Topology {
  const input: LayerEntry = {
    class_name: 'InputLayer',
    name: INPUT_ID,
    config: {
      batch_input_shape: [null, ...model.inputShape],
      dtype: 'float32',
      sparse: false,
      name: INPUT_ID,
    },
    inbound_nodes: [],
  }
  return {
    class_name: 'Model',
    config: {
      // Keras requires names without spaces; the network's own name is in the metadata.
      name: model.spec.name.replace(/[^\w-]+/g, '_'),
      layers: [input, ...graph.nodes.map(entryOf)],
      input_layers: [[INPUT_ID, 0, 0]],
      output_layers: [[graph.output, 0, 0]],
    },
    keras_version: '2.15.0',
    backend: 'tensorflow',
  }
}
