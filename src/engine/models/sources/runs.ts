import { resolveModel } from '@shared/model/resolve'
import { readNewestCheckpoint } from '../../runs/checkpoint'
import { initialiseWeights } from '../../training/initialise'
import { readRun, runFolderOf } from '../../runs/run-folder'
import { loadedFrom } from '../entry'
import { liveWeights } from '../live-weights'
import type { LoadedModel } from '../loaded-model'
import { classNames, entryOfRun, runEntries, runVersion } from './run-entries'
import type { ModelSource } from './source'

/**
 * The network of a run's folder: the newest weights of a training in progress, else its newest
 * checkpoint's, else those it started with.
 */
export async function loadRun(folder: string): Promise<LoadedModel> {
  const info = await readRun(folder)
  const { model: spec, normalisation } = info.recipe
  const model = resolveModel(spec)
  const live = liveWeights(info.id)
  const checkpoint =
    live && live.step >= (info.checkpointStep ?? 0) ? null : await readNewestCheckpoint(folder)
  const entry = entryOfRun(info, await classNames(info.recipe.dataset))
  const step = live && !checkpoint ? live.step : (checkpoint?.position.step ?? 0)
  const weights = checkpoint?.weights ?? live?.weights ?? initialiseWeights(model, info.recipe)
  return loadedFrom({ ...entry, trained: step > 0 }, model, {
    metadata: { spec, normalisation, classes: entry.classes, invert: false, step },
    weights,
  })
}

export const runs: ModelSource = {
  list: runEntries,
  load: (id) => loadRun(runFolderOf(id)),
  version: async (id) => `${await runVersion(runFolderOf(id))}/${liveWeights(id)?.step ?? ''}`,
}
