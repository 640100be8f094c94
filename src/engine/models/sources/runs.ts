import { basename } from 'node:path'
import { lastWeightsOf, type ModelEntry } from '@shared/contract/models'
import { isInProgress, type EpochEvent, type RunInfo } from '@shared/contract/training'
import { AppError, phrase, type Phrase } from '@shared/errors'
import { weightBytes } from '@shared/model/memory'
import { resolveModel, type ResolvedModel } from '@shared/model/resolve'
import type { NamedArrays } from '@shared/model/weights'
import { checkWeights } from '../../formats/check-weights'
import { bestWeights } from '../../runs/best-weights'
import { checkedPosition } from '../../runs/checkpoint'
import { checkEpochWeights } from '../../runs/epoch-weights'
import { isMemoryRefusal, requireOpenable } from '../../runtime/memory'
import { initialiseWeights } from '../../training/initialise'
import {
  newestOrigin,
  newestWeights,
  weightsRemark,
  type FoundOrigin,
} from '../../runs/kept-weights'
import {
  readEvents,
  readRun,
  readRunFile,
  runFolderOf,
  stepsPerEpochOf,
} from '../../runs/run-folder'
import { momentStamp, weightsAt } from '../../runs/time'
import { loadedFrom } from '../entry'
import { liveWeights } from '../live-weights'
import type { LoadedModel } from '../loaded-model'
import { momentOf, refOf } from '../ref'
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

/** What was measured at the newest epoch up to a step. */
async function epochAt(folder: string, step: number): Promise<EpochEvent | undefined> {
  const epochs = (await readEvents(folder)).filter((event) => event.type === 'epoch')
  return epochs.filter((epoch) => epoch.step <= step).at(-1)
}

/** Which of a run's weights are meant: those of its best epoch, where it has one, or its newest. */
export type Wanted = 'best' | 'last'

/** How a run's weights are opened: its network, named and fed as its recipe says. */
async function opened(
  folder: string,
  info: RunInfo,
  weights: NamedArrays,
  step: number,
  {
    wanted = 'best',
    remark,
  }: { readonly wanted?: Wanted; readonly remark?: Phrase | undefined } = {},
): Promise<LoadedModel> {
  const { model: spec, ...recipe } = info.recipe
  const { normalisation, fitting, loss } = recipe
  const entry = await entryAt(folder, info, step, wanted)
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
  return loadedFrom(entry, resolveModel(spec), { metadata, weights }, remark)
}

/**
 * The network of a run as it was at a moment.
 * @throws AppError `not-found` for a step that is not kept, `corrupt`, `too-large`
 */
async function loadMoment(folder: string, step: number): Promise<LoadedModel> {
  const [info, file] = await Promise.all([readRun(folder), readRunFile(folder)])
  const weights = await weightsAt(folder, file, step)
  checkWeights(resolveModel(info.recipe.model), weights)
  const { entry: whole, ...loaded } = await opened(folder, info, weights, step)
  const { weights: _, ...entry } = whole
  const title = `${entry.title}, ${step}`
  return { ...loaded, entry: { ...entry, title, ref: refOf('run', `${info.id}@${step}`) } }
}

/**
 * A run's entry, for weights of so many steps. Of a run with a validation part, only the weights of
 * the best epoch have a test accuracy: the test part was read with them alone.
 */
async function entryAt(
  folder: string,
  info: RunInfo,
  step: number,
  wanted: Wanted,
): Promise<ModelEntry> {
  const whole = entryOfRun(info, await classNames(info.recipe.dataset))
  if (info.best?.step === step && wanted === 'best') return whole
  const { testAccuracy: _, validationAccuracy: __, weights: ___, ...entry } = whole
  const at = await epochAt(folder, step)
  const { testAccuracy, validationAccuracy } = at ?? {}
  const epoch = Math.floor((step * info.recipe.epochs) / info.stepsTotal)
  return {
    ...entry,
    trained: step > 0,
    ...(typeof testAccuracy === 'number' ? { testAccuracy } : {}),
    ...(typeof validationAccuracy === 'number' ? { validationAccuracy } : {}),
    ...(wanted === 'last' ? { ref: lastWeightsOf(info.id) } : {}),
    ...(info.best ? { weights: { which: 'last', epoch } } : {}),
  }
}

interface Found extends FoundOrigin {
  readonly remark?: Phrase | undefined
}

/** The remark where the best epoch's weights can't be read, and others are used. */
const lostBest = (thrown: unknown): Phrase =>
  phrase`${AppError.from(thrown).words} The run’s last weights are used instead of those of its best epoch.`

/**
 * The weights that a run is opened with.
 * @throws AppError `corrupt` if all are damaged, `too-large`
 */
