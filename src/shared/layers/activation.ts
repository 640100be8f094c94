import { z } from 'zod'
import { phrase } from '../errors'
import { ownWords } from '../schema-fault'
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
  'geluTanh',
  'swish',
  'hardSwish',
  'hardSigmoid',
  'mish',
  'softplus',
  'softsign',
  'relu6',
  'linear',
] as const
export type ActivationFunction = (typeof ACTIVATIONS)[number]

/** The number that a function may be given, by its name and what it is without one. */
interface FunctionNumber {
  readonly name: 'slope' | 'alpha'
  readonly preset: number
}

/**
 * Functions that a number shapes. Without one they are PyTorch's: leakyRelu has the slope 0.01 left
 * of 0, elu ends at −1, and hardSigmoid rises by 1/6. Keras 2's hard_sigmoid and ONNX's HardSigmoid
 * rise by 0.2.
 */
const NUMBERS: Partial<Record<ActivationFunction, FunctionNumber>> = {
  leakyRelu: { name: 'slope', preset: 0.01 },
  elu: { name: 'alpha', preset: 1 },
  hardSigmoid: { name: 'slope', preset: 1 / 6 },
}

const NOT_ITS_SLOPE = ownWords(phrase`Only leakyRelu and hardSigmoid have a slope.`)
const NOT_ITS_ALPHA = ownWords(phrase`Only elu has an alpha.`)

export const activationSchema = z
  .strictObject({
    ...baseFields,
    kind: z.literal('activation'),
    function: z.enum(ACTIVATIONS),
    /** Of leakyRelu left of 0, of hardSigmoid between its ends. */
    slope: z.number().min(0).max(100).optional(),
    /** What elu falls to, times −1. */
    alpha: z.number().min(0).max(100).optional(),
  })
  .refine(({ function: name, slope }) => slope === undefined || NUMBERS[name]?.name === 'slope', {
    path: ['slope'],
    error: NOT_ITS_SLOPE,
  })
  .refine(({ function: name, alpha }) => alpha === undefined || NUMBERS[name]?.name === 'alpha', {
    path: ['alpha'],
    error: NOT_ITS_ALPHA,
  })
export type Activation = z.infer<typeof activationSchema>

/** A function with the number that shapes it; 0 where none does. */
export const numberOf = ({
  function: name,
  ...given
}: Pick<Activation, 'function' | 'slope' | 'alpha'>): number => {
  const number = NUMBERS[name]
  return number ? (given[number.name] ?? number.preset) : 0
}

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
  geluTanh: 'either',
  swish: 'either',
  hardSwish: 'either',
  hardSigmoid: 'positive',
  mish: 'either',
  softplus: 'positive',
  softsign: 'either',
  relu6: 'positive',
  linear: 'kept',
} as const satisfies Record<ActivationFunction, 'positive' | 'kept' | 'either'>

/** f(0): every function passes through the origin but these. */
const AT_ZERO: Partial<Record<ActivationFunction, number>> = {
  sigmoid: 0.5,
  hardSigmoid: 0.5,
  softplus: Math.LN2,
}

/** Functions that give values between 0 and 1 only. */
const SQUASHES: readonly ActivationFunction[] = ['sigmoid', 'hardSigmoid']

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
    if (SQUASHES.includes(layer.function)) return 'probability'
    return KEEPS_UNIT_INTERVAL.includes(layer.function) ? sameRange(layer, ranges) : 'any'
  },
  handsOn: ({ function: name }) => (name === 'linear' ? 'values' : null),
  keepsZero: ({ function: name }) => (AT_ZERO[name] ?? 0) === 0,
  mixesBatch: false,
}
