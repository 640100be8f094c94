import { AppError, phrase } from '../../errors'
import type { Layer, LayerKind, LayerOf } from '../../layers'
import type { WeightInfo } from '../../layers/definition'
import type { ResolvedLayer } from '../resolve'
import type { NamedArray, NamedArrays, Silenced } from '../weights'
import { activation } from './activation'
import { add } from './add'
import type { UnitPlace } from '../../math/unit'
import { NOTHING_READ, type Arithmetic } from './arithmetic'
import { avgPool2d } from './avg-pool2d'
import { batchNorm } from './batch-norm'
import { concat } from './concat'
import { convTranspose2d } from './conv-transpose2d'
import { conv2d } from './conv2d'
import { dense } from './dense'
import { dropout } from './dropout'
import { flatten } from './flatten'
import { globalAvgPool2d } from './global-avg-pool2d'
import type { LayerTrace } from './layer-trace'
import { maxPool2d } from './max-pool2d'
import { adaptiveAvgPool2d } from './adaptive-avg-pool2d'
import { adaptiveMaxPool2d } from './adaptive-max-pool2d'
import { crop2d } from './crop2d'
import { globalMaxPool2d } from './global-max-pool2d'
import { pad2d } from './pad2d'
import { upsample2d } from './upsample2d'
import { multiply } from './multiply'
import { prelu } from './prelu'
import { softmax } from './softmax'
import { channelShuffle } from './channel-shuffle'
import { groupNorm } from './group-norm'
import { layerNorm } from './layer-norm'
import { localResponseNorm } from './local-response-norm'
import { scale } from './scale'
import { slice } from './slice'

/** Every layer kind's arithmetic; the compiler names a missing one. */
const TRACES = {
  conv2d,
  convTranspose2d,
  maxPool2d,
  avgPool2d,
  adaptiveMaxPool2d,
  adaptiveAvgPool2d,
  globalMaxPool2d,
  globalAvgPool2d,
  pad2d,
  crop2d,
  upsample2d,
  flatten,
  dense,
  activation,
  prelu,
  softmax,
  batchNorm,
  layerNorm,
  groupNorm,
  localResponseNorm,
  scale,
  dropout,
  add,
  multiply,
  concat,
  slice,
  channelShuffle,
} satisfies {
  [K in LayerKind]: LayerTrace<LayerOf<K>>
}

/** The arithmetic of a layer's own kind. */
export const traceOf = (layer: Layer): LayerTrace<Layer> => TRACES[layer.kind] as LayerTrace<Layer>

/**
 * How one unit of a layer comes from the layer's inputs.
 * @throws AppError `corrupt` where a weight is missing
 */
export function arithmeticOf(
  resolved: ResolvedLayer,
  weights: NamedArrays,
  unit: UnitPlace,
  silenced?: Silenced,
): Arithmetic {
  const { layer } = resolved
  if (silenced?.get(layer.id)?.has(unit[2])) return NOTHING_READ
  return traceOf(layer).unit({
    layer,
    resolved,
    unit,
    weight: weightOf(weights, layer.id),
  })
}

/** Reads the weights of one layer. @throws AppError `corrupt` where one is missing */
export const weightOf =
  (weights: NamedArrays, layer: string) =>
  (name: WeightInfo['name']): NamedArray => {
    const found = weights.get(`${layer}.${name}`)
    if (!found)
      throw new AppError('corrupt', phrase`The weights have no "${layer}.${name}".`, {
        weight: `${layer}.${name}`,
      })
    return found
  }
