import type { Layer, LayerKind, LayerOf } from '@shared/layers'
import type { ResolvedModel } from '@shared/model/resolve'
import { INPUT_ID } from '@shared/model/spec'
import { nonNegativeLayers } from '../non-negative'
import { conv2dToKeras } from './conv2d'
import type { KerasNode, Place, ToKeras } from './node'
import * as others from './others'
import { avgPool2dToKeras, maxPool2dToKeras } from './pooling'

/** Every layer kind; the compiler names one that is forgotten here. */
const TO_KERAS = {
  conv2d: conv2dToKeras,
  maxPool2d: maxPool2dToKeras,
  avgPool2d: avgPool2dToKeras,
  globalAvgPool2d: others.globalAvgPool2dToKeras,
  flatten: others.flattenToKeras,
  dense: others.denseToKeras,
  activation: others.activationToKeras,
  softmax: others.softmaxToKeras,
  batchNorm: others.batchNormToKeras,
  dropout: others.dropoutToKeras,
  add: others.addToKeras,
  concat: others.concatToKeras,
} satisfies { [K in LayerKind]: ToKeras<LayerOf<K>> }

/** A Keras layer and the layer of ours that it (or part of it) is. */
export interface PlacedNode extends KerasNode {
  readonly layer: string
}

export interface KerasGraph {
  readonly nodes: readonly PlacedNode[]
  /** Name of the Keras layer whose output is the network's. */
  readonly output: string
}

/**
 * A network as standard Keras layers, in an order of computation. A layer keeps its id as its name;
 * helping layers (padding, subsampling) get names of their own.
 */
export function toKeras(model: ResolvedModel): KerasGraph {
  const taken = new Set([INPUT_ID, ...model.layers.map(({ layer }) => layer.id)])
  const outputs = new Map([[INPUT_ID, INPUT_ID]])
  const nonNegative = nonNegativeLayers(model)
  const helper = (id: string, suffix: string): string => {
    let name = `${id}_${suffix}`
    while (taken.has(name)) name += '_'
    taken.add(name)
    return name
  }
  const nodes = model.layers.flatMap(({ layer, inputs, inputShapes, weights }) => {
    const chain = convert({
      layer,
      inputShapes,
      weights,
      inputs: inputs.map((id) => outputs.get(id) ?? id),
      nonNegative: inputs.every((id) => nonNegative.has(id)),
      helper: (suffix) => helper(layer.id, suffix),
    })
    outputs.set(layer.id, chain.at(-1)?.name ?? layer.id)
    return chain.map((node): PlacedNode => ({ ...node, layer: layer.id }))
  })
  return { nodes, output: nodes.at(-1)?.name ?? INPUT_ID }
}

const convert = <K extends LayerKind>(place: Place<LayerOf<K>>): readonly KerasNode[] =>
  (TO_KERAS[(place.layer as Layer).kind] as unknown as ToKeras<LayerOf<K>>)(place)
