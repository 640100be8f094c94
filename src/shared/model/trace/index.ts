import { AppError, phrase } from '../../errors'
import type { Layer, LayerKind, LayerOf } from '../../layers'
import type { WeightInfo } from '../../layers/definition'
import type { ResolvedLayer } from '../resolve'
import type { NamedArray, NamedArrays, Silenced } from '../weights'
import { activation, softmax } from './activation'
import { NOTHING_READ, type Arithmetic, type TraceStep, type UnitPlace } from './arithmetic'
import { batchNorm } from './batch-norm'
import { conv2d } from './conv2d'
import { dense } from './dense'
import { avgPool2d, globalAvgPool2d, maxPool2d } from './pooling'
import { add, concat, dropout, flatten } from './reshaping'

/** Every layer kind's arithmetic; the compiler names one that is forgotten here. */
const STEPS = {
  conv2d,
  maxPool2d,
  avgPool2d,
  globalAvgPool2d,
  flatten,
  dense,
  activation,
  softmax,
  batchNorm,
  dropout,
  add,
  concat,
} satisfies {
  [K in LayerKind]: TraceStep<LayerOf<K>>
}

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
  return (STEPS[layer.kind] as TraceStep<Layer>)({
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
