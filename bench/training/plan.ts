import { groupsOf, readsAllChannels, windowOf, type LayerKind } from '../../src/shared/layers'
import type { ResolvedLayer, ResolvedModel } from '../../src/shared/model/resolve'

/** Whether the Python programs know a kind (`KINDS` in bench/python); the compiler asks for each. */
const COMPARED: Readonly<Record<LayerKind, boolean>> = {
  conv2d: true,
  convTranspose2d: false,
  maxPool2d: true,
  avgPool2d: true,
  adaptiveMaxPool2d: false,
  adaptiveAvgPool2d: false,
  globalMaxPool2d: false,
  globalAvgPool2d: true,
  pad2d: false,
  crop2d: false,
  upsample2d: false,
  flatten: true,
  dense: true,
  activation: true,
  prelu: false,
  softmax: true,
  batchNorm: true,
  layerNorm: false,
  groupNorm: false,
  localResponseNorm: false,
  scale: false,
  dropout: true,
  add: true,
  multiply: false,
  concat: true,
  slice: false,
  channelShuffle: false,
}

/** Settings that the Python programs would pass over. */
const UNKNOWN = ['slope', 'alpha', 'ceilMode', 'keepDims'] as const

/**
 * A layer with every parameter written out, for programs that don't know this project's defaults:
 * sizes as pairs, padding as [[top, bottom], [left, right]].
 */
function planned({ layer, inputs, inputShapes }: ResolvedLayer): Record<string, unknown> {
  if (!COMPARED[layer.kind]) throw new Error(`${layer.id}: the comparison has no ${layer.kind}`)
  if (!readsAllChannels(layer) && groupsOf(layer) === 1)
    throw new Error(`${layer.id}: the comparison has no table of connections`)
  for (const setting of UNKNOWN)
    if (setting in layer) throw new Error(`${layer.id}: the comparison has no ${setting}`)
  return { ...layer, inputs, inputShapes, ...windowOf(layer, inputShapes) }
}

export const planOf = (model: ResolvedModel): readonly Record<string, unknown>[] =>
  model.layers.map(planned)
