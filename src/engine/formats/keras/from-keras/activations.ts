import { phrase } from '@shared/errors'
import { z } from 'zod'
import type { Activation } from '@shared/layers/activation'
import { KERAS2_HARD_SIGMOID, LEAKY_RELU_SLOPE } from '../constants'
import { refuse, type Builder, type Output } from './builder'
import { axisOf, readConfig } from './config'
import type { KerasLayer } from './graph'

/** "relu", or the object form of Keras 3 and of custom objects. */
const functionSchema = z.union([
  z.string(),
  z
    .object({ class_name: z.string(), config: z.unknown() })
    .transform(({ class_name: name, config }) => (typeof config === 'string' ? config : name)),
])
const holderSchema = z.object({ activation: functionSchema.nullish() })

type Function = Pick<Activation, 'function' | 'slope' | 'alpha'>

/** Keras's names for our functions. Its "leaky_relu" has the slope 0.2, its "gelu" is exact. */
const FUNCTIONS: ReadonlyMap<string, Function> = new Map<string, Function>([
  ...(
    [
      'sigmoid',
      'relu',
      'tanh',
      'elu',
      'selu',
      'gelu',
      'swish',
      'mish',
      'softplus',
      'softsign',
      'relu6',
    ] as const
  ).map((name) => [name, { function: name }] as const),
  ['silu', { function: 'swish' }],
  ['hard_silu', { function: 'hardSwish' }],
  ['hard_swish', { function: 'hardSwish' }],
  ['leaky_relu', { function: 'leakyRelu', slope: 0.2 }],
])

/**
 * Keras 2 and tfjs cut 0.2·x + 0.5 off at 0 and 1, Keras 3 cuts off x/6 + 0.5, under the same name.
 * @throws AppError `unsupported` where the file doesn't say which Keras wrote it
 */
function hardSigmoid(builder: Builder, layer: KerasLayer): Function {
  if (!builder.writer)
    throw refuse(
      layer,
      phrase`uses the activation "hard_sigmoid", which is another function in Keras 2 (0.2·x + 0.5) than in Keras 3 (x/6 + 0.5), and the file does not say which of them wrote it`,
    )
  return builder.writer === 'keras3'
    ? { function: 'hardSigmoid' }
    : { function: 'hardSigmoid', slope: KERAS2_HARD_SIGMOID }
}

/** Adds the `activation` setting of a layer, if there is one, as a separate layer. */
export function addActivation(builder: Builder, layer: KerasLayer, input: Output): Output {
  const name = readConfig(layer, holderSchema).activation ?? 'linear'
  if (name === 'linear') return input
  const suffix = (own: string): string => (layer.className === 'Activation' ? '' : `_${own}`)
  if (name === 'softmax') return builder.add(layer, [input], { kind: 'softmax' }, suffix(name))
  const known = name === 'hard_sigmoid' ? hardSigmoid(builder, layer) : FUNCTIONS.get(name)
  if (!known)
    throw refuse(
      layer,
      phrase`uses the activation "${name}"; supported are ${[...FUNCTIONS.keys(), 'hard_sigmoid', 'linear'].join(', ')} and softmax`,
    )
  return builder.add(layer, [input], { kind: 'activation', ...known }, suffix(known.function))
}

const close = (value: number, to: number): boolean => Math.abs(value - to) < 1e-6

const reluSchema = z.object({
  max_value: z.number().nullish(),
  negative_slope: z.number().nullish(),
  threshold: z.number().nullish(),
})
export function relu(builder: Builder, layer: KerasLayer, input: Output): Output {
  const { max_value: max, negative_slope: slope, threshold } = readConfig(layer, reluSchema)
  const limited = typeof max === 'number'
  if ((limited && (max !== 6 || slope)) || threshold)
    throw refuse(
      layer,
      phrase`has a threshold or a limit; supported are a ReLU with or without a slope, and a limit of 6 without one`,
    )
  if (slope) return leaky(builder, layer, input, slope)
  return builder.add(layer, [input], { kind: 'activation', function: limited ? 'relu6' : 'relu' })
}

const slopeSchema = z.object({
  alpha: z.number().optional(),
  negative_slope: z.number().optional(),
})
const leaky = (builder: Builder, layer: KerasLayer, input: Output, slope: number): Output =>
  builder.add(layer, [input], {
    kind: 'activation',
    function: 'leakyRelu',
    ...(close(slope, LEAKY_RELU_SLOPE) ? {} : { slope }),
  })

export function leakyRelu(builder: Builder, layer: KerasLayer, input: Output): Output {
  const { alpha, negative_slope: slope = alpha ?? 0.3 } = readConfig(layer, slopeSchema)
  return leaky(builder, layer, input, slope)
}

export function elu(builder: Builder, layer: KerasLayer, input: Output): Output {
  const { alpha = 1 } = readConfig(layer, slopeSchema)
  return builder.add(layer, [input], {
    kind: 'activation',
    function: 'elu',
    ...(close(alpha, 1) ? {} : { alpha }),
  })
}

const preluSchema = z.object({ shared_axes: z.array(z.number().int()).nullish() })

/** One slope a channel, or one for all; Keras's default is one for each unit of the map. */
export function prelu(builder: Builder, layer: KerasLayer, input: Output): Output {
  const shared = new Set(readConfig(layer, preluSchema).shared_axes ?? [])
  const rank = input.shape.length
  const stored = input.shape.map((length, i) => (shared.has(i + 1) ? 1 : length))
  if (stored.slice(0, -1).some((length) => length !== 1))
    throw refuse(
      layer,
      phrase`has a slope for each unit of its map; supported are one a channel (shared_axes of [1, 2]) and one for all`,
    )
  const one = shared.has(rank)
  const output = builder.add(layer, [input], { kind: 'prelu', ...(one ? { shared: true } : {}) })
  builder.take(layer, output, 'slope', ['alpha'], 0, stored, [stored.at(-1) ?? 1])
  return output
}

/** Refuses every axis but the last, the channels. */
export function requireLastAxis(layer: KerasLayer, rank: number): void {
  const at = axisOf(layer)
  if (at !== -1 && at !== rank)
    throw refuse(
      layer,
      phrase`works along axis ${at}; only the last axis, the channels, is supported`,
    )
}

export function softmax(builder: Builder, layer: KerasLayer, input: Output): Output {
  requireLastAxis(layer, input.shape.length)
  return builder.add(layer, [input], { kind: 'softmax' })
}
