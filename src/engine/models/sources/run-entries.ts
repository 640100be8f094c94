import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { lastWeightsOf, type ModelEntry } from '@shared/contract/models'
import { testAccuracyOf, type RunInfo } from '@shared/contract/training'
import { AppError, phrase } from '@shared/errors'
import { RUN_FILE } from '@shared/formats'
import { trainedMeaning } from '@shared/model/output/trained'
import { resolveModel } from '@shared/model/resolve'
import { datasetInfo } from '../../datasets'
import { runsFolder } from '../../runtime/paths'
import { weightsStamp } from '../../runs/kept-weights'
import { readRun } from '../../runs/run-folder'
import { titleStamp } from '../../runs/run-title'
import { damagedEntry, facts, namedOutputs, pictureFacts } from '../entry'
import { isId, refOf } from '../ref'

/** Class names of a data set; undefined if it is no longer known here. */
export async function classNames(dataset: string): Promise<readonly string[]> {
  try {
    return (await datasetInfo(dataset)).classes
  } catch {
    return []
  }
}

/** A run as a model. */
export function entryOfRun(info: RunInfo, classes: readonly string[]): ModelEntry {
  const model = resolveModel(info.recipe.model)
  const accuracy = testAccuracyOf(info)
  const { best } = info
  const chosen = best && {
    weights: { which: 'best' as const, epoch: best.epoch },
    validationAccuracy: best.validationAccuracy,
  }
  return {
    ref: refOf('run', info.id),
    title: info.title,
    origin: 'run',
    trained: (info.checkpointStep ?? 0) > 0,
    ...facts(model),
    ...namedOutputs(model, trainedMeaning(model), classes),
    ...pictureFacts({ ...info.recipe, spec: info.recipe.model }),
    dataset: info.recipe.dataset,
    ...(typeof accuracy === 'number' ? { testAccuracy: accuracy } : {}),
    ...(info.recipe.averageDecay === undefined ? {} : { averaged: true }),
    ...chosen,
    modified: info.modified,
  }
}

/** The newest weights of a run that opens with those of its best epoch, where they are others. */
export function lastEntryOf(info: RunInfo, entry: ModelEntry): ModelEntry | undefined {
  const { best, last } = info
  if (!best || !last || last.epoch === best.epoch) return undefined
  const { testAccuracy: _, validationAccuracy: __, ...shared } = entry
  const accuracy = last.validationAccuracy
  return {
    ...shared,
    ref: lastWeightsOf(info.id),
    weights: { which: 'last', epoch: last.epoch },
    ...(typeof accuracy === 'number' ? { validationAccuracy: accuracy } : {}),
  }
}

/**
 * A value that changes whenever a run's weights, title or state change.
 * @throws AppError `not-found`
 */
export async function runVersion(folder: string): Promise<string> {
  const { mtimeMs, size } = await stat(join(folder, RUN_FILE)).catch(() => {
    throw new AppError('not-found', phrase`There is no run at ${folder}.`, { run: folder })
  })
  return [mtimeMs, size, await titleStamp(folder), await weightsStamp(folder)].join('/')
}

/** The same, but it also changes with the run's points. */
async function runStamp(folder: string): Promise<string> {
  const metrics = await stat(join(folder, 'metrics.jsonl')).catch(() => undefined)
  return [await runVersion(folder), metrics?.mtimeMs, metrics?.size].join('/')
}

interface Known {
  readonly stamp: string
  readonly entries: readonly ModelEntry[]
}
/**
 * Entries by folder, because hundreds of runs are listed again and again and few of them change.
 */
const known = new Map<string, Known>()

async function entriesOf(
  folder: string,
  classes: (dataset: string) => Promise<readonly string[]>,
): Promise<readonly ModelEntry[]> {
  try {
    const stamp = await runStamp(folder)
    const before = known.get(folder)
    if (before?.stamp === stamp) return before.entries
    const info = await readRun(folder)
    const entry = entryOfRun(info, await classes(info.recipe.dataset))
    const last = lastEntryOf(info, entry)
    const entries = last ? [entry, last] : [entry]
    known.set(folder, { stamp, entries })
    return entries
  } catch (thrown) {
    return [damagedEntry('run', basename(folder), AppError.from(thrown).words)]
  }
}

/** Every run of the data folder as a model, newest first. */
export async function runEntries(): Promise<ModelEntry[]> {
  const found = await readdir(runsFolder(), { withFileTypes: true }).catch(() => [])
  const folders = found
    .filter((item) => item.isDirectory() && isId(item.name))
    .map(({ name }) => join(runsFolder(), name))
  const names = new Map<string, Promise<readonly string[]>>()
  const classes = (dataset: string): Promise<readonly string[]> => {
    const asked = names.get(dataset) ?? classNames(dataset)
    names.set(dataset, asked)
    return asked
  }
  for (const folder of known.keys()) if (!folders.includes(folder)) known.delete(folder)
  const entries = await Promise.all(folders.map((folder) => entriesOf(folder, classes)))
  return entries.flat().sort((a, b) => (b.modified ?? 0) - (a.modified ?? 0))
}
