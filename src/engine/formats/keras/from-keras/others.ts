import { z } from 'zod'
import { complement } from '../constants'
import { addActivation, requireLastAxis } from './activations'
import type { Builder, Output } from './builder'
import { readConfig, settings } from './config'
import type { KerasLayer } from './graph'

const denseSchema = z.object({ units: settings.count, use_bias: settings.flag })

/** On a map, Keras's Dense works on each cell's channels, which is a 1×1 convolution. */
export function dense(builder: Builder, layer: KerasLayer, input: Output): Output {
  const { units, use_bias: bias } = readConfig(layer, denseSchema)
  const inputs = input.shape.at(-1) ?? 0
  const onMap = input.shape.length === 3
  const output = builder.add(
    layer,
    [input],
    onMap ? { kind: 'conv2d', channels: units, kernel: 1, bias } : { kind: 'dense', units, bias },
  )
  builder.take(
    layer,
    output,
    'weight',
    ['kernel'],
    0,
    [inputs, units],
    onMap ? [1, 1, inputs, units] : [inputs, units],
  )
  if (bias) builder.take(layer, output, 'bias', ['bias'], 1, [units])
  return addActivation(builder, layer, output)
}

const flattenSchema = z.object({ data_format: settings.channelsLast })
export function flatten(builder: Builder, layer: KerasLayer, input: Output): Output {
  readConfig(layer, flattenSchema)
  return builder.add(layer, [input], { kind: 'flatten' })
}

const batchNormSchema = z.object({
  momentum: z.number().min(0).max(1).default(0.99),
  epsilon: z.number().default(1e-3),
  center: settings.flag,
  scale: settings.flag,
})
/**
 * The smallest weight of a new batch that our schema allows, for Keras's momentum 1 (statistics
 * frozen).
 */
const FROZEN = 1e-12

export function batchNormalization(builder: Builder, layer: KerasLayer, input: Output): Output {
  const { momentum, epsilon, center, scale } = readConfig(layer, batchNormSchema)
  requireLastAxis(layer, input.shape.length)
  const output = builder.add(layer, [input], {
    kind: 'batchNorm',
    momentum: Math.max(complement(momentum), FROZEN),
    epsilon,
  })
  const shape = [input.shape.at(-1) ?? 0]
  let index = 0
  const take = (own: string, keras: string): void => {
    builder.take(layer, output, own, [keras], index, shape)
    index += 1
  }
  if (scale) take('gamma', 'gamma')
  else builder.fill(output, 'gamma', shape, 1)
  if (center) take('beta', 'beta')
  else builder.fill(output, 'beta', shape, 0)
  take('mean', 'moving_mean')
  take('variance', 'moving_variance')
  return output
}

const dropoutSchema = z.object({ rate: z.number() })
export const dropout = (builder: Builder, layer: KerasLayer, input: Output): Output =>
  builder.add(layer, [input], { kind: 'dropout', rate: readConfig(layer, dropoutSchema).rate })
