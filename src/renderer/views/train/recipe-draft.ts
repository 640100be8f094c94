import { recipeSchema, type Recipe } from '@shared/model/recipe'
import { isChoice, PLAIN_FIELDS, PLAIN_SCHEMAS, type PlainField } from '@shared/model/recipe-fields'
import type { ModelSpec } from '@shared/model/spec'
import type { Relabelled } from '@shared/recipe/relabelled'
import type { SetAside } from '@shared/recipe/set-aside'
import { DEFAULT_VALIDATION_SHARE, type Validation } from '@shared/recipe/validation'
import { augmentationsIn, type AugmentationKind } from '@shared/recipe/augmentations'
import type { OptimizerKind } from '@shared/recipe/optimizers'
import type { ScheduleKind } from '@shared/recipe/schedules'
import {
  OPTIMIZER_SETTINGS,
  SCHEDULE_SETTINGS,
  settingsOf,
  startOf,
  type SettingName,
  type SettingValue,
} from '@shared/recipe/settings'

type Typed<T> = T extends boolean ? boolean : number extends T ? string : T

/**
 * A recipe as it is being typed: numbers are text until they are checked, so that nothing typed
 * gets lost.
 */
export type RecipeDraft = {
  [K in PlainField]-?: Typed<Exclude<Recipe[K], undefined>>
} & {
  [K in SettingName]: Typed<SettingValue<K>>
} & {
  optimizer: OptimizerKind
  schedule: ScheduleKind
  /** The number of each kind of augmentation that is used. */
  augment: Partial<Record<AugmentationKind, string>>
  /** One number a channel, separated by spaces or commas; empty for none. */
  mean: string
  std: string
  /** Layers that stay as they are. */
  frozen: readonly string[]
  /** Factors of the learning rate by layer; empty for 1. */
  layerRates: Readonly<Record<string, string>>
  /** One number a class, or “balanced”; empty for none. */
  classWeights: string
  /** Link of the lesson that the recipe came from; carried along, not typed. */
  lesson: string | undefined
  /**
   * What is left out: what is set aside in the data set, nothing, or the list of the recipe that was
   * loaded.
   */
  setAside: 'present' | 'none' | SetAside
  /** What epochs are measured on: the test part, a share of the training pictures, or a part of its own. */
  validation: 'none' | Validation['from']
  validationShare: string
  patience: string
  /** Likewise the corrected labels. */
  relabelled: 'present' | 'none' | Relabelled
}
export type DraftField = keyof RecipeDraft
/** Fields that are not typed. */
type UntypedField = 'lesson' | 'setAside' | 'relabelled' | 'frozen' | 'layerRates'
/** Fields that are typed as text. */
export type TextField = {
  [K in Exclude<DraftField, UntypedField>]: string extends RecipeDraft[K] ? K : never
}[Exclude<DraftField, UntypedField>]
/** Settings that are on or off. */
export type SwitchField = {
  [K in SettingName]: RecipeDraft[K] extends boolean ? K : never
}[SettingName]

export const isText = (name: SettingName): name is Exclude<SettingName, SwitchField> =>
  !isSwitch(name)
export const isSwitch = (name: SettingName): name is SwitchField =>
  typeof startOf(name) === 'boolean'

const SETTING_NAMES: readonly SettingName[] = [...OPTIMIZER_SETTINGS, ...SCHEDULE_SETTINGS]

const words = (values: readonly number[] | undefined): string => (values ?? []).join(', ')
/** Text of a number, nothing of what is absent, and a choice or a switch as it is. */
const typed = (value: unknown): unknown =>
  typeof value === 'number' ? String(value) : (value ?? '')

/** A recipe as a form shows it. */
export function draftOf(recipe: Omit<Recipe, 'model' | 'dataset'>): RecipeDraft {
  const settings: Readonly<Record<string, unknown>> = { ...recipe.optimizer, ...recipe.schedule }
  const { validation } = recipe
  const share = validation?.from === 'train' ? validation.share : DEFAULT_VALIDATION_SHARE
  const draft: Readonly<Record<string, unknown>> = {
    ...Object.fromEntries(PLAIN_FIELDS.map((field) => [field, typed(recipe[field])])),
    // Settings of the kinds that are not chosen too, so that choosing one shows its defaults.
    ...Object.fromEntries(
      SETTING_NAMES.map((name) => [name, typed(settings[name] ?? startOf(name))]),
    ),
    optimizer: recipe.optimizer.kind,
    schedule: recipe.schedule.kind,
    augment: Object.fromEntries(
      augmentationsIn(recipe.augment).map(([kind, amount]) => [kind, String(amount)]),
    ),
    mean: words(recipe.normalisation?.mean),
    std: words(recipe.normalisation?.std),
    classWeights: recipe.classWeights === 'balanced' ? 'balanced' : words(recipe.classWeights),
    frozen: recipe.frozen ?? [],
    layerRates: Object.fromEntries(
      Object.entries(recipe.layerRates ?? {}).map(([id, factor]) => [id, String(factor)]),
    ),
    lesson: recipe.lesson,
    setAside: recipe.setAside ?? 'none',
    validation: validation?.from ?? 'none',
    validationShare: typed(share),
    patience: typed(validation?.patience),
    relabelled: recipe.relabelled ?? 'none',
  }
  return draft as RecipeDraft
}