async function keptWeights(
  folder: string,
  info: RunInfo,
  wanted: Wanted,
  model: ResolvedModel,
): Promise<(Found & { readonly weights: NamedArrays }) | null> {
  const suits = (weights: NamedArrays): void => checkWeights(model, weights)
  const { best } = info
  let lost: Phrase | undefined
  if (best && wanted === 'best') {
    try {
      return { ...(await bestWeights(folder, best, suits)), damaged: [] }
    } catch (thrown) {
      if (isMemoryRefusal(thrown)) throw thrown
      lost = lostBest(thrown)
    }
  }
  const kept = await newestWeights(folder, stepsPerEpochOf(info), suits)
  return kept && { ...kept, remark: lost ?? remarkOn(info, kept) }
}

/**
 * The network of a run's folder with the newest weights of a running training, else with those of
 * its best epoch, else with the newest undamaged ones that it has kept, else with its initial ones.
 * @throws AppError `corrupt` if all are damaged, `too-large`
 */
export async function loadRun(folder: string, wanted: Wanted = 'best'): Promise<LoadedModel> {
  const info = await readRun(folder)
  const model = resolveModel(info.recipe.model)
  const loaded = (weights: NamedArrays, step: number, remark?: Phrase): Promise<LoadedModel> =>
    opened(folder, info, weights, step, { wanted, remark })
  const live = liveWeights(info.id)
  if (live && live.step >= (info.checkpointStep ?? 0)) return loaded(live.weights, live.step)
  const kept = await keptWeights(folder, info, wanted, model)
  if (kept)
    return { ...(await loaded(kept.weights, kept.origin.step, kept.remark)), origin: kept.origin }
  requireOpenable(weightBytes(model), `“${info.title}”`)
  return loaded(initialiseWeights(model, info.recipe), 0, remarkOn(info, null))
}

/** Where they are, found by checking the files. @throws AppError `corrupt` if all are damaged */
async function foundOrigin(folder: string, info: RunInfo, wanted: Wanted): Promise<Found | null> {
  const { best } = info
  let lost: Phrase | undefined
  if (best && wanted === 'best') {
    try {
      const { epoch, step } = best
      await checkEpochWeights(folder, epoch).catch(() => checkedPosition(folder, step))
      return { origin: { kind: 'epoch', step, epoch }, damaged: [] }
    } catch (thrown) {
      lost = lostBest(thrown)
    }
  }
  const found = await newestOrigin(folder, stepsPerEpochOf(info))
  return found && { ...found, remark: lost ?? remarkOn(info, found) }
}

/** A run's folder and which of its weights an id names. */
const named = (id: string): readonly [folder: string, wanted: Wanted] => [
  runFolderOf(id.replace(/@last$/, '')),
  id.endsWith('@last') ? 'last' : 'best',
]

/**
 * The same without keeping its weights in memory. They are read once, so that remarks on them are
 * true. If all are damaged, that is a warning, because the network can still be trained again.
 * @throws AppError `not-found`, `corrupt` for the run's own file
 */
export async function describeRun(
  folder: string,
  wanted: Wanted = 'best',
): Promise<ModelDescription> {
  const info = await readRun(folder)
  const spec = info.recipe.model
  const found = await foundOrigin(folder, info, wanted).catch((thrown: unknown) =>
    AppError.from(thrown),
  )
  const step = found instanceof AppError ? 0 : (found?.origin.step ?? 0)
  const remark =
    found instanceof AppError ? found.words : found ? found.remark : remarkOn(info, null)
  const entry = await entryAt(folder, info, step, wanted)
  const warnings = remark === undefined ? {} : { warnings: [remark] }
  return { spec, model: resolveModel(spec), entry: { ...entry, ...warnings } }
}

async function momentVersion({ run, step }: { run: string; step: number }): Promise<string> {
  const folder = runFolderOf(run)
  const file = await readRunFile(folder)
  return [file.title, await momentStamp(folder, file, step)].join('/')
}

export const runs: ModelSource = {
  list: runEntries,
  load: (id) => {
    const moment = momentOf(id)
    return moment ? loadMoment(runFolderOf(moment.run), moment.step) : loadRun(...named(id))
  },
  describe: async (id) => {
    const moment = momentOf(id)
    return moment ? loadMoment(runFolderOf(moment.run), moment.step) : describeRun(...named(id))
  },
  version: async (id) => {
    const moment = momentOf(id)
    if (moment) return momentVersion(moment)
    const [folder] = named(id)
    return `${await runVersion(folder)}/${liveWeights(basename(folder))?.step ?? ''}`
  },
}
