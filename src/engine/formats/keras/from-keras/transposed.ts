import { z } from 'zod'
import { phrase } from '@shared/errors'
import {
  dilatedKernel,
  resolvePadding,
  type ExplicitPadding,
  type Pair,
} from '@shared/math/geometry'
import { ownWords } from '@shared/schema-fault'
import { spreadKernel } from '../to-keras/kernel-spread'
import { addActivation } from './activations'
import type { Builder, Output } from './builder'
import { readConfig, settings } from './config'
import { channelsOf } from './convolutions'
import type { KerasLayer } from './graph'

const ONE: Pair = [1, 1]
const schema = z.object({
  filters: settings.count,
  kernel_size: settings.pair,
  strides: settings.pair.default(ONE),
  dilation_rate: settings.pair.default(ONE),
  padding: settings.padding,
  output_padding: z.null(ownWords(phrase`output_padding is not supported`)).optional(),
  data_format: settings.channelsLast,
  use_bias: settings.flag,
})

/**
 * Keras's "same" gives n · s rows of the whole output, its "valid" all of it and at least n · s.
 */
function cutOf(kernel: number, stride: number, padding: 'same' | 'valid'): [Pair, number] {
  const total = padding === 'same' ? Math.max(0, kernel - stride) : 0
  return [[Math.floor(total / 2), Math.ceil(total / 2)], Math.max(0, stride - kernel)]
}

export function conv2dTranspose(builder: Builder, layer: KerasLayer, input: Output): Output {
  const config = readConfig(layer, schema)
  const inputs = channelsOf(layer, input)
  const [rows, columns] = ([0, 1] as const).map((i) =>
    cutOf(
      dilatedKernel(config.kernel_size[i], config.dilation_rate[i]),
      config.strides[i],
      config.padding,
    ),
  ) as [[Pair, number], [Pair, number]]
  const output = builder.add(layer, [input], {
    kind: 'convTranspose2d',
    channels: config.filters,
    kernel: config.kernel_size,
    stride: config.strides,
    dilation: config.dilation_rate,
    padding: [rows[0], columns[0]],
    outputPadding: [rows[1], columns[1]],
    bias: config.use_bias,
  })
  const { kernel_size: kernel, filters: outputs } = config
  const spread = { kernel, dilation: ONE, size: kernel, inputs, outputs, groups: 1 }
  const { shape, unpack } = spreadKernel(spread)
  builder.take(layer, output, 'weight', ['kernel'], 0, shape)
  builder.arrange(output, 'weight', [...kernel, inputs, outputs], unpack)
  if (config.use_bias) builder.take(layer, output, 'bias', ['bias'], 1, [config.filters])
  return addActivation(builder, layer, output)
}

/**
 * A map with so many rows and columns cut off, where the transposed convolution that gives it can
 * cut them off itself: no other layer reads what is cut.
 */
export function cutOff(
  builder: Builder,
  layer: KerasLayer,
  input: Output,
  cropping: ExplicitPadding,
): Output | undefined {
  const [height = 0, width = 0, channels = 0] = input.shape
  const left = (length: number, [first, last]: Pair): number => length - first - last
  const shape = [left(height, cropping[0]), left(width, cropping[1]), channels]
  if (input.helpers || shape.some((length) => length < 1)) return undefined
  return builder.takeOver(layer, { ...input, shape }, (before) => {
    if (!('outputPadding' in before)) return undefined
    const sides = resolvePadding(before.padding, ONE, ONE, ONE, ONE)
    const sum = (i: 0 | 1): Pair => [sides[i][0] + cropping[i][0], sides[i][1] + cropping[i][1]]
    return { ...before, padding: [sum(0), sum(1)] }
  })
}
