import type { Tensor, Tensor1D } from '@tensorflow/tfjs'
import { layerSchema, type LayerKind } from '@shared/layers'
import { computeLayer } from '..'
import { tensorflow } from '../../runtime/tensorflow'
import type { TrainingPass } from '../implementation'

/** A layer as a test writes it: defaults may be left out. */
export type LayerInput = { readonly kind: LayerKind } & Readonly<Record<string, unknown>>

interface Options {
  readonly weights?: Readonly<Record<string, Tensor>>
  readonly training?: TrainingPass
  readonly index?: number
}

/** Computes one layer by itself on a batch of each input. */
export function compute(
  layer: LayerInput,
  inputs: readonly Tensor[],
  { weights = {}, training, index = 0 }: Options = {},
): Tensor {
  return computeLayer(tensorflow(), {
    layer: layerSchema.parse({ id: 'layer', ...layer }),
    index,
    inputs,
    inputShapes: inputs.map(({ shape }) => shape.slice(1)),
    weight: (name) => weights[name] as Tensor,
    ...(training ? { training } : {}),
  })
}

/** A training pass whose batch statistics nobody keeps. */
export const trainingPass = (
  step = 0,
  onStatistics: (layer: string, mean: Tensor1D, variance: Tensor1D) => void = () => undefined,
): TrainingPass => ({
  seed: 1,
  step: tensorflow().scalar(step, 'int32'),
  onStatistics,
})

/** Normal numbers that are the same in every run. */
export const noise = (shape: readonly number[], seed: number): Tensor =>
  tensorflow().randomNormal([...shape], 0, 1, 'float32', seed)

export const dot = (a: Tensor, b: Tensor): number => a.mul(b).sum().dataSync()[0] ?? NaN

/**
 * Slope of a function along `direction`, by its values on both sides. With ε = 0.01 and float32 it
 * is good to about 1e-3 of the function's scale.
 */
export function slope(
  f: (x: Tensor) => Tensor,
  x: Tensor,
  direction: Tensor,
  epsilon = 0.01,
): number {
  const value = (sign: number): number =>
    f(x.add(direction.mul(sign * epsilon))).dataSync()[0] ?? NaN
  return (value(1) - value(-1)) / (2 * epsilon)
}
