import { AppError, phrase } from '../errors'
import { sliding, type Connection } from '../math/field/connections'
import {
  outputSize,
  toPair,
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
}

interface Pool {
  readonly window: Size
  readonly stride?: Size | undefined
  readonly padding: Padding
}

/** The sliding window of a pooling layer over an input of [height, width, channels]. */
export const poolWindow = ({ window, stride = window, padding }: Pool, input: MapShape): Window =>
  windowOver(input, { kernel: window, stride, dilation: 1, padding })

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
