import type { Layer, LayerKind, LayerOf } from '@shared/layers'
import type { ResolvedLayer, ResolvedModel } from '@shared/model/resolve'
import { flattenOrder } from '../../channels-first/flatten-order'
import { pythonNames } from '../names'
import { activationToTorch } from './activation'
import { conv2dToTorch } from './conv2d'
import { convTranspose2dToTorch } from './conv-transpose2d'
import * as maps from './maps'
import * as normalising from './normalising'
import * as others from './others'
import type { Place, TorchPart, ToTorch } from './part'
import * as pooling from './pooling'

/** Every layer kind; the compiler names one that is forgotten here. */
const TO_TORCH = {
  conv2d: conv2dToTorch,
  convTranspose2d: convTranspose2dToTorch,
  maxPool2d: pooling.maxPool2dToTorch,
  avgPool2d: pooling.avgPool2dToTorch,
  adaptiveMaxPool2d: pooling.adaptivePoolToTorch,
  adaptiveAvgPool2d: pooling.adaptivePoolToTorch,
  globalMaxPool2d: pooling.globalPoolToTorch,
  globalAvgPool2d: pooling.globalPoolToTorch,
  pad2d: maps.pad2dToTorch,
  crop2d: maps.crop2dToTorch,
  upsample2d: maps.upsample2dToTorch,
  flatten: others.flattenToTorch,
  dense: others.denseToTorch,
  activation: activationToTorch,
  prelu: others.preluToTorch,
  softmax: others.softmaxToTorch,
  batchNorm: normalising.batchNormToTorch,
  layerNorm: normalising.layerNormToTorch,
  groupNorm: normalising.groupNormToTorch,
  localResponseNorm: normalising.localResponseNormToTorch,
  scale: others.scaleToTorch,
  dropout: others.dropoutToTorch,
  add: others.addToTorch,
  multiply: others.multiplyToTorch,
  concat: others.concatToTorch,
  slice: maps.sliceToTorch,
  channelShuffle: maps.channelShuffleToTorch,
} satisfies { [K in LayerKind]: ToTorch<LayerOf<K>> }

/** A layer's part of the module. */
export interface PlacedPart extends TorchPart {
  readonly resolved: ResolvedLayer
  /** Its attribute in the module. */
  readonly name: string
}

/** A network as parts of a PyTorch module, in an order of computation. */
export function toTorch(model: ResolvedModel): readonly PlacedPart[] {
  const { rows, kept } = flattenOrder(model)
  const names = pythonNames(model.layers.map(({ layer }) => layer.id))
  return model.layers.map((resolved): PlacedPart => {
    const { id } = resolved.layer
    const part = convert({ ...resolved, rows: rows.get(id), channelsLast: kept.has(id) })
    return { ...part, resolved, name: names.get(id) ?? id }
  })
}

const convert = <K extends LayerKind>(place: Place<LayerOf<K>>): TorchPart =>
  (TO_TORCH[(place.layer as Layer).kind] as unknown as ToTorch<LayerOf<K>>)(place)
