import type { ModelEntry } from '@shared/contract/models'
import { isInProgress, type RunInfo } from '@shared/contract/training'
import { AppError, phrase, type Phrase } from '@shared/errors'
import { weightBytes } from '@shared/model/memory'
import { resolveModel } from '@shared/model/resolve'
import type { NamedArrays } from '@shared/model/weights'
import { checkWeights } from '../../formats/check-weights'
import { requireOpenable } from '../../runtime/memory'
import { initialiseWeights } from '../../training/initialise'
import {
  newestOrigin,
  newestWeights,
  weightsRemark,
  type FoundOrigin,
} from '../../runs/kept-weights'
import { readEvents, readRun, runFolderOf, stepsPerEpochOf } from '../../runs/run-folder'
import { loadedFrom } from '../entry'
import { liveWeights } from '../live-weights'
import type { LoadedModel } from '../loaded-model'
import { classNames, entryOfRun, runEntries, runVersion } from './run-entries'
import type { ModelDescription, ModelSource } from './source'

/**
 * The newest step that a run is known to have made. While it trains, a point is in the folder for a
 * moment before its weights.
 */
const trainedUpTo = (info: RunInfo): number =>
  isInProgress(info) ? 0 : Math.max(info.last?.step ?? 0, info.checkpointStep ?? 0)

/** The remark on the weights that a run has kept, or on missing ones. */
const remarkOn = (info: RunInfo, kept: FoundOrigin | null): Phrase | undefined =>
  kept
    ? weightsRemark(kept, trainedUpTo(info))
    : trainedUpTo(info) > 0
      ? phrase`No weights of this run are left. Its initial weights are used.`
      : undefined

/** The test accuracy of the newest epoch up to a step. */
async function accuracyAt(folder: string, step: number): Promise<number | undefined> {
  const epochs = (await readEvents(folder)).filter((event) => event.type === 'epoch')
  return epochs.filter((epoch) => epoch.step <= step).at(-1)?.testAccuracy ?? undefined
}

/** A run's entry, for weights of so many steps. */
async function entryAt(folder: string, info: RunInfo, step: number): Promise<ModelEntry> {
  const { testAccuracy: _, ...entry } = entryOfRun(info, await classNames(info.recipe.dataset))
  const testAccuracy = await accuracyAt(folder, step)
  return { ...entry, trained: step > 0, ...(testAccuracy === undefined ? {} : { testAccuracy }) }
}

/**
 * The network of a run's folder with the newest weights of a running training, else with the newest
 * undamaged ones that it has kept, else with its initial ones.
 * @throws AppError `corrupt` if all are damaged, `too-large`
 */
export async function loadRun(folder: string): Promise<LoadedModel> {
  const info = await readRun(folder)
  const { model: spec, ...recipe } = info.recipe
  const { normalisation, fitting, loss } = recipe
  const model = resolveModel(spec)
  const loaded = async (
    weights: NamedArrays,
    step: number,
    remark?: Phrase,
  ): Promise<LoadedModel> => {
    const entry = await entryAt(folder, info, step)
    const { classes } = entry
    const metadata = {
      spec,
      normalisation,
      fitting,
      loss,
      classes,
      invert: false as const,
      step,
      recipe,
    }
    return loadedFrom(entry, model, { metadata, weights }, remark)
  }
  const live = liveWeights(info.id)
  if (live && live.step >= (info.checkpointStep ?? 0)) return loaded(live.weights, live.step)
  const kept = await newestWeights(folder, stepsPerEpochOf(info), (weights) =>
    checkWeights(model, weights),
  )
  const remark = remarkOn(info, kept)
  if (kept)
    return { ...(await loaded(kept.weights, kept.origin.step, remark)), origin: kept.origin }
  requireOpenable(weightBytes(model), `“${info.title}”`)
  return loaded(initialiseWeights(model, info.recipe), 0, remark)
}

/**
 * The same without keeping its weights in memory. They are read once, so that remarks on them are
 * true. If all are damaged, that is a warning, because the network can still be trained again.
 * @throws AppError `not-found`, `corrupt` for the run's own file
 */
export async function describeRun(folder: string): Promise<ModelDescription> {
  const info = await readRun(folder)
  const spec = info.recipe.model
  const found = await newestOrigin(folder, stepsPerEpochOf(info)).catch((thrown: unknown) =>
    AppError.from(thrown),
  )
  const step = found instanceof AppError ? 0 : (found?.origin.step ?? 0)
  const remark = found instanceof AppError ? found.words : remarkOn(info, found)
  const entry = await entryAt(folder, info, step)
  const warnings = remark === undefined ? {} : { warnings: [remark] }
  return { spec, model: resolveModel(spec), entry: { ...entry, ...warnings } }
}

export const runs: ModelSource = {
  list: runEntries,
  load: (id) => loadRun(runFolderOf(id)),
  describe: (id) => describeRun(runFolderOf(id)),
  version: async (id) => `${await runVersion(runFolderOf(id))}/${liveWeights(id)?.step ?? ''}`,
}
