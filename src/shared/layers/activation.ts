import { z } from 'zod'
import { extentOf } from '../math/field/cells'
import { acrossChannels } from '../math/field/connections'
import { anyInput, baseFields, noWeights, pointwise, type LayerDefinition } from './definition'

export const ACTIVATIONS = [
  'sigmoid',
  'relu',
  'tanh',
  'leakyRelu',
  'elu',
  'selu',
  'gelu',
  'swish',
  'softplus',
  'relu6',
  'linear',
] as const
export type ActivationFunction = (typeof ACTIVATIONS)[number]

export const activationSchema = z.strictObject({
  ...baseFields,
  kind: z.literal('activation'),
  function: z.enum(ACTIVATIONS),
})
export type Activation = z.infer<typeof activationSchema>

export const softmaxSchema = z.strictObject({ ...baseFields, kind: z.literal('softmax') })
export type Softmax = z.infer<typeof softmaxSchema>

/** A function of each value by itself. */
export const activation: LayerDefinition<Activation> = {
  schema: activationSchema,
  ...noWeights,
  outputShape: (_, inputs) => anyInput(inputs),
  ...pointwise,
}

/** exp(xᵢ) / Σ exp(xⱼ) over the last axis. */
export const softmax: LayerDefinition<Softmax> = {
  schema: softmaxSchema,
  ...noWeights,
  outputShape: (_, inputs) => anyInput(inputs),
  fieldStep: () => null,
  connections: (_, inputs) => [acrossChannels(extentOf(anyInput(inputs)))],
}
