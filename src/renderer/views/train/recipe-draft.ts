import { optimizerSchema, recipeSchema, scheduleSchema, type Recipe } from '@shared/model/recipe'
import type { ModelSpec } from '@shared/model/spec'

/**
 * A recipe as it is being typed: numbers are text until they are checked, so that nothing typed
 * gets lost.
 */
export interface RecipeDraft {
  optimizer: Recipe['optimizer']['kind']
  momentum: string
  nesterov: boolean
  weightDecay: string
  beta1: string
  beta2: string
  epsilon: string
  decay: string
  learningRate: string
  schedule: Recipe['schedule']['kind']
  everyEpochs: string
  factor: string
  warmupEpochs: string
  batchSize: string
  epochs: string
  seed: string
  loss: Recipe['loss']
  initializer: Recipe['initializer']
  biasInitializer: Recipe['biasInitializer']
  /** One number a channel, separated by spaces or commas; empty for none. */
  mean: string
  std: string
  limitTrain: string
  limitTest: string
  checkpointEverySteps: string
  /** Link of the lesson that the recipe came from; carried along, not typed. */
  lesson: string | undefined
}
export type DraftField = keyof RecipeDraft

const words = (values: readonly number[] | undefined): string => (values ?? []).join(', ')
const optional = (value: number | undefined): string => (value === undefined ? '' : String(value))

/** Settings of the kinds that are not chosen, so that choosing one shows its defaults. */
const unchosen = {
  momentum: 0,
  nesterov: false,
  weightDecay: 0,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  decay: 0.99,
  everyEpochs: 5,
  factor: 0.5,
  warmupEpochs: 0,
}

/** A recipe as a form shows it. */
export function draftOf(recipe: Omit<Recipe, 'model' | 'dataset'>): RecipeDraft {
  const settings = { ...unchosen, ...recipe.optimizer, ...recipe.schedule }
  return {
    optimizer: recipe.optimizer.kind,
    momentum: String(settings.momentum),
    nesterov: settings.nesterov,
    weightDecay: String(settings.weightDecay),
    beta1: String(settings.beta1),
    beta2: String(settings.beta2),
    epsilon: String(settings.epsilon),
    decay: String(settings.decay),
    learningRate: String(recipe.learningRate),
    schedule: recipe.schedule.kind,
    everyEpochs: String(settings.everyEpochs),
    factor: String(settings.factor),
    warmupEpochs: String(settings.warmupEpochs),
    batchSize: String(recipe.batchSize),
    epochs: String(recipe.epochs),
    seed: String(recipe.seed),
    loss: recipe.loss,
    initializer: recipe.initializer,
    biasInitializer: recipe.biasInitializer,
    mean: words(recipe.normalisation?.mean),
    std: words(recipe.normalisation?.std),
    limitTrain: optional(recipe.limitTrain),
    limitTest: optional(recipe.limitTest),
    checkpointEverySteps: optional(recipe.checkpointEverySteps),
    lesson: recipe.lesson,
  }
}

/** The chapter's settings: the schema's own defaults. */
export function chapterDraft(): RecipeDraft {
  const { model: _model, dataset: _dataset, ...settings } = recipeSchema.shape
  const defaults = Object.fromEntries(
    Object.entries(settings).map(([name, schema]): [string, unknown] => [
      name,
      schema.parse(undefined),
    ]),
  )
  return draftOf(defaults as unknown as Omit<Recipe, 'model' | 'dataset'>)
}

/** Settings that an optimizer or a schedule has: what the form shows for it. */
export const settingsOf = (
  kind: RecipeDraft['optimizer'] | RecipeDraft['schedule'],
): readonly string[] => {
  const option = [...optimizerSchema.options, ...scheduleSchema.options].find(
    ({ shape }) => shape.kind.value === kind,
  )
  return Object.keys(option?.shape ?? {}).filter((name) => name !== 'kind')
}

const required = (text: string): number => (text.trim() === '' ? NaN : Number(text))
const whenGiven = (text: string): number | undefined =>
  text.trim() === '' ? undefined : Number(text)
const list = (text: string): readonly number[] =>
  text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(Number)

/**
 * The draft as a value for the recipe's schema; what is no number is NaN, which the schema refuses
 * at its field.
 */
export function draftValue(
  draft: RecipeDraft,
  model: ModelSpec,
  dataset: string,
): Record<string, unknown> {
  const pick = (
    kind: RecipeDraft['optimizer'] | RecipeDraft['schedule'],
  ): Record<string, unknown> => {
    const entries = settingsOf(kind).map((name): [string, unknown] => {
      const value = draft[name as DraftField]
      return [name, typeof value === 'string' ? required(value) : value]
    })
    return { kind, ...Object.fromEntries(entries) }
  }
  const normalised = draft.mean.trim() !== '' || draft.std.trim() !== ''
  const given = {
    normalisation: normalised ? { mean: list(draft.mean), std: list(draft.std) } : undefined,
    limitTrain: whenGiven(draft.limitTrain),
    limitTest: whenGiven(draft.limitTest),
    checkpointEverySteps: whenGiven(draft.checkpointEverySteps),
    lesson: draft.lesson,
  }
  return {
    model,
    dataset,
    optimizer: pick(draft.optimizer),
    learningRate: required(draft.learningRate),
    schedule: pick(draft.schedule),
    loss: draft.loss,
    initializer: draft.initializer,
    biasInitializer: draft.biasInitializer,
    batchSize: required(draft.batchSize),
    epochs: required(draft.epochs),
    seed: required(draft.seed),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  }
}
