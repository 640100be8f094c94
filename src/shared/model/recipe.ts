import { z } from 'zod'
import { AppError, phrase, sayPhrase } from '../errors'
import { DEFAULT_FITTING, FITTINGS } from '../recipe/fitting'
import { checkValue } from '../schema-fault'
import { augmentationsSchema } from '../recipe/augmentations'
import { BIAS_INITIALIZERS, choiceOf, INITIALIZERS, lossSchema } from '../recipe/choices'
import { optimizerSchema } from '../recipe/optimizers'
import { sgd } from '../recipe/optimizers/sgd'
import { classWeightsSchema } from '../recipe/class-weights'
import { scheduleSchema } from '../recipe/schedules'
import { relabelledSchema } from '../recipe/relabelled'
import { frozenSchema, layerRatesSchema, startSchema } from '../recipe/start'
import { setAsideSchema } from '../recipe/set-aside'
import { validationSchema } from '../recipe/validation'
import { lessonLinkSchema } from './lesson-link'
import { modelSpecSchema } from './spec'

const rate = z.number().positive().max(1000)
/** A picture's numbers lie in 0…1, and become no larger than float32 can square. */
const means = z.number().min(-1e6).max(1e6)
const deviations = z.number().positive().min(1e-6).max(1e6)

/**
 * How a picture is normalised after it has become numbers in 0…1: (x − mean) / std, with one number
 * for all channels or one for each. `checkNormalisation` compares their count with the channels.
 */
export const normalisationSchema = z.strictObject({
  mean: z.array(means).min(1).max(4096),
  std: z.array(deviations).min(1).max(4096),
})
export type Normalisation = z.infer<typeof normalisationSchema>

/** Everything that decides a run. */
export const recipeSchema = z.strictObject({
  model: modelSpecSchema,
  dataset: z.string().min(1).max(200),
  normalisation: normalisationSchema.optional(),
  /** How training pictures are changed, anew in each epoch. */
  augment: augmentationsSchema.optional(),
  optimizer: optimizerSchema.default(sgd.schema.parse({ kind: 'sgd' })),
  learningRate: rate.default(0.9),
  schedule: scheduleSchema.default({ kind: 'constant' }),
  /** How pictures of other proportions become inputs of the network. */
  fitting: choiceOf(FITTINGS).default(DEFAULT_FITTING),
  loss: lossSchema.default('crossEntropy'),
  /** The share of the target that is spread over all classes, for the cross-entropy. */
  labelSmoothing: z.number().positive().lt(1).optional(),
  /** How much each class's examples count. */
  classWeights: classWeightsSchema.optional(),
  /** The largest norm of all gradients together; longer ones are shortened to it. */
  clipNorm: z.number().positive().optional(),
  /**
   * The share of the previous average in the moving average of the weights after each step. The
   * average is then what is tested, opened and exported.
   */
  averageDecay: z.number().positive().lt(1).optional(),
  /** Where the first weights come from; fresh ones without it. */
  start: startSchema.optional(),
  /** Layers whose weights stay as they are; their batch norms compute as they predict. */
  frozen: frozenSchema.optional(),
  /** Factors of the learning rate by layer. */
  layerRates: layerRatesSchema.optional(),
  initializer: choiceOf(INITIALIZERS).default('xavierUniform'),
  biasInitializer: choiceOf(BIAS_INITIALIZERS).default('uniformFanIn'),
  batchSize: z.number().int().min(1).max(65536).default(256),
  epochs: z.number().int().min(1).max(100_000).default(10),
  seed: z.number().int().min(0).max(0xffffffff).default(0),
  /** Only so many examples, for short trials: a class-balanced sample, always the same one. */
  limitTrain: z.number().int().min(1).optional(),
  limitTest: z.number().int().min(1).optional(),
  /** Limits take the first examples: what runs did before parts were sampled. */
  part: z.literal('front').optional(),
  /** Pictures that are left out; limits are drawn from what is left. */
  setAside: setAsideSchema.optional(),
  /** On what epochs are measured and the best is chosen; drawn from what limits leave. */
  validation: validationSchema.optional(),
  /** Pictures that count as other classes than their files say. */
  relabelled: relabelledSchema.optional(),
  /** Besides each epoch's end, pause and stop. */
  checkpointEverySteps: z.number().int().min(1).optional(),
  /**
   * A moment that can be gone back to, every so many steps besides each epoch's end, within a budget
   * of disk. It changes no number of the training.
   */
  keepEverySteps: z.number().int().min(1).optional(),
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
  const result = checkValue(recipeSchema, value)
  if (result.success) return result.data
  const [{ field, words }] = result.faults
  throw new AppError('invalid-recipe', phrase`Not a valid recipe: ${field || 'recipe'}: ${words}`, {
    issues: result.faults.map((fault) => ({
      path: fault.field,
      message: sayPhrase(fault.words),
    })),
  })
}
