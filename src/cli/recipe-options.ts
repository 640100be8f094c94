import { AppError } from '@shared/errors'
import { parseRecipe, type Recipe, type RecipeInput } from '@shared/model/recipe'
import type { ModelSpec } from '@shared/model/spec'
import { OPTIMIZER_KINDS, suitedRate, type OptimizerKind } from '@shared/recipe/optimizers'
import { OPTIMIZER_SETTINGS, type SettingName, type SettingValue } from '@shared/recipe/settings'
import { plainFields, type PlainOptions } from './recipe-flags'

/** Settings of the optimizer, by their own names. */
type SettingOptions = { readonly [K in SettingName]?: SettingValue<K> }

/**
 * The options of a recipe on the command line. Missing values come from the recipe file, then from
 * the chapter.
 */
export interface RecipeOptions extends PlainOptions, SettingOptions {
  readonly dataset?: string
  readonly optimizer?: OptimizerKind
  readonly schedule?: RecipeInput['schedule']
  readonly augment?: RecipeInput['augment']
  readonly normalisation?: RecipeInput['normalisation']
  readonly classWeights?: RecipeInput['classWeights']
  readonly layerRates?: RecipeInput['layerRates']
}

/** The chapter's data set. */
const DEFAULT_DATASET = 'fashion-mnist'

type Given = Readonly<Record<string, unknown>>

export const isRecord = (value: unknown): value is Given =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const defined = (fields: Given): Given =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

/**
 * The optimizer's settings: those of the file, as long as the kind is the same, overridden by the
 * options. A setting that the optimizer doesn't have is refused by the recipe's schema.
 */
function chooseOptimizer(
  options: RecipeOptions,
  file: Given,
): { optimizer: Given; rate: number | undefined } {
  const before = isRecord(file.optimizer) ? file.optimizer : { kind: OPTIMIZER_KINDS[0] }
  const kind = options.optimizer ?? before.kind
  const changed = kind !== before.kind
  const settings = Object.fromEntries(OPTIMIZER_SETTINGS.map((name) => [name, options[name]]))
  return {
    optimizer: { ...(changed ? {} : before), ...defined({ kind, ...settings }) },
    rate: changed && options.optimizer !== undefined ? suitedRate(options.optimizer) : undefined,
  }
}

/** The recipe in the content of a recipe file, or of a run.json, which holds one. */
export const recipeContent = (file: unknown): unknown =>
  isRecord(file) && isRecord(file.recipe) ? file.recipe : file

/**
 * Whether a recipe file says itself what a recipe takes of its data set: it doesn't where an option
 * names another one.
 * @param file content of the recipe file, or of a run.json, which holds one
 * @param asked the data set that an option names
 * @param dataset that of the recipe
 */
export function saysOfDataset(file: unknown, asked: string | undefined, dataset: string): boolean {
  const content = recipeContent(file)
  return isRecord(content) && (asked === undefined || content.dataset === dataset)
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
  const content = recipeContent(file) ?? {}
  if (!isRecord(content))
    throw new AppError('invalid-recipe', 'Not a valid recipe: it is no JSON object.')
  const { optimizer, rate } = chooseOptimizer(options, content)
  const { augment: before, ...rest } = content
  const augment = options.augment ?? before
  const isNone = isRecord(augment) && Object.keys(augment).length === 0
  return parseRecipe({
    dataset: DEFAULT_DATASET,
    ...rest,
    ...defined({
      augment: isNone ? undefined : augment,
      model,
      dataset: options.dataset,
      optimizer,
      schedule: options.schedule,
      normalisation: options.normalisation,
      classWeights: options.classWeights,
      layerRates: options.layerRates,
      learningRate: rate,
      ...defined(plainFields(options)),
    }),
  })
}
