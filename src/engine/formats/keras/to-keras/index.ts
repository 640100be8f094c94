import type { Layer, LayerKind, LayerOf } from '@shared/layers'
import type { ResolvedModel } from '@shared/model/resolve'
import { neededLayers } from '@shared/model/needed'
import { INPUT_ID } from '@shared/model/spec'
import { nonNegativeLayers } from '../non-negative'
import { activationToKeras } from './activation'
import { adaptivePoolToKeras } from './adaptive'
import { convTranspose2dToKeras } from './conv-transpose2d'
import { conv2dToKeras } from './conv2d'
import * as maps from './maps'
import type { KerasNode, KerasTarget, Place, ToKeras } from './node'
import * as others from './others'
import { groupNormToKeras, layerNormToKeras, localResponseNormToKeras } from './normalising'
import { channelShuffleToKeras, sliceToKeras } from './channels'
import { scaleToKeras } from './scale'
import { avgPool2dToKeras, maxPool2dToKeras } from './pooling'

/** Every layer kind; the compiler names one that is forgotten here. */
const TO_KERAS = {
  conv2d: conv2dToKeras,
  convTranspose2d: convTranspose2dToKeras,
  maxPool2d: maxPool2dToKeras,
  avgPool2d: avgPool2dToKeras,
  adaptiveMaxPool2d: adaptivePoolToKeras,
  adaptiveAvgPool2d: adaptivePoolToKeras,
  globalMaxPool2d: maps.globalPoolToKeras,
  globalAvgPool2d: maps.globalPoolToKeras,
  pad2d: maps.pad2dToKeras,
  crop2d: maps.crop2dToKeras,
  upsample2d: maps.upsample2dToKeras,
  flatten: others.flattenToKeras,
  dense: others.denseToKeras,
  activation: activationToKeras,
  prelu: others.preluToKeras,
  softmax: others.softmaxToKeras,
  batchNorm: others.batchNormToKeras,
  layerNorm: layerNormToKeras,
  groupNorm: groupNormToKeras,
  localResponseNorm: localResponseNormToKeras,
  scale: scaleToKeras,
  dropout: others.dropoutToKeras,
  add: others.addToKeras,
  multiply: others.multiplyToKeras,
  concat: others.concatToKeras,
  slice: sliceToKeras,
  channelShuffle: channelShuffleToKeras,
} satisfies { [K in LayerKind]: ToKeras<LayerOf<K>> }

/** A Keras layer, with the id of our layer that it represents completely or in part. */
export interface PlacedNode extends KerasNode {
  readonly layer: string
}

export interface KerasGraph {
  readonly nodes: readonly PlacedNode[]
  /** Layers that the output doesn't need. tfjs refuses a file with their weights. */
  readonly unused: readonly PlacedNode[]
  /** Name of the Keras layer whose output is the network's. */
  readonly output: string
}

/** tfjs keeps layers in plain objects, in which "constructor" and similar names already exist. */
const isReserved = (name: string): boolean => name in Object.prototype

/**
 * A network as standard Keras layers, in an order of computation. A layer's name is its id if tfjs
 * can read it; helper layers (padding, subsampling) get names of their own.
 */
export function toKeras(model: ResolvedModel, target: KerasTarget = 'tfjs'): KerasGraph {
  const taken = new Set([INPUT_ID, ...model.layers.map(({ layer }) => layer.id)])
  const renamed = new Map<string, string>()
  const outputs = new Map([[INPUT_ID, INPUT_ID]])
  const nonNegative = nonNegativeLayers(model)
  const helper = (id: string, suffix: string): string => {
    let name = `${id}_${suffix}`
    while (taken.has(name)) name += '_'
    taken.add(name)
    return name
  }
  const nameOf = (name: string): string => {
    if (!isReserved(name)) return name
    const free = renamed.get(name) ?? helper(name, 'layer')
    renamed.set(name, free)
    return free
  }
  const used = neededLayers(model.spec)
  const all = model.layers.flatMap(({ layer, inputs, inputShapes, weights }) => {
    const chain = convert({
      layer,
      target,
      inputShapes,
      weights,
      inputs: inputs.map((id) => outputs.get(id) ?? id),
      nonNegative: inputs.every((id) => nonNegative.has(id)),
      helper: (suffix) => helper(layer.id, suffix),
    })
    const nodes = chain.map((node): PlacedNode => ({
      ...node,
      name: nameOf(node.name),
      inputs: node.inputs.map(nameOf),
      layer: layer.id,
    }))
    outputs.set(layer.id, nodes.at(-1)?.name ?? layer.id)
    return nodes
  })
  const nodes = all.filter(({ layer }) => used.has(layer))
  return {
    nodes,
    unused: all.filter(({ layer }) => !used.has(layer)),
    output: nodes.at(-1)?.name ?? INPUT_ID,
  }
}

const convert = <K extends LayerKind>(place: Place<LayerOf<K>>): readonly KerasNode[] =>
  (TO_KERAS[(place.layer as Layer).kind] as unknown as ToKeras<LayerOf<K>>)(place)
