import { z } from 'zod'
import { anyInput, baseFields, noWeights, pointwise, type LayerDefinition } from './definition'
import { sameRange } from './value-range'

export const ACTIVATIONS = [
  'sigmoid',
  'relu',
  'tanh',
  'scaledTanh',
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

/** What a function gives: never a negative value, one of its input's sign, or either. */
const SIGNS = {
  sigmoid: 'positive',
  relu: 'positive',
  tanh: 'either',
  scaledTanh: 'either',
  leakyRelu: 'either',
  elu: 'either',
  selu: 'either',
  gelu: 'either',
  swish: 'either',
  softplus: 'positive',
  relu6: 'positive',
  linear: 'kept',
} as const satisfies Record<ActivationFunction, 'positive' | 'kept' | 'either'>

/** f(0): every function passes through the origin but these. */
const AT_ZERO: Partial<Record<ActivationFunction, number>> = { sigmoid: 0.5, softplus: Math.LN2 }

/** Functions that leave values between 0 and 1 as they are. */
const KEEPS_UNIT_INTERVAL: readonly ActivationFunction[] = [
  'linear',
  'relu',
  'relu6',
  'leakyRelu',
  'elu',
]

/** A function of each value by itself. */
export const activation: LayerDefinition<typeof activationSchema> = {
  schema: activationSchema,
  names: {
    en: { full: 'activation', short: 'activation' },
    zh: { full: '激活', short: '激活' },
  },
  id: { stem: 'relu', numbered: true },
  start: { function: 'relu' },
  ...noWeights,
  ...pointwise,
  merges: null,
  outputShape: (_, inputs) => anyInput(inputs),
  linear: false,
  nonNegative: ({ function: name }, inputs) =>
    SIGNS[name] === 'positive' || (SIGNS[name] === 'kept' && inputs),
  range(layer, ranges) {
    if (layer.function === 'sigmoid') return 'probability'
    return KEEPS_UNIT_INTERVAL.includes(layer.function) ? sameRange(layer, ranges) : 'any'
  },
  handsOn: ({ function: name }) => (name === 'linear' ? 'values' : null),
  keepsZero: ({ function: name }) => (AT_ZERO[name] ?? 0) === 0,
  mixesBatch: false,
}
