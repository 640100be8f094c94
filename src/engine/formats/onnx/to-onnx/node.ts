import type { Layer } from '@shared/layers'
import type { MapShape, Shape, WeightInfo } from '@shared/layers/definition'
import type { ExplicitPadding, Window } from '@shared/math/geometry'
import type { StoredWeight } from '../../stored-weight'

/** The value of an operator's attribute, under the name of its type. */
export type Attribute =
  | { readonly float: number }
  | { readonly int: number }
  | { readonly ints: readonly number[] }
  | { readonly text: string }

/** One operator of the standard set. */
export interface OnnxNode {
  readonly op: string
  readonly inputs: readonly string[]
  readonly output: string
  readonly attributes?: Readonly<Record<string, Attribute>>
}

/** A small array that is no weight of ours. */
export interface OnnxConstant {
  readonly name: string
  readonly shape: Shape
  readonly values: Float32Array | BigInt64Array
}

/** The part of a graph that computes one layer. */
export interface OnnxPart {
  readonly nodes: readonly OnnxNode[]
  /** Arrays of ours, under the names `<layer>.<source>`. */
  readonly weights?: readonly StoredWeight[]
  readonly constants?: readonly OnnxConstant[]
}

/** What the conversion of a layer needs. Maps are [batch, channels, height, width]. */
export interface Place<L extends Layer> {
  readonly layer: L
  readonly inputShapes: readonly Shape[]
  readonly outputShape: Shape
  readonly weights: readonly WeightInfo[]
  /** Names of the tensors that it reads. */
  readonly inputs: readonly string[]
  /** The map of which a dense layer's inputs are the values, channels first. */
  readonly rows: MapShape | undefined
  /** Whether its vector has the channels last. */
  readonly channelsLast: boolean
}

/** A layer as operators; the tensor named like the layer is its output. */
export type ToOnnx<L extends Layer> = (place: Place<L>) => OnnxPart

/** A name for a tensor or an array of a layer's own. Ids have no "/". */
export const helper = ({ layer }: Place<Layer>, name: string): string => `${layer.id}/${name}`

export const weightName = ({ layer }: Place<Layer>, name: WeightInfo['name']): string =>
  `${layer.id}.${name}`

export const onlyInput = ({ inputs }: Place<Layer>): string => inputs[0] ?? ''

/** One operator that reads the layer's inputs. */
export const single = (
  place: Place<Layer>,
  op: string,
  attributes?: OnnxNode['attributes'],
): OnnxPart => ({
  nodes: [{ op, inputs: place.inputs, output: place.layer.id, ...(attributes && { attributes }) }],
})

/** Weights in our own order. */
export const plain = (
  { weights }: Place<Layer>,
  names: readonly WeightInfo['name'][],
): readonly StoredWeight[] =>
  names.flatMap((source) => {
    const found = weights.find(({ name }) => name === source)
    return found ? [{ source, shape: found.shape }] : []
  })

/** A window that slides without dilation, as attributes. */
export const windowAttributes = ({ kernel, stride, padding }: Window) => ({
  kernel_shape: { ints: kernel },
  strides: { ints: stride },
  pads: pads(padding),
})

/** Padding as ONNX writes it: the beginnings of all axes, then their ends. */
export const pads = ([[top, bottom], [left, right]]: ExplicitPadding): Attribute => ({
  ints: [top, left, bottom, right],
})
