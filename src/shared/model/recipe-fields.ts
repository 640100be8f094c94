import { BIAS_INITIALIZERS, INITIALIZERS, LOSSES } from '../recipe/choices'
import { FITTINGS } from '../recipe/fitting'
import type { Label } from '../label'
import { recipeSchema, type Recipe } from './recipe'

/** Fields of a recipe that are one number or one choice. */
export type PlainField = Exclude<
  keyof Recipe,
  | 'model'
  | 'dataset'
  | 'augment'
  | 'optimizer'
  | 'schedule'
  | 'normalisation'
  | 'classWeights'
  | 'start'
  | 'frozen'
  | 'layerRates'
  | 'lesson'
  | 'part'
  | 'setAside'
  | 'validation'
  | 'relabelled'
>
export type ChoiceField = {
  [K in PlainField]-?: Recipe[K] extends string ? K : never
}[PlainField]
export type NumberField = Exclude<PlainField, ChoiceField>

const {
  model,
  dataset,
  augment,
  optimizer,
  schedule,
  normalisation,
  classWeights,
  start,
  frozen,
  layerRates,
  lesson,
  part,
  setAside,
  validation,
  relabelled,
  ...plain
} = recipeSchema.shape

/** The schema of each of them. */
export const PLAIN_SCHEMAS = plain
export const PLAIN_FIELDS = Object.keys(plain) as readonly PlainField[]

/** What can be chosen in each field that is a choice, with its names. */
export const CHOICES = {
  fitting: FITTINGS,
  loss: LOSSES,
  initializer: INITIALIZERS,
  biasInitializer: BIAS_INITIALIZERS,
} satisfies { readonly [K in ChoiceField]: Readonly<Record<Recipe[K], Label>> }

export const isChoice = (field: string): field is ChoiceField => Object.hasOwn(CHOICES, field)
