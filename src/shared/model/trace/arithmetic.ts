import type { Layer } from '../../layers'
import type { ActivationFunction } from '../../layers/activation'
import type { WeightInfo } from '../../layers/definition'
import type { UnitPlace } from '../../math/unit'
import type { ResolvedLayer } from '../resolve'
import type { NamedArray } from '../weights'

/** Some units of one input of a layer, each with what it is multiplied by. */
export interface Terms {
  /** Which of the layer's inputs they are of. */
  readonly input: number
  /** Row, column and channel of each, one after the other. */
  readonly units: Int32Array
  /** One factor a unit; nothing where every factor is 1. */
  readonly weights?: Float32Array
}

/**
 * How a unit's value comes from units of the layers before it: `sum` bias + Σ weight · value; `max`
 * the largest value; `product` Π value; `function` f(value), with the number that shapes f;
 * `softmax` exp(own) ÷ Σ exp(value); `normalise` factor · (own − mean) ÷ √(variance + ε) + bias;
 * `response` own ÷ (k + α · Σ value²)^β.
 */
export type Combination =
  | { readonly combine: 'sum'; readonly bias: number }
  | { readonly combine: 'max' }
  | { readonly combine: 'product' }
  | {
      readonly combine: 'function'
      readonly function: ActivationFunction
      readonly number: number
    }
  | { readonly combine: 'softmax'; readonly own: number }
  | {
      readonly combine: 'normalise'
      readonly own: number
      readonly epsilon: number
      readonly factor: number
      readonly bias: number
    }
  | {
      readonly combine: 'response'
      readonly own: number
      readonly k: number
      readonly alpha: number
      readonly beta: number
    }

export type Arithmetic = Combination & {
  readonly terms: readonly Terms[]
  /** Cells of the window that lie in the padding and add nothing. */
  readonly padding: number
}

/** One unit of a layer in its place. */
export interface TraceCall<L extends Layer> {
  readonly layer: L
  readonly resolved: ResolvedLayer
  readonly unit: UnitPlace
  /** A weight of the layer. @throws AppError `corrupt` where it is missing */
  readonly weight: (name: WeightInfo['name']) => NamedArray
}

/** The arithmetic of a layer kind, unit by unit, in plain loops. */
export type TraceStep<L extends Layer> = (call: TraceCall<L>) => Arithmetic

/** A unit that is switched off: the sum of nothing. */
export const NOTHING_READ: Arithmetic = { combine: 'sum', bias: 0, terms: [], padding: 0 }

/** One unit with the factor 1: a value that a layer keeps. */
export const handedOn = (unit: UnitPlace, input = 0): Arithmetic => ({
  combine: 'sum',
  bias: 0,
  terms: [{ input, units: Int32Array.of(...unit) }],
  padding: 0,
})

/** The sum of some units of one input, divided by `count`. */
export const meanOf = (units: Int32Array, count: number): Arithmetic => ({
  combine: 'sum',
  bias: 0,
  terms: [{ input: 0, units, weights: new Float32Array(units.length / 3).fill(1 / count) }],
  padding: 0,
})
