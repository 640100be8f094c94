import type { Layer, LayerKind, LayerOf } from '@shared/layers'
import * as activations from './activation'
import { conv2dToGraph, convTranspose2dToGraph } from './convolutions'
import * as maps from './maps'
import * as normalising from './normalising'
import * as others from './others'
import type { Place, ToGraph } from './place'
import * as pooling from './pooling'
import type { Value } from './layer-graph'

/** Every layer kind; the compiler names one that is forgotten here. */
const TO_GRAPH = {
  conv2d: conv2dToGraph,
  convTranspose2d: convTranspose2dToGraph,
  maxPool2d: pooling.maxPool2dToGraph,
  avgPool2d: pooling.avgPool2dToGraph,
  adaptiveMaxPool2d: pooling.adaptiveMaxPool2dToGraph,
  adaptiveAvgPool2d: pooling.adaptiveAvgPool2dToGraph,
  globalMaxPool2d: pooling.globalPoolToGraph('Max'),
  globalAvgPool2d: pooling.globalPoolToGraph('Mean'),
  pad2d: maps.pad2dToGraph,
  crop2d: maps.crop2dToGraph,
  upsample2d: maps.upsample2dToGraph,
  flatten: others.flattenToGraph,
  dense: others.denseToGraph,
  activation: activations.activationToGraph,
  prelu: activations.preluToGraph,
  softmax: others.softmaxToGraph,
  batchNorm: normalising.batchNormToGraph,
  layerNorm: normalising.layerNormToGraph,
  groupNorm: normalising.groupNormToGraph,
  localResponseNorm: normalising.localResponseNormToGraph,
  scale: others.scaleToGraph,
  dropout: others.dropoutToGraph,
  add: others.addToGraph,
  multiply: others.multiplyToGraph,
  concat: others.concatToGraph,
  slice: others.sliceToGraph,
  channelShuffle: others.channelShuffleToGraph,
} satisfies { [K in LayerKind]: ToGraph<LayerOf<K>> }

/** Writes one layer's operations by the conversion of its kind. */
export const layerToGraph = (place: Place<Layer>): Value =>
  (TO_GRAPH[place.layer.kind] as ToGraph<Layer>)(place)
