import { phrase } from '@shared/errors'
import { z } from 'zod'
import { ACTIVATIONS, type ActivationFunction } from '@shared/layers/activation'
import { LEAKY_RELU_SLOPE } from '../constants'
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

/**
 * Keras's names for our functions. "leaky_relu" is left out, because its slope is 0.2 and ours is
 * 0.01.
 */
const ALIASES: Readonly<Record<string, ActivationFunction>> = { silu: 'swish' }
/** Our names that no Keras function has. */
const OWN_FUNCTIONS: ReadonlySet<string> = new Set(['leakyRelu', 'scaledTanh'])
const isFunction = (name: string): name is ActivationFunction =>
  (ACTIVATIONS as readonly string[]).includes(name) && !OWN_FUNCTIONS.has(name)

/** Adds the `activation` setting of a layer, if there is one, as a separate layer. */
export function addActivation(builder: Builder, layer: KerasLayer, input: Output): Output {
  const name = readConfig(layer, holderSchema).activation ?? 'linear'
  const known = ALIASES[name] ?? name
  if (known === 'linear') return input
  const suffix = layer.className === 'Activation' ? '' : `_${known}`
  if (known === 'softmax') return builder.add(layer, [input], { kind: 'softmax' }, suffix)
  if (!isFunction(known))
    throw refuse(
      layer,
      phrase`uses the activation "${name}"; supported are ${ACTIVATIONS.join(', ')} and softmax`,
    )
  return builder.add(layer, [input], { kind: 'activation', function: known }, suffix)
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
  if ((limited && max !== 6) || slope || threshold)
    throw refuse(
      layer,
      phrase`has a slope, threshold or limit; supported are plain ReLU and a limit of 6`,
    )
  return builder.add(layer, [input], { kind: 'activation', function: limited ? 'relu6' : 'relu' })
}

const slopeSchema = z.object({
  alpha: z.number().optional(),
  negative_slope: z.number().optional(),
})
export function leakyRelu(builder: Builder, layer: KerasLayer, input: Output): Output {
  const { alpha, negative_slope: slope = alpha ?? 0.3 } = readConfig(layer, slopeSchema)
  if (!close(slope, LEAKY_RELU_SLOPE))
    throw refuse(layer, phrase`has a slope of ${slope}; only ${LEAKY_RELU_SLOPE} is supported`)
  return builder.add(layer, [input], { kind: 'activation', function: 'leakyRelu' })
}

export function elu(builder: Builder, layer: KerasLayer, input: Output): Output {
  const { alpha = 1 } = readConfig(layer, slopeSchema)
  if (!close(alpha, 1)) throw refuse(layer, phrase`has alpha ${alpha}; only 1 is supported`)
  return builder.add(layer, [input], { kind: 'activation', function: 'elu' })
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
