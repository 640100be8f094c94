import type { Layer } from '@shared/layers'
import type { Shape, WeightInfo } from '@shared/layers/definition'
import type { ExplicitPadding } from '@shared/math/geometry'

/** One array of a Keras layer, and how it is made from the array of ours and back. */
export interface KerasWeight {
  /** Keras's name: "kernel", "bias", "gamma" … */
  readonly name: string
  readonly shape: readonly number[]
  readonly source: WeightInfo['name']
  /** Values in Keras's order; absent where the order is the same. */
  readonly pack?: (values: Float32Array) => Float32Array
  readonly unpack?: (values: Float32Array) => Float32Array
}

/** One standard Keras layer in its place. */
export interface KerasNode {
  readonly name: string
  readonly className: string
  readonly config: Readonly<Record<string, unknown>>
  /** Names of the Keras layers that it reads; one may stand twice. */
  readonly inputs: readonly string[]
  readonly weights: readonly KerasWeight[]
}

/** What a layer needs to become Keras layers. */
export interface Place<L extends Layer> {
  readonly layer: L
  readonly inputShapes: readonly Shape[]
  readonly weights: readonly WeightInfo[]
  /** Names of the Keras layers whose outputs are this layer's inputs. */
  readonly inputs: readonly string[]
  /**
   * True where no value of the inputs can be negative: zeros may then stand for −∞ in front of a
   * maximum.
   */
  readonly nonNegative: boolean
  /** An unused name for a helping layer, like "pool1_pad". */
  helper(suffix: string): string
}

/** A layer as a chain of Keras layers; the last one's output is the layer's. */
export type ToKeras<L extends Layer> = (place: Place<L>) => readonly KerasNode[]

export const noPadding = (padding: ExplicitPadding): boolean =>
  padding.flat().every((side) => side === 0)
export const equalPadding = (a: ExplicitPadding, b: ExplicitPadding): boolean =>
  a.flat().join() === b.flat().join()

export const zeroPadding = (name: string, padding: ExplicitPadding, input: string): KerasNode => ({
  name,
  className: 'ZeroPadding2D',
  config: { padding, data_format: 'channels_last' },
  inputs: [input],
  weights: [],
})

/** The cells that are left when `cropping` rows and columns are cut off. */
export const cropping = (name: string, amounts: ExplicitPadding, input: string): KerasNode => ({
  name,
  className: 'Cropping2D',
  config: { cropping: amounts, data_format: 'channels_last' },
  inputs: [input],
  weights: [],
})

/** Every so many rows and columns: a 1×1 maximum with strides. */
export const subsampling = (
  name: string,
  strides: readonly number[],
  input: string,
): KerasNode => ({
  name,
  className: 'MaxPooling2D',
  config: { pool_size: [1, 1], strides, padding: 'valid', data_format: 'channels_last' },
  inputs: [input],
  weights: [],
})

/** The first input of a layer that has just one. */
export const onlyInput = ({ inputs }: Pick<Place<Layer>, 'inputs'>): string => inputs[0] ?? ''
