import { AppError, phrase, type Phrase } from '@shared/errors'
import type { Layer } from '@shared/layers'
import type { Shape, WeightInfo } from '@shared/layers/definition'
import type { ExplicitPadding } from '@shared/math/geometry'
import type { StoredWeight } from '../../stored-weight'

/** One array of a Keras layer that is one of ours. */
interface TakenWeight extends StoredWeight {
  /** Keras's name: "kernel", "bias", "gamma" … */
  readonly name: string
}

/** One array of a Keras layer that is a constant of the network. */
export interface ConstantWeight {
  readonly name: string
  readonly shape: readonly number[]
  readonly constant: Float32Array
}
export type KerasWeight = TakenWeight | ConstantWeight

/** One standard Keras layer with its inputs. */
export interface KerasNode {
  readonly name: string
  readonly className: string
  readonly config: Readonly<Record<string, unknown>>
  /** Names of the Keras layers that it reads; a name may occur twice. */
  readonly inputs: readonly string[]
  readonly weights: readonly KerasWeight[]
}

/** The tool that a network is written for. */
export type KerasTarget = 'tfjs' | 'Keras'

/** What the conversion of a layer to Keras layers needs. */
export interface Place<L extends Layer> {
  readonly layer: L
  /** Whose layers they are; tfjs has fewer. */
  readonly target: KerasTarget
  readonly inputShapes: readonly Shape[]
  readonly weights: readonly WeightInfo[]
  /** Names of the Keras layers whose outputs are this layer's inputs. */
  readonly inputs: readonly string[]
  /** Whether no value of the inputs can be negative. Zeros may then replace −∞ before a maximum. */
  readonly nonNegative: boolean
  /** An unused name for a helper layer, like "pool1_pad". */
  readonly helper: (suffix: string) => string
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

/** The cells that remain when `cropping` rows and columns are cut off. */
export const cropping = (name: string, amounts: ExplicitPadding, input: string): KerasNode => ({
  name,
  className: 'Cropping2D',
  config: { cropping: amounts, data_format: 'channels_last' },
  inputs: [input],
  weights: [],
})

/** The same values in another shape, [height, width, channels] or [units]. */
export const reshaping = (name: string, shape: Shape, input: string): KerasNode => ({
  name,
  className: 'Reshape',
  config: { target_shape: shape },
  inputs: [input],
  weights: [],
})

/** Takes every n-th row and column: a 1×1 maximum with strides. */
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

/** A layer that no layer of the tool computes, for the reason `why`. */
export const noSuchLayer = (
  { layer: { id, kind }, target }: Pick<Place<Layer>, 'layer' | 'target'>,
  why: Phrase,
): AppError =>
  new AppError(
    'unsupported',
    phrase`Layer "${id}" (${kind}) has no form in ${target}: ${why}. The npz format holds every network.`,
    { layer: id, kind },
  )

/** The input of a layer that has only one. */
export const onlyInput = ({ inputs }: Pick<Place<Layer>, 'inputs'>): string => inputs[0] ?? ''