/** The chapter's settings: the schema's own defaults. */
export const chapterDraft = (): RecipeDraft => ({
  ...draftOf(recipeSchema.omit({ model: true, dataset: true }).parse({})),
  setAside: 'present',
  relabelled: 'present',
})

/** The list that a draft leaves out. @param present what is set aside in its data set */
export const asideIn = (
  { setAside }: Pick<RecipeDraft, 'setAside'>,
  present: SetAside | undefined,
): SetAside | undefined =>
  setAside === 'present' ? present : setAside === 'none' ? undefined : setAside

/** The corrected labels that a draft uses. @param present those of its data set */
const labelsIn = (
  { relabelled }: Pick<RecipeDraft, 'relabelled'>,
  present: Relabelled | undefined,
): Relabelled | undefined =>
  relabelled === 'present' ? present : relabelled === 'none' ? undefined : relabelled

const number = (text: string): number => (text.trim() === '' ? NaN : Number(text))
const list = (text: string): readonly number[] =>
  text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(Number)

const settingsIn = (
  draft: RecipeDraft,
  kind: OptimizerKind | ScheduleKind,
): Record<string, unknown> => {
  const values = settingsOf(kind).map((name) => {
    const value = draft[name]
    return [name, typeof value === 'string' ? number(value) : value] as const
  })
  return { kind, ...Object.fromEntries(values) }
}

/** @returns undefined where epochs are measured on the test part */
function validationIn({ validation: from, ...draft }: RecipeDraft): unknown {
  if (from === 'none') return undefined
  return {
    from,
    ...(from === 'train' ? { share: number(draft.validationShare) } : {}),
    ...(draft.patience.trim() === '' ? {} : { patience: number(draft.patience) }),
  }
}

/** The augmentation of a draft; nothing where no kind is used. */
const augmentIn = ({ augment }: RecipeDraft): Readonly<Record<string, number>> | undefined => {
  const used = Object.entries(augment)
  if (used.length === 0) return undefined
  return Object.fromEntries(used.map(([kind, amount]) => [kind, number(amount)]))
}

function plainIn(draft: RecipeDraft, field: PlainField): unknown {
  const text = draft[field]
  if (isChoice(field)) return text
  return text.trim() === '' && PLAIN_SCHEMAS[field].safeParse(undefined).data === undefined
    ? undefined
    : number(text)
}

function layerRatesIn({ layerRates, frozen }: RecipeDraft): Record<string, number> | undefined {
  const given = Object.entries(layerRates).filter(
    ([id, text]) => text.trim() !== '' && !frozen.includes(id),
  )
  return given.length === 0
    ? undefined
    : Object.fromEntries(given.map(([id, text]) => [id, number(text)]))
}

function classWeightsIn({ classWeights }: RecipeDraft): unknown {
  const text = classWeights.trim()
  if (text === '') return undefined
  return text === 'balanced' ? text : list(text)
}

/**
 * The draft as a value for the recipe's schema, with what is set aside in its data set at `present`; what is no number is NaN, which the schema refuses
 * at its field.
 */
export function draftValue(
  draft: RecipeDraft,
  model: ModelSpec,
  dataset: string,
  present?: SetAside,
  corrected?: Relabelled,
): Record<string, unknown> {
  const normalised = draft.mean.trim() !== '' || draft.std.trim() !== ''
  const fields = {
    model,
    dataset,
    optimizer: settingsIn(draft, draft.optimizer),
    schedule: settingsIn(draft, draft.schedule),
    augment: augmentIn(draft),
    normalisation: normalised ? { mean: list(draft.mean), std: list(draft.std) } : undefined,
    classWeights: classWeightsIn(draft),
    frozen: draft.frozen.length > 0 ? draft.frozen : undefined,
    layerRates: layerRatesIn(draft),
    lesson: draft.lesson,
    setAside: asideIn(draft, present),
    validation: validationIn(draft),
    relabelled: labelsIn(draft, corrected),
    ...Object.fromEntries(PLAIN_FIELDS.map((field) => [field, plainIn(draft, field)])),
  }
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
