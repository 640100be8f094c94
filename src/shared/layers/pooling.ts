import { z } from 'zod'
import { AppError, phrase } from '../errors'
import { sliding, type Connection } from '../math/field/connections'
import {
  outputSize,
  toPair,
  type ExplicitPadding,
  type Padding,
  type Pair,
  type Size,
  type Window,
} from '../math/geometry'
import type { FieldStep } from '../math/receptive-field'
import {
  baseFields,
  mapInput,
  noWeights,
  paddingSchema,
  sizeSchema,
  type ChangedWindow,
  type MapShape,
  type Shape,
} from './definition'
import { fieldStepOf, windowOver, written, writtenPadding } from './window'

/** Parameters of a layer that pools windows. */
export const poolFields = {
  ...baseFields,
  window: sizeSchema,
  /** Default: the window (chapter 6.2.4). */
  stride: sizeSchema.optional(),
  padding: paddingSchema.default(0),
  /** Whether a last window may reach beyond the padding (PyTorch's ceil_mode). */
  ceilMode: z.boolean().optional(),
}

interface Pool {
  readonly window: Size
  readonly stride?: Size | undefined
  readonly padding: Padding
  readonly ceilMode?: boolean | undefined
}

const writtenWindow = ({ window, stride = window, padding }: Pool, input: MapShape): Window =>
  windowOver(input, { kernel: window, stride, dilation: 1, padding })

/**
 * The sliding window of a pooling layer over an input of [height, width, channels]. With `ceilMode`
 * its padding goes as far as the last window does.
 */
export function poolWindow(layer: Pool, input: MapShape): Window {
  const written = writtenWindow(layer, input)
  if (!layer.ceilMode) return written
  const { padding } = written
  return {
    ...written,
    padding: [
      [padding[0][0], reachedEnd(written, input, 0)],
      [padding[1][0], reachedEnd(written, input, 1)],
    ],
  }
}

/**
 * Padding behind an axis up to where its last window ends. There are ⌈(n + p − k) / s⌉ + 1 windows,
 * but none that starts behind the map. Source: PyTorch, `pooling_output_shape` in
 * aten/src/ATen/native/Pool.h.
 */
function reachedEnd({ kernel, stride, padding }: Window, input: MapShape, i: 0 | 1): number {
  const [before, after] = padding[i]
  const steps = Math.ceil((input[i] + before + after - kernel[i]) / stride[i])
  const last = steps * stride[i] >= input[i] + before ? steps - 1 : steps
  return Math.max(after, last * stride[i] + kernel[i] - input[i] - before)
}

/**
 * How many cells an average divides by on each axis: those of the window that are on the map, or
 * also those in the padding that is written; what `ceilMode` adds beyond never counts.
 */
export function averagedCells(
  layer: Pool & { readonly countIncludePad: boolean },
  input: MapShape,
): (axis: 0 | 1, unit: number) => number {
  const { kernel, stride, padding } = poolWindow(layer, input)
  const counted = layer.countIncludePad ? writtenWindow(layer, input).padding : NOTHING
  return (axis, unit) => {
    const first = unit * stride[axis] - padding[axis][0]
    const [before, after] = counted[axis]
    return Math.min(first + kernel[axis], input[axis] + after) - Math.max(first, -before)
  }
}
const NOTHING: ExplicitPadding = [
  [0, 0],
  [0, 0],
]

/**
 * A window that lies wholly in the padding has no maximum and no mean. PyTorch therefore allows at
 * most half a window of padding; here the sides are checked one by one, which is what keeps every
 * window in touch with the picture, and half a window is what is proposed.
 */
function paddingThatFits(layer: Pool, input: MapShape): Pair | null {
  const { kernel, padding } = poolWindow(layer, input)
  const most = (i: 0 | 1): number => {
    const largest = Math.max(...padding[i])
    return largest < kernel[i] ? largest : Math.floor(kernel[i] / 2)
  }
  const pair: Pair = [most(0), most(1)]
  return padding.flat().every((side, at) => side <= pair[at < 2 ? 0 : 1]) ? null : pair
}

/** What all layers are that make one value of each channel's window. */
export const pooling = {
  takes: 'map',
  merges: null,
  ...noWeights,
  outputShape(layer: Pool, inputs: readonly Shape[]): MapShape {
    const input = mapInput(inputs)
    const window = poolWindow(layer, input)
    if (paddingThatFits(layer, input))
      throw new AppError(
        'invalid-argument',
        phrase`Padding of a pooling layer must be smaller than its window of ${window.kernel.join('×')}: a window in the padding alone has no value.`,
        { field: 'padding' },
      )
    const [height, width] = outputSize([input[0], input[1]], window)
    return [height, width, input[2]]
  },
  window: {
    size: 'window',
    needsCells: true,
    of: poolWindow,
    // The stride is the window unless it is written, so it is written where it is to stay.
    changed: <P extends Pool>(layer: P, to: ChangedWindow): P => ({
      ...layer,
      window: written(to.kernel),
      stride: to.stride ? written(to.stride) : (layer.stride ?? written(toPair(layer.window))),
      padding: writtenPadding(to.padding),
    }),
  },
  global: false,
  keeps: null,
  paddingThatFits,
  stride: ({ window, stride = window }: Pool): Pair => toPair(stride),
  fieldStep: (layer: Pool, inputs: readonly Shape[]): FieldStep =>
    fieldStepOf(poolWindow(layer, mapInput(inputs))),
  connections: (layer: Pool, inputs: readonly Shape[]): readonly Connection[] => [
    sliding(poolWindow(layer, mapInput(inputs)), [1, 1]),
  ],
  mixesBatch: false,
} as const
