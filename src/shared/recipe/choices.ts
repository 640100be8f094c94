import { z } from 'zod'
import type { Label } from '../label'

/** The choices of a recipe that have no settings of their own, with their names. */
type Choices = Readonly<Record<string, Label>>

export const LOSSES = {
  crossEntropy: { en: 'Cross-entropy', zh: '交叉熵' },
  meanSquaredError: { en: 'Mean squared error', zh: '均方误差' },
} as const satisfies Choices

/** How weights start. Sources: Glorot and Bengio 2010 (Xavier), He et al. 2015, LeCun et al. 1998. */
export const INITIALIZERS = {
  xavierUniform: { en: 'Xavier, uniform', zh: 'Xavier 均匀分布' },
  xavierNormal: { en: 'Xavier, normal', zh: 'Xavier 正态分布' },
  heUniform: { en: 'He, uniform', zh: 'He 均匀分布' },
  heNormal: { en: 'He, normal', zh: 'He 正态分布' },
  lecunNormal: { en: 'LeCun, normal', zh: 'LeCun 正态分布' },
  zeros: { en: 'Zeros', zh: '全零' },
} as const satisfies Choices

/**
 * How biases start. `uniformFanIn` is PyTorch's default, ±1/√fanIn, which chapter 6.3 leaves
 * untouched; Keras starts at zeros.
 */
export const BIAS_INITIALIZERS = {
  uniformFanIn: { en: '±1/√fan-in (PyTorch)', zh: '±1/√fan-in（PyTorch）' },
  zeros: { en: 'Zeros', zh: '全零' },
} as const satisfies Choices

/** The schema of one of the names. */
export const choiceOf = <C extends Choices>(
  choices: C,
): z.ZodEnum<{ [K in keyof C & string]: K }> => z.enum(Object.keys(choices) as (keyof C & string)[])

/** The loss that a training minimises. The test loss is the same function. */
export const lossSchema = choiceOf(LOSSES)
export type Loss = z.infer<typeof lossSchema>
