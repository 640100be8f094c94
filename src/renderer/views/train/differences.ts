import type { Recipe } from '@shared/model/recipe'
import { t } from '@renderer/i18n'
import { draftOf, settingsOf, type DraftField } from './recipe-draft'

/** Fields of a recipe that decide what is learnt, in the form's order. */
const FIELDS = [
  ...([
    'optimizer',
    'learningRate',
    'momentum',
    'beta1',
    'beta2',
    'decay',
    'epsilon',
    'weightDecay',
    'nesterov',
  ] as const),
  ...([
    'schedule',
    'everyEpochs',
    'factor',
    'warmupEpochs',
    'batchSize',
    'epochs',
    'seed',
  ] as const),
  ...([
    'initializer',
    'biasInitializer',
    'loss',
    'mean',
    'std',
    'limitTrain',
    'limitTest',
  ] as const),
] satisfies readonly DraftField[]
type Field = (typeof FIELDS)[number]

/** Fields that only some optimizers and schedules have. */
const OWNED: readonly string[] = (
  ['sgd', 'adam', 'rmsprop', 'constant', 'step', 'exponential', 'cosine'] as const
).flatMap(settingsOf)

/**
 * What the recipe has in each field; nothing where its optimizer and schedule have no such setting.
 */
function valuesOf(recipe: Recipe): ReadonlyMap<Field, string> {
  const draft = draftOf(recipe)
  const own = [...settingsOf(draft.optimizer), ...settingsOf(draft.schedule)]
  return new Map(
    FIELDS.filter((field) => !OWNED.includes(field) || own.includes(field)).map((field) => [
      field,
      String(draft[field]),
    ]),
  )
}

function words(field: Field, recipe: Recipe, value: string): string {
  if (field === 'optimizer') return t(`train.recipe.optimizers.${recipe.optimizer.kind}`)
  const said = ((): string => {
    if (field === 'schedule') return t(`train.recipe.schedules.${recipe.schedule.kind}`)
    if (field === 'initializer') return t(`train.recipe.initializers.${recipe.initializer}`)
    if (field === 'biasInitializer')
      return t(`train.recipe.biasInitializers.${recipe.biasInitializer}`)
    if (field === 'loss') return t(`train.recipe.losses.${recipe.loss}`)
    if (field === 'nesterov') return t(value === 'true' ? 'common.yes' : 'common.no')
    if (value !== '') return value
    return t(field === 'limitTrain' || field === 'limitTest' ? 'train.recipe.all' : 'common.none')
  })()
  return `${t(`train.recipe.${field}`)} ${said}`
}

/**
 * For each recipe, in words, what it has in the fields in which they are not all alike: “Learning
 * rate 0.3”.
 */
export function differencesOf(recipes: readonly Recipe[]): readonly (readonly string[])[] {
  const values = recipes.map(valuesOf)
  const unlike = FIELDS.filter((field) => new Set(values.map((each) => each.get(field))).size > 1)
  return recipes.map((recipe, index) =>
    unlike.flatMap((field) => {
      const value = values[index]?.get(field)
      return value === undefined ? [] : [words(field, recipe, value)]
    }),
  )
}
