import { z } from 'zod'
import { AppError, phrase } from '../errors'
import { sliding } from '../math/field/connections'
import { dilatedKernel, enlargedLength, toPair, type Pair, type Window } from '../math/geometry'
import {
  baseFields,
  count,
  mapInput,
  pairOf,
  positive,
  sizeSchema,
  type LayerDefinition,
  type MapShape,
} from './definition'
import { kernelWeights, requireGroups } from './kernels'
import { anyRange } from './value-range'
import { windowOver } from './window'

export const convTranspose2dSchema = z.strictObject({
  ...baseFields,
  kind: z.literal('convTranspose2d'),
  channels: positive,
  kernel: sizeSchema,
  /** How far apart neighbouring cells of the input put their kernels. */
  stride: sizeSchema.default(1),
  /** Rows and columns that are cut off the output. */
  padding: z.union([count, pairOf(count), pairOf(pairOf(count))]).default(0),
  /** Rows and columns that the output has more at the bottom and at the right. */
  outputPadding: z.union([count, pairOf(count)]).default(0),
  dilation: sizeSchema.default(1),
  groups: positive.default(1),
  bias: z.boolean().default(true),
})
export type ConvTranspose2d = z.infer<typeof convTranspose2dSchema>

/** The window of the convolution that this layer turns round: it slides over the output. */
export const convTranspose2dWindow = (layer: ConvTranspose2d, input: MapShape): Window =>
  windowOver(input, layer)

/** Height and width of the output; below 1 where the padding cuts off everything. */
function outputSize(layer: ConvTranspose2d, input: MapShape): Pair {
  const { kernel, stride, dilation, padding } = convTranspose2dWindow(layer, input)
  const more = toPair(layer.outputPadding)
  const axis = (i: 0 | 1): number =>
    enlargedLength(input[i], kernel[i], padding[i], stride[i], dilation[i]) + more[i]
  return [axis(0), axis(1)]
}

function paddingThatFits(layer: ConvTranspose2d, input: MapShape): Pair | null {
  const size = outputSize(layer, input)
  if (size.every((length) => length >= 1)) return null
  const { padding } = convTranspose2dWindow(layer, input)
  const most = (i: 0 | 1): number =>
    size[i] >= 1
      ? Math.max(...padding[i])
      : Math.floor((padding[i][0] + padding[i][1] + size[i] - 1) / 2)
  return [most(0), most(1)]
}

/**
 * Every cell of the input puts a kernel, times its value, into the output, `stride` cells after its
 * neighbour; where kernels overlap they are added. The convolution with these parameters, turned
 * round: what it reads is written, which makes its map `stride` times as large. Parameters mean
 * what they mean in PyTorch's ConvTranspose2d. Source: Dumoulin and Visin, "A guide to convolution
 * arithmetic for deep learning", 2016, chapter 4; Dive into Deep Learning, 13.10.
 */
export const convTranspose2d: LayerDefinition<typeof convTranspose2dSchema> = {
  schema: convTranspose2dSchema,
  names: {
    en: { full: 'transposed convolution', short: 'transposed' },
    zh: { full: '转置卷积', short: '转置卷积' },
  },
  id: { stem: 'transposed', numbered: true },
  start: { channels: 16, kernel: 2, stride: 2 },
  takes: 'map',
  merges: null,
  outputShape(layer, inputs) {
    const input = mapInput(inputs)
    requireGroups(layer, input[2])
    const [height, width] = outputSize(layer, input)
    if (height < 1 || width < 1)
      throw new AppError(
        'invalid-argument',
        phrase`The padding removes the whole output of ${input[0]}×${input[1]}: make it smaller.`,
        { field: 'padding' },
      )
    return [height, width, layer.channels]
  },
  weights(layer, inputs) {
    const [, , channels] = mapInput(inputs)
    const [h, w] = toPair(layer.kernel)
    // As PyTorch counts them: by the two axes of its array, which are the other way round here.
    return kernelWeights(layer, channels, {
      fanIn: (h * w * layer.channels) / layer.groups,
      fanOut: h * w * channels,
    })
  },
  macs(layer, inputs) {
    const [height, width, channels] = mapInput(inputs)
    const [h, w] = toPair(layer.kernel)
    return height * width * channels * h * w * (layer.channels / layer.groups)
  },
  width: 'channels',
  window: null,
  global: false,
  keeps: null,
  paddingThatFits,
  stride: (layer) => {
    const [v, h] = toPair(layer.stride)
    return [1 / v, 1 / h]
  },
  // Output u reads the cells i with i · s = u + p − a · α: those from (u + p − (k' − 1))/s to
  // (u + p)/s.
  fieldStep(layer, inputs) {
    const { kernel, stride, dilation, padding } = convTranspose2dWindow(layer, mapInput(inputs))
    const reach = (i: 0 | 1): number => dilatedKernel(kernel[i], dilation[i]) - 1
    const pair = (axis: (i: 0 | 1) => number): Pair => [axis(0), axis(1)]
    return {
      kernel: pair((i) => reach(i) / stride[i] + 1),
      stride: pair((i) => 1 / stride[i]),
      padding: pair((i) => (reach(i) - padding[i][0]) / stride[i]),
    }
  },
  connections(layer, inputs) {
    const input = mapInput(inputs)
    const perGroup = [layer.channels / layer.groups, input[2] / layer.groups] as const
    // What the convolution reads is written here, and the other way round.
    const convolution = sliding(convTranspose2dWindow(layer, input), perGroup)
    return [
      {
        back: (cells) => convolution.ahead(cells),
        ahead: (cells) => convolution.back(cells),
      },
    ]
  },
  linear: true,
  preActivation: true,
  nonNegative: () => false,
  range: anyRange,
  handsOn: () => null,
  keepsZero: () => false,
  mixesBatch: false,
}
