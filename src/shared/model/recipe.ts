import { z } from 'zod'
import { AppError, phrase } from '../errors'
import { lessonLinkSchema } from './lesson-link'
import { modelSpecSchema } from './spec'

const rate = z.number().positive().max(1000)
const fraction = z.number().min(0).lt(1)

/** An optimizer and its settings; names and meanings are PyTorch's. */
export const optimizerSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('sgd'),
    momentum: fraction.default(0),
    nesterov: z.boolean().default(false),
    weightDecay: z.number().min(0).default(0),
  }),
  z.strictObject({
    kind: z.literal('adam'),
    beta1: fraction.default(0.9),
    beta2: fraction.default(0.999),
    epsilon: z.number().positive().default(1e-8),
    weightDecay: z.number().min(0).default(0),
  }),
  z.strictObject({
    kind: z.literal('rmsprop'),
    decay: fraction.default(0.99),
    momentum: fraction.default(0),
    epsilon: z.number().positive().default(1e-8),
    weightDecay: z.number().min(0).default(0),
  }),
])
export type Optimizer = z.infer<typeof optimizerSchema>

/** How the learning rate moves; a factor on the recipe's rate, worked out anew for every step. */
export const scheduleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('constant') }),
  /** × factor after every so many epochs. */
  z.strictObject({
    kind: z.literal('step'),
    everyEpochs: z.number().positive(),
    factor: z.number().positive(),
  }),
  /** × factor each epoch, falling smoothly from step to step. */
  z.strictObject({ kind: z.literal('exponential'), factor: z.number().positive() }),
  /** Half a cosine from the full rate to 0 at the end, after a linear rise over `warmupEpochs`. */
  z.strictObject({ kind: z.literal('cosine'), warmupEpochs: z.number().min(0).default(0) }),
])
export type Schedule = z.infer<typeof scheduleSchema>

export const INITIALIZERS = [
  'xavierUniform',
  'xavierNormal',
  'heUniform',
  'heNormal',
  'lecunNormal',
  'zeros',
] as const
export const BIAS_INITIALIZERS = ['uniformFanIn', 'zeros'] as const

/** What is done to a picture after it has become numbers in 0…1. */
export const normalisationSchema = z.strictObject({
  mean: z.array(z.number()).min(1).max(4096),
  std: z.array(z.number().positive()).min(1).max(4096),
})
export type Normalisation = z.infer<typeof normalisationSchema>

/** Everything that decides a run. */
export const recipeSchema = z.strictObject({
  model: modelSpecSchema,
  dataset: z.string().min(1).max(200),
  normalisation: normalisationSchema.optional(),
  optimizer: optimizerSchema.default({ kind: 'sgd', momentum: 0, nesterov: false, weightDecay: 0 }),
  learningRate: rate.default(0.9),
  schedule: scheduleSchema.default({ kind: 'constant' }),
  loss: z.enum(['crossEntropy', 'meanSquaredError']).default('crossEntropy'),
  initializer: z.enum(INITIALIZERS).default('xavierUniform'),
  /**
   * `uniformFanIn` is PyTorch's default, ±1/√fanIn, which chapter 6.3 leaves untouched; Keras
   * starts at zeros.
   */
  biasInitializer: z.enum(BIAS_INITIALIZERS).default('uniformFanIn'),
  batchSize: z.number().int().min(1).max(65536).default(256),
  epochs: z.number().int().min(1).max(100_000).default(10),
  seed: z.number().int().min(0).max(0xffffffff).default(0),
  /** Only the first so many examples, for short trials. */
  limitTrain: z.number().int().min(1).optional(),
  limitTest: z.number().int().min(1).optional(),
  /** Besides each epoch's end, pause and stop. */
  checkpointEverySteps: z.number().int().min(1).optional(),
  /** The lesson that the recipe came from, in its exact state. It decides nothing. */
  lesson: lessonLinkSchema.optional(),
})
/** The schema's defaults are the chapter's: SGD 0.9, batch 256, 10 epochs, Xavier uniform. */
export type Recipe = z.infer<typeof recipeSchema>
export type RecipeInput = z.input<typeof recipeSchema>

/**
 * Checks a recipe from outside and fills in the chapter's defaults.
 * @throws AppError `invalid-recipe` naming the field.
 */
export function parseRecipe(value: unknown): Recipe {
  const result = recipeSchema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new AppError(
    'invalid-recipe',
    phrase`Not a valid recipe: ${issue?.path.join('.') || 'recipe'}: ${issue?.message}`,
    {
      issues: result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
    },
  )
}
