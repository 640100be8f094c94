import type { Recipe } from '@shared/model/recipe'
import { CHOICES, isChoice, type ChoiceField, type PlainField } from '@shared/model/recipe-fields'
import type { Label } from '@shared/label'
import { AUGMENTATIONS, augmentationsIn } from '@shared/recipe/augmentations'
import { OPTIMIZERS, type OptimizerKind } from '@shared/recipe/optimizers'
import { SCHEDULES, type ScheduleKind } from '@shared/recipe/schedules'
import {
  OPTIMIZER_SETTINGS,
  SCHEDULE_SETTINGS,
  SETTINGS,
  type SettingName,
} from '@shared/recipe/settings'
import { countRelabelled, relabelledMark } from '@shared/recipe/relabelled'
import { asideMark, countAside } from '@shared/recipe/set-aside'
import { said, t, type MessageKey } from '@renderer/i18n'
import { formatInteger } from '@renderer/i18n/format'

/** Fields with a label of their own in the form, and what each is there. */
export type FormField =
  PlainField | 'mean' | 'std' | 'classWeights' | 'validationShare' | 'patience'

interface FieldLook {
  /** Beside the optimizer, the schedule or the validation part, or under “Advanced”. */
  readonly place: 'optimizer' | 'schedule' | 'validation' | 'advanced'
  /** What an empty field means. */
  readonly empty?: MessageKey
  readonly hint?: MessageKey
  /** Two such fields that follow each other share a line. */
  readonly half?: true
  /** Whether it decides what is learnt, so that runs are told apart by it. */
  readonly decides: boolean
}

/** Every field in the form's order; the compiler names one that is forgotten here. */
export const FORM_FIELDS = {
  learningRate: { place: 'optimizer', decides: true },
  batchSize: { place: 'schedule', decides: true },
  epochs: { place: 'schedule', decides: true },
  seed: { place: 'schedule', decides: true },
  validationShare: { place: 'validation', decides: true },
  patience: {
    place: 'validation',
    empty: 'common.none',
    hint: 'train.recipe.patienceHint',
    decides: true,
  },
  initializer: { place: 'advanced', decides: true },
  biasInitializer: { place: 'advanced', decides: true },
  loss: { place: 'advanced', decides: true },
  labelSmoothing: { place: 'advanced', empty: 'common.none', half: true, decides: true },
  clipNorm: { place: 'advanced', empty: 'common.none', half: true, decides: true },
  averageDecay: {
    place: 'advanced',
    empty: 'common.none',
    hint: 'train.recipe.averageHint',
    decides: true,
  },
  classWeights: {
    place: 'advanced',
    empty: 'common.none',
    hint: 'train.recipe.classWeightsHint',
    decides: true,
  },
  fitting: { place: 'advanced', hint: 'train.recipe.fittingHint', decides: true },
  mean: { place: 'advanced', empty: 'common.none', decides: true },
  std: {
    place: 'advanced',
    empty: 'common.none',
    hint: 'train.recipe.normaliseHint',
    decides: true,
  },
  limitTrain: { place: 'advanced', empty: 'train.recipe.all', half: true, decides: true },
  limitTest: { place: 'advanced', empty: 'train.recipe.all', half: true, decides: true },
  checkpointEverySteps: { place: 'advanced', empty: 'train.recipe.epochEnd', decides: false },
  keepEverySteps: { place: 'advanced', empty: 'train.recipe.epochEnd', decides: false },
} as const satisfies Readonly<Record<FormField, FieldLook>>

const lookOf = (field: string): FieldLook | undefined =>
  isFormField(field) ? FORM_FIELDS[field] : undefined
const isFormField = (field: string): field is FormField => Object.hasOwn(FORM_FIELDS, field)

export const fieldsAt = (place: FieldLook['place']): readonly FormField[] =>
  (Object.keys(FORM_FIELDS) as FormField[]).filter((field) => FORM_FIELDS[field].place === place)

/** What an empty field means, in the present language. */
export function emptyText(field: string): string | undefined {
  const empty = lookOf(field)?.empty
  return empty && t(empty)
}

export function hintOf(field: string): string | undefined {
  const hint = lookOf(field)?.hint
  return hint && t(hint)
}

