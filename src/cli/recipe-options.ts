import { AppError } from '@shared/errors'
import { parseRecipe, type Recipe, type RecipeInput } from '@shared/model/recipe'
import type { ModelSpec } from '@shared/model/spec'

/**
 * What can be said of a recipe on the command line; what is left out comes from the recipe file,
 * then from the chapter.
 */
export interface RecipeOptions {
  readonly dataset?: string
  readonly epochs?: number
  readonly batchSize?: number
  readonly lr?: number
  readonly optimizer?: 'sgd' | 'adam' | 'rmsprop'
  readonly momentum?: number
  readonly nesterov?: boolean
  readonly weightDecay?: number
  readonly schedule?: RecipeInput['schedule']
  readonly normalisation?: RecipeInput['normalisation']
  readonly loss?: Recipe['loss']
  readonly initializer?: Recipe['initializer']
  readonly biasInitializer?: Recipe['biasInitializer']
  readonly seed?: number
  readonly checkpointEvery?: number
  readonly limitTrain?: number
  readonly limitTest?: number
}

/** The chapter's data set. */
const DEFAULT_DATASET = 'fashion-mnist'
/**
 * The chapter's 0.9 suits SGD on sigmoids alone; adaptive optimizers are unstable far above this,
 * their authors' value.
 */
const ADAPTIVE_LEARNING_RATE = 0.001

type Given = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Given =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const defined = (fields: Given): Given =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

/**
 * The optimizer's settings: those of the file, as long as the kind stays the same, with the options
 * on top. A setting that the optimizer doesn't have is refused by the recipe's schema.
 */
function chooseOptimizer(
  options: RecipeOptions,
  file: Given,
): { optimizer: Given; changed: boolean } {
  const before = isRecord(file.optimizer) ? file.optimizer : { kind: 'sgd' }
  const kind = options.optimizer ?? before.kind
  const { momentum, nesterov, weightDecay } = options
  const changed = kind !== before.kind
  return {
    optimizer: {
      ...(changed ? {} : before),
      ...defined({ kind, momentum, nesterov, weightDecay }),
    },
    changed,
  }
}

/**
 * The recipe of a `train` command.
 * @param model the network that was named, or `undefined` for the recipe's own
 * @param file content of the recipe file, or of a run.json, which holds one
 * @throws AppError `invalid-recipe` naming the field
 */
export function recipeFrom(
  model: ModelSpec | undefined,
  options: RecipeOptions,
  file: unknown,
): Recipe {
  const content = isRecord(file) && isRecord(file.recipe) ? file.recipe : (file ?? {})
  if (!isRecord(content))
    throw new AppError('invalid-recipe', 'Not a valid recipe: it is no JSON object.')
  const { optimizer, changed } = chooseOptimizer(options, content)
  const adaptive = options.lr === undefined && changed && optimizer.kind !== 'sgd'
  return parseRecipe({
    dataset: DEFAULT_DATASET,
    ...content,
    ...defined({
      model,
      dataset: options.dataset,
      optimizer,
      learningRate: options.lr ?? (adaptive ? ADAPTIVE_LEARNING_RATE : undefined),
      schedule: options.schedule,
      normalisation: options.normalisation,
      loss: options.loss,
      initializer: options.initializer,
      biasInitializer: options.biasInitializer,
      batchSize: options.batchSize,
      epochs: options.epochs,
      seed: options.seed,
      checkpointEverySteps: options.checkpointEvery,
      limitTrain: options.limitTrain,
      limitTest: options.limitTest,
    }),
  })
}
