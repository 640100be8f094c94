import type { Recipe } from '@shared/model/recipe'
import { OPTIMIZER_SETTINGS, SCHEDULE_SETTINGS, settingsOf } from '@shared/recipe/settings'
import { draftOf } from './recipe-draft'
import { DECIDING, fieldLabel, valueText } from './recipe-fields'

/** Fields that only some optimizers, schedules and validation parts have. */
const OWNED: readonly string[] = [
  ...OPTIMIZER_SETTINGS,
  ...SCHEDULE_SETTINGS,
  'validationShare',
  'patience',
]
/** Those that a recipe's validation part has. */
const ofValidation = ({ validation }: Recipe): readonly string[] =>
  validation ? [...(validation.from === 'train' ? ['validationShare'] : []), 'patience'] : []
type Field = (typeof DECIDING)[number]

/** Fields whose values are not typed. */
const CARRIED = ['augment', 'start', 'frozen', 'layerRates', 'setAside', 'relabelled'] as const
const isCarried = (field: Field): field is (typeof CARRIED)[number] =>
  CARRIED.some((each) => each === field)

/**
 * What the recipe has in each field; nothing where its optimizer and schedule have no such setting.
 */
function valuesOf(recipe: Recipe): ReadonlyMap<Field, string> {
  const draft = draftOf(recipe)
  const own: readonly string[] = [
    ...settingsOf(draft.optimizer),
    ...settingsOf(draft.schedule),
    ...ofValidation(recipe),
  ]
  return new Map(
    DECIDING.filter((field) => !OWNED.includes(field) || own.includes(field)).map((field) => [
      field,
      isCarried(field) ? JSON.stringify(recipe[field] ?? null) : String(draft[field]),
    ]),
  )
}

/**
 * For each recipe, in words, what it has in the fields in which they are not all alike: “Learning
 * rate 0.3”.
 */
export function differencesOf(recipes: readonly Recipe[]): readonly (readonly string[])[] {
  const values = recipes.map(valuesOf)
  const unlike = DECIDING.filter((field) => new Set(values.map((each) => each.get(field))).size > 1)
  return recipes.map((recipe, index) =>
    unlike.flatMap((field) => {
      const value = values[index]?.get(field)
      if (value === undefined) return []
      const said = valueText(field, value, recipe)
      return [field === 'optimizer' ? said : `${fieldLabel(field)} ${said}`]
    }),
  )
}
