import { phrase } from '@shared/errors'
import { z } from 'zod'
import type { Shape } from '@shared/layers/definition'
import { resolvePadding, type Pair, type Padding } from '@shared/math/geometry'
import { addActivation } from './activations'
import { refuse, type Builder, type Output } from './builder'
import { readConfig, settings } from './config'
import type { KerasLayer } from './graph'

const ONE: Pair = [1, 1]
const common = {
  kernel_size: settings.pair,
  strides: settings.pair.default(ONE),
  dilation_rate: settings.pair.default(ONE),
  padding: settings.padding,
  data_format: settings.channelsLast,
  use_bias: settings.flag,
}
type Common = z.output<z.ZodObject<typeof common>>
const conv2dSchema = z.object({
  ...common,
  filters: settings.count,
  groups: settings.count.default(1),
})
const depthwiseSchema = z.object({ ...common, depth_multiplier: settings.count.default(1) })
const separableSchema = z.object({
  ...common,
  filters: settings.count,
  depth_multiplier: settings.count.default(1),
})

/** Channels of the map that a layer reads. */
export function channelsOf(layer: KerasLayer, { shape }: Output): number {
  if (shape.length !== 3)
    throw refuse(
      layer,
      phrase`reads a vector of ${shape.join('×')}, and needs a map of [height, width, channels]`,
    )
  return shape[2] ?? 0
}

/** The layer's own padding plus that of a ZeroPadding2D before it. */
function paddingOf(config: Common, input: Output): Padding {
  if (!input.padding) return config.padding
  const [height = 0, width = 0] = input.shape
  const before = input.padding
  const padded: Pair = [height + before[0][0] + before[0][1], width + before[1][0] + before[1][1]]
  const own = resolvePadding(
    config.padding,
    padded,
    config.kernel_size,
    config.strides,
    config.dilation_rate,
  )
  const sum = (i: 0 | 1): Pair => [before[i][0] + own[i][0], before[i][1] + own[i][1]]
  return [sum(0), sum(1)]
}

function addConvolution(
  builder: Builder,
  layer: KerasLayer,
  input: Output,
  config: Common,
  shape: { channels: number; groups: number; bias: boolean },
  suffix = '',
): Output {
  return builder.add(
    layer,
    [{ ...input, padding: undefined }],
    {
      kind: 'conv2d',
      ...shape,
      kernel: config.kernel_size,
      stride: config.strides,
      dilation: config.dilation_rate,
      padding: paddingOf(config, input),
    },
    suffix,
  )
}

export function conv2d(builder: Builder, layer: KerasLayer, input: Output): Output {
  const config = readConfig(layer, conv2dSchema)
  const channels = channelsOf(layer, input)
  const output = addConvolution(builder, layer, input, config, {
    channels: config.filters,
    groups: config.groups,
    bias: config.use_bias,
  })
  builder.take(layer, output, 'weight', ['kernel'], 0, [
    ...config.kernel_size,
    channels / config.groups,
    config.filters,
  ])
  if (config.use_bias) builder.take(layer, output, 'bias', ['bias'], 1, [config.filters])
  return addActivation(builder, layer, output)
}

/**
 * [height, width, in, multiplier] has the same numbers in the same order as our [height, width, 1,
 * in · multiplier].
 */
const depthwiseShapes = (kernel: Pair, channels: number, multiplier: number): [Shape, Shape] => [
  [...kernel, channels, multiplier],
  [...kernel, 1, channels * multiplier],
]

export function depthwiseConv2d(builder: Builder, layer: KerasLayer, input: Output): Output {
  const config = readConfig(layer, depthwiseSchema)
  const inputs = channelsOf(layer, input)
  const channels = inputs * config.depth_multiplier
  const output = addConvolution(builder, layer, input, config, {
    channels,
    groups: inputs,
    bias: config.use_bias,
  })
  builder.take(
    layer,
    output,
    'weight',
    ['depthwise_kernel', 'kernel'],
    0,
    ...depthwiseShapes(config.kernel_size, inputs, config.depth_multiplier),
  )
  if (config.use_bias) builder.take(layer, output, 'bias', ['bias'], 1, [channels])
  return addActivation(builder, layer, output)
}

/** A depthwise convolution without bias, then a 1×1 convolution. */
export function separableConv2d(builder: Builder, layer: KerasLayer, input: Output): Output {
  const config = readConfig(layer, separableSchema)
  const inputs = channelsOf(layer, input)
  const channels = inputs * config.depth_multiplier
  const depthwise = addConvolution(
    builder,
    layer,
    input,
    config,
    { channels, groups: inputs, bias: false },
    '_depthwise',
  )
  builder.take(
    layer,
    depthwise,
    'weight',
    ['depthwise_kernel'],
    0,
    ...depthwiseShapes(config.kernel_size, inputs, config.depth_multiplier),
  )
  const output = builder.add(layer, [depthwise], {
    kind: 'conv2d',
    channels: config.filters,
    kernel: 1,
    bias: config.use_bias,
  })
  builder.take(layer, output, 'weight', ['pointwise_kernel'], 1, [1, 1, channels, config.filters])
  if (config.use_bias) builder.take(layer, output, 'bias', ['bias'], 2, [config.filters])
  return addActivation(builder, layer, output)
}
