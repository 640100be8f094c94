import type { ModelEntry } from '@shared/contract/models'
import { phrase, type Phrase, type Words } from '@shared/errors'
import { LOGITS, namesNeeded, type OutputMeaning } from '@shared/model/output/meaning'
import type { ResolvedModel } from '@shared/model/resolve'
import { summarise } from '@shared/model/summary'
import type { NamedArrays } from '@shared/model/weights'
import { DEFAULT_FITTING } from '@shared/recipe/fitting'
import { preprocessingIn } from '../formats/answers'
import { meaningIn, type Metadata } from '../formats/metadata'
import { countNonFinite, numberedClasses, type ReadModel } from '../formats/read-model'
import type { LoadedModel } from './loaded-model'
import { refOf, type Origin } from './ref'

/** The parts of an entry that follow from the network itself. */
export const facts = (model: ResolvedModel): Pick<ModelEntry, 'parameters' | 'inputShape'> => ({
  parameters: summarise(model).totals.parameters,
  inputShape: [...model.inputShape],
})

/**
 * What a network's outputs mean, with names for all classes, labels or values: its own names, or
 * numbers.
 */
export function namedOutputs(
  model: ResolvedModel,
  meaning: OutputMeaning,
  names: readonly string[] = [],
): Pick<ModelEntry, 'meaning' | 'classes'> {
  const count = namesNeeded(meaning, model.classes)
  return { meaning, classes: [...(names.length === count ? names : numberedClasses(count))] }
}

/** What an entry says of how pictures become the input, where that is more than value / 255. */
export function pictureFacts(
  metadata: Pick<Metadata, 'spec' | 'normalisation' | 'fitting' | 'assumed'>,
): Pick<ModelEntry, 'preprocessing' | 'assumed'> {
  const { normalisation, order, fitting = DEFAULT_FITTING } = preprocessingIn(metadata)
  const { assumed = [] } = metadata
  const isPlain = !normalisation && order === 'rgb' && fitting === DEFAULT_FITTING
  return {
    ...(!isPlain && { preprocessing: { ...(normalisation && { normalisation }), order, fitting } }),
    ...(assumed.length > 0 && { assumed: [...assumed] }),
  }
}

/** The entry of a damaged model, which stays in the list. */
export const damagedEntry = (origin: Origin, id: string, problem: Words): ModelEntry => ({
  ref: refOf(origin, id),
  title: id,
  origin,
  trained: false,
  parameters: 0,
  inputShape: [1, 1, 1],
  meaning: LOGITS,
  classes: [],
  problem,
})

/** The entry of an exported model. */
export function entryOf(
  origin: Origin,
  id: string,
  metadata: Metadata,
  model: ResolvedModel,
  modified?: number,
): ModelEntry {
  const { title = metadata.spec.name, dataset, testAccuracy, recipe } = metadata
  const { weights, validationAccuracy } = metadata
  return {
    ref: refOf(origin, id),
    title,
    origin,
    trained: true,
    ...facts(model),
    ...namedOutputs(model, meaningIn(metadata, model), metadata.classes),
    ...pictureFacts(metadata),
    ...(dataset === undefined ? {} : { dataset }),
    ...(testAccuracy === undefined ? {} : { testAccuracy }),
    ...(recipe?.averageDecay === undefined ? {} : { averaged: true }),
    ...(weights && { weights }),
    ...(validationAccuracy === undefined ? {} : { validationAccuracy }),
    ...(modified === undefined ? {} : { modified }),
  }
}

/**
 * A model read from files, with its entry.
 * @param remark a remark on the weights
 */
export function loadedFrom(
  entry: ModelEntry,
  model: ResolvedModel,
  { metadata, weights, notes = [] }: ReadModel,
  remark?: Phrase,
): LoadedModel {
  const { spec, normalisation, fitting, step, loss, assumed, recipe, reliance } = metadata
  const warnings = [
    ...(remark ? [remark] : []),
    ...notes,
    ...classesWarning(metadata, model, entry),
    ...weightsWarning(entry, weights),
  ]
  return {
    entry: warnings.length > 0 ? { ...entry, warnings } : entry,
    spec,
    model,
    weights,
    classes: entry.classes,
    ...(normalisation ? { normalisation } : {}),
    ...(fitting === undefined ? {} : { fitting }),
    ...(step === undefined ? {} : { step }),
    ...(loss === undefined ? {} : { loss }),
    ...(assumed && { assumed }),
    ...(recipe && { recipe }),
    ...(reliance && { reliance }),
    warnings,
  }
}

function classesWarning(
  { classes }: Metadata,
  { classes: count }: ResolvedModel,
  { meaning }: ModelEntry,
): Phrase[] {
  const needed = namesNeeded(meaning, count)
  return classes.length === 0 || classes.length === needed
    ? []
    : [
        phrase`${classes.length} classes are named, and the network has ${needed}: they are numbered instead.`,
      ]
}

function weightsWarning({ title }: ModelEntry, weights: NamedArrays): Phrase[] {
  const bad = countNonFinite(weights)
  return bad > 0
    ? [phrase`${bad} weights of "${title}" are not finite numbers; its answers may be NaN.`]
    : []
}
