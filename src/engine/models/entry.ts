import type { ModelEntry } from '@shared/contract/models'
import type { ResolvedModel } from '@shared/model/resolve'
import { summarise } from '@shared/model/summary'
import type { Metadata } from '../formats/metadata'
import { countNonFinite, numberedClasses, type ReadModel } from '../formats/read-model'
import type { LoadedModel } from './loaded-model'
import { refOf, type Origin } from './ref'

/** What the network itself says of an entry. */
export const facts = (model: ResolvedModel): Pick<ModelEntry, 'parameters' | 'inputShape'> => ({
  parameters: summarise(model).totals.parameters,
  inputShape: [...model.inputShape],
})

/** Class names that suit the network, or numbers. */
export const suitedClasses = (model: ResolvedModel, classes: readonly string[] = []): string[] => [
  ...(classes.length === model.classes ? classes : numberedClasses(model.classes)),
]

/** An entry that stays in the list although it can't be used. */
export const damagedEntry = (origin: Origin, id: string, problem: string): ModelEntry => ({
  ref: refOf(origin, id),
  title: id,
  origin,
  trained: false,
  parameters: 0,
  inputShape: [1, 1, 1],
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
  const { title = metadata.spec.name, dataset, testAccuracy } = metadata
  return {
    ref: refOf(origin, id),
    title,
    origin,
    trained: true,
    ...facts(model),
    classes: suitedClasses(model, metadata.classes),
    ...(dataset === undefined ? {} : { dataset }),
    ...(testAccuracy === undefined ? {} : { testAccuracy }),
    ...(modified === undefined ? {} : { modified }),
  }
}

/** A model read from files, with its entry. */
export function loadedFrom(
  entry: ModelEntry,
  model: ResolvedModel,
  { metadata, weights }: ReadModel,
): LoadedModel {
  const { spec, normalisation, step } = metadata
  const bad = countNonFinite(weights)
  return {
    entry,
    spec,
    model,
    weights,
    classes: entry.classes,
    ...(normalisation ? { normalisation } : {}),
    ...(step === undefined ? {} : { step }),
    warnings:
      bad > 0
        ? [`${bad} weights of "${entry.title}" are not finite numbers; its answers may be NaN.`]
        : [],
  }
}
