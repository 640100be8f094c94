import { z } from 'zod'
import { sliding, slidingByTable } from '../math/field/connections'
import { connectionCount, requireTable, tableSchema } from './connection-table'
import { outputSize, toPair, type Window } from '../math/geometry'
import {
  baseFields,
  mapInput,
  paddingSchema,
  positive,
  sizeSchema,
  type LayerDefinition,
  type MapShape,
} from './definition'
import { kernelWeights, requireGroups } from './kernels'
import { fieldStepOf, windowOver, written, writtenPadding } from './window'
import { anyRange } from './value-range'

export const conv2dSchema = z.strictObject({
  ...baseFields,
  kind: z.literal('conv2d'),
  channels: positive,
  kernel: sizeSchema,
  stride: sizeSchema.default(1),
  padding: paddingSchema.default(0),
  dilation: sizeSchema.default(1),
  groups: positive.default(1),
  bias: z.boolean().default(true),
  /** The channels of the input that each output channel reads, one list a channel; all without it. */
  connections: tableSchema.optional(),
})
export type Conv2d = z.infer<typeof conv2dSchema>

/** The sliding window of a convolution over an input of [height, width, channels]. */
export const conv2dWindow = (layer: Conv2d, input: MapShape): Window => windowOver(input, layer)

function outputShape(layer: Conv2d, input: MapShape): MapShape {
  requireGroups(layer, input[2])
  requireTable(layer, input[2])
  const [height, width] = outputSize([input[0], input[1]], conv2dWindow(layer, input))
  return [height, width, layer.channels]
}

/**
 * Cross-correlation of every input channel (of the group) with a kernel for each output channel
 * (chapter 6.2). With a table of connections a filter reads some channels only, as in C3 of LeNet-5 (LeCun
 * et al., "Gradient-based learning applied to document recognition", 1998, table 1); what it does
 * not read is 0 in its kernel and no parameter.
 */
export const conv2d: LayerDefinition<typeof conv2dSchema> = {
  schema: conv2dSchema,
  names: { en: { full: 'convolution', short: 'conv2d' }, zh: { full: '卷积', short: '卷积' } },
  id: { stem: 'conv', numbered: true },
  start: { channels: 16, kernel: 3, padding: 1 },
  takes: 'map',
  merges: null,
  outputShape: (layer, inputs) => outputShape(layer, mapInput(inputs)),
  weights(layer, inputs) {
    const [, , channels] = mapInput(inputs)
    const [h, w] = toPair(layer.kernel)
    return kernelWeights(layer, channels, {
      // With a table of connections, of the mean filter.
      fanIn: (h * w * connectionCount(layer, channels)) / layer.channels,
      // As PyTorch counts it: kernel area times output channels, whatever the groups.
      fanOut: h * w * layer.channels,
    })
  },
  macs(layer, inputs) {
    const input = mapInput(inputs)
    const [height, width] = outputShape(layer, input)
    const [h, w] = toPair(layer.kernel)
    return height * width * h * w * connectionCount(layer, input[2])
  },
  width: 'channels',
  window: {
    size: 'kernel',
    needsCells: false,
    of: conv2dWindow,
    changed: (layer, { kernel, stride, dilation, padding }) => ({
      ...layer,
      kernel: written(kernel),
      stride: stride ? written(stride) : layer.stride,
      dilation: written(dilation),
      padding: writtenPadding(padding),
    }),
  },
  global: false,
  keeps: null,
  paddingThatFits: () => null,
  stride: (layer) => toPair(layer.stride),
  fieldStep: (layer, inputs) => fieldStepOf(conv2dWindow(layer, mapInput(inputs))),
  connections(layer, inputs) {
    const input = mapInput(inputs)
    const window = conv2dWindow(layer, input)
    if (layer.connections) return [slidingByTable(window, layer.connections)]
    return [sliding(window, [input[2] / layer.groups, layer.channels / layer.groups])]
  },
  linear: true,
  preActivation: true,
  nonNegative: () => false,
  range: anyRange,
  handsOn: () => null,
  keepsZero: () => false,
  mixesBatch: false,
}
