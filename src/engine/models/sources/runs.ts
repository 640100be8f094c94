import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ModelEntry } from '@shared/contract/models'
import type { RunInfo } from '@shared/contract/training'
import { AppError } from '@shared/errors'
import { resolveModel } from '@shared/model/resolve'
import { datasetInfo } from '../../datasets'
import { readNewestCheckpoint } from '../../training/checkpoint'
import { initialiseWeights } from '../../training/initialise'
import { listRuns, readRun, runFolderOf } from '../../training/run-folder'
import { damagedEntry, facts, loadedFrom, suitedClasses } from '../entry'
import { liveWeights } from '../live-weights'
import type { LoadedModel } from '../loaded-model'
import { isId, refOf } from '../ref'
import type { ModelSource } from './source'

/** Class names of a data set; none where it isn't known here any more. */
async function classNames(dataset: string): Promise<readonly string[]> {
  try {
    return (await datasetInfo(dataset)).classes
  } catch {
    return []
  }
}

function entryOfRun(info: RunInfo, classes: readonly string[]): ModelEntry {
  const model = resolveModel(info.recipe.model)
  const accuracy = info.last?.testAccuracy
  return {
    ref: refOf('run', info.id),
    title: info.title,
    origin: 'run',
    trained: (info.checkpointStep ?? 0) > 0,
    ...facts(model),
    classes: suitedClasses(model, classes),
    dataset: info.recipe.dataset,
    ...(typeof accuracy === 'number' ? { testAccuracy: accuracy } : {}),
    modified: info.modified,
  }
}

/** The network of a run's folder: the newest weights of a training in progress, else its newest checkpoint's, else those it started with. */
export async function loadRun(folder: string): Promise<LoadedModel> {
  const info = await readRun(folder)
  const { model: spec, normalisation } = info.recipe
  const model = resolveModel(spec)
  const live = liveWeights(info.id)
  const checkpoint = live && live.step >= (info.checkpointStep ?? 0) ? null : await readNewestCheckpoint(folder)
  const entry = entryOfRun(info, await classNames(info.recipe.dataset))
  const step = live && !checkpoint ? live.step : (checkpoint?.position.step ?? 0)
  const weights = checkpoint?.weights ?? live?.weights ?? initialiseWeights(model, info.recipe)
  return loadedFrom({ ...entry, trained: step > 0 }, model, { metadata: { spec, normalisation, classes: entry.classes, invert: false, step }, weights })
}

export const runs: ModelSource = {
  async list() {
    const names = new Map<string, Promise<readonly string[]>>()
    const classes = (dataset: string): Promise<readonly string[]> => {
      const known = names.get(dataset) ?? classNames(dataset)
      names.set(dataset, known)
      return known
    }
    const listed = (await listRuns()).filter(({ folder }) => isId(basename(folder)))
    return Promise.all(
      listed.map(async ({ folder, info, problem }) => {
        try {
          return info ? entryOfRun(info, await classes(info.recipe.dataset)) : damagedEntry('run', basename(folder), problem?.message ?? 'It cannot be read.')
        } catch (thrown) {
          return damagedEntry('run', basename(folder), AppError.from(thrown).message)
        }
      }),
    )
  },
  load: (id) => loadRun(runFolderOf(id)),
  async version(id) {
    const [{ checkpointStep }, folder] = await Promise.all([readRun(runFolderOf(id)), stat(runFolderOf(id))])
    return [checkpointStep, liveWeights(id)?.step, folder.ino].join('/')
  },
}
