import type { Layer, LayerKind, LayerOf } from '@shared/layers'
import type { ResolvedModel } from '@shared/model/resolve'
import { flattenOrder } from '../../channels-first/flatten-order'
import { activationToOnnx } from './activation'
import { channelShuffleToOnnx, scaleToOnnx, sliceToOnnx } from './channels'
import { convTranspose2dToOnnx } from './conv-transpose2d'
import { conv2dToOnnx } from './conv2d'
import { addToOnnx, multiplyToOnnx } from './joining'
import * as maps from './maps'
import { localResponseNormToOnnx } from './local-response-norm'
import { groupNormToOnnx, layerNormToOnnx } from './normalising'
import type { OnnxPart, Place, ToOnnx } from './node'
import * as others from './others'
import { avgPool2dToOnnx, globalPoolToOnnx, maxPool2dToOnnx } from './pooling'

/** Every layer kind; the compiler names one that is forgotten here. */
const TO_ONNX = {
  conv2d: conv2dToOnnx,
  convTranspose2d: convTranspose2dToOnnx,
  maxPool2d: maxPool2dToOnnx,
  avgPool2d: avgPool2dToOnnx,
  adaptiveMaxPool2d: maps.adaptiveMaxPool2dToOnnx,
  adaptiveAvgPool2d: maps.adaptiveAvgPool2dToOnnx,
  globalMaxPool2d: globalPoolToOnnx,
  globalAvgPool2d: globalPoolToOnnx,
  pad2d: maps.pad2dToOnnx,
  crop2d: maps.crop2dToOnnx,
  upsample2d: maps.upsample2dToOnnx,
  flatten: others.flattenToOnnx,
  dense: others.denseToOnnx,
  activation: activationToOnnx,
  prelu: others.preluToOnnx,
  softmax: others.softmaxToOnnx,
  batchNorm: others.batchNormToOnnx,
  layerNorm: layerNormToOnnx,
  groupNorm: groupNormToOnnx,
  localResponseNorm: localResponseNormToOnnx,
  scale: scaleToOnnx,
  dropout: others.dropoutToOnnx,
  add: addToOnnx,
  multiply: multiplyToOnnx,
  concat: others.concatToOnnx,
  slice: sliceToOnnx,
  channelShuffle: channelShuffleToOnnx,
} satisfies { [K in LayerKind]: ToOnnx<LayerOf<K>> }

/** A layer's part of the graph. */
export interface PlacedPart extends OnnxPart {
  readonly layer: string
}

/** A network as operators of ONNX, in an order of computation; tensors are named like our layers. */
export function toOnnx(model: ResolvedModel): readonly PlacedPart[] {
  const { rows, kept } = flattenOrder(model)
  return model.layers.map((resolved): PlacedPart => {
    const { id } = resolved.layer
    return {
      layer: id,
      ...convert({ ...resolved, rows: rows.get(id), channelsLast: kept.has(id) }),
    }
  })
}

const convert = <K extends LayerKind>(place: Place<LayerOf<K>>): OnnxPart =>
  (TO_ONNX[(place.layer as Layer).kind] as unknown as ToOnnx<LayerOf<K>>)(place)