export const isHalf = (field: FormField): boolean => lookOf(field)?.half === true

type DecidingField =
  | FormField
  | SettingName
  | 'optimizer'
  | 'schedule'
  | 'augment'
  | 'validation'
  | 'start'
  | 'frozen'
  | 'layerRates'
  | 'setAside'
  | 'relabelled'

/** Fields of a recipe that decide what is learnt, in the form's order. */
export const DECIDING: readonly DecidingField[] = [
  ...(['optimizer', ...fieldsAt('optimizer'), ...OPTIMIZER_SETTINGS] as const),
  ...([
    'schedule',
    ...SCHEDULE_SETTINGS,
    ...fieldsAt('schedule'),
    'validation',
    ...fieldsAt('validation'),
    'augment',
    ...fieldsAt('advanced'),
    'start',
    'frozen',
    'layerRates',
    'setAside',
    'relabelled',
  ] as const),
].filter((field) => lookOf(field)?.decides ?? true)

const isSetting = (field: DecidingField): field is SettingName => Object.hasOwn(SETTINGS, field)

/** The label of a field. */
export const fieldLabel = (field: DecidingField): string =>
  isSetting(field) ? said(SETTINGS[field].label) : t(`train.recipe.${field}`)

export const optimizerName = (kind: OptimizerKind): string => nameIn(OPTIMIZERS, kind)
export const scheduleName = (kind: ScheduleKind): string => nameIn(SCHEDULES, kind)

const nameIn = (
  kinds: readonly { readonly kind: string; readonly label: Label }[],
  kind: string,
): string => {
  const found = kinds.find((each) => each.kind === kind)
  return found ? said(found.label) : kind
}

/** What can be chosen in a field, with its names. */
export const choicesOf = <F extends ChoiceField>(
  field: F,
): readonly (readonly [Recipe[F], string])[] =>
  Object.entries<Label>(CHOICES[field]).map(([value, label]) => [value as Recipe[F], said(label)])

/** How many pictures are left out; the mark tells lists of one length apart. */
const asideText = (setAside: Recipe['setAside']): string =>
  setAside ? `${formatInteger(countAside(setAside))} (${asideMark(setAside)})` : t('common.none')

const ratesText = (rates: Recipe['layerRates']): string =>
  rates
    ? Object.entries(rates)
        .map(([layer, factor]) => `${layer} × ${factor}`)
        .join(', ')
    : t('common.none')

/** What is changed, and by how much. */
const augmentText = (augment: Recipe['augment']): string => {
  const names = new Map(AUGMENTATIONS.map(({ kind, label }) => [kind, said(label)]))
  const used = augmentationsIn(augment)
  if (used.length === 0) return t('common.none')
  return used.map(([kind, amount]) => `${names.get(kind) ?? kind} ${amount}`).join(' · ')
}

const labelsText = (relabelled: Recipe['relabelled']): string =>
  relabelled
    ? `${formatInteger(countRelabelled(relabelled))} (${relabelledMark(relabelled)})`
    : t('common.none')

/** A field's value in words: the name of a choice, what an empty field means, or what was typed. */
export function valueText(field: DecidingField, value: string, recipe: Recipe): string {
  if (field === 'optimizer') return optimizerName(recipe.optimizer.kind)
  if (field === 'schedule') return scheduleName(recipe.schedule.kind)
  if (field === 'start') return recipe.start?.title ?? t('common.none')
  if (field === 'frozen') return recipe.frozen?.join(', ') ?? t('common.none')
  if (field === 'layerRates') return ratesText(recipe.layerRates)
  if (field === 'augment') return augmentText(recipe.augment)
  if (field === 'setAside') return asideText(recipe.setAside)
  if (field === 'validation')
    return t(`train.recipe.validations.${recipe.validation?.from ?? 'none'}`)
  if (field === 'relabelled') return labelsText(recipe.relabelled)
  if (isSetting(field))
    return value === 'true' ? t('common.yes') : value === 'false' ? t('common.no') : value
  if (isChoice(field)) return choicesOf(field).find(([name]) => name === value)?.[1] ?? value
  return value === '' ? (emptyText(field) ?? '') : value
}
