import { basename } from 'node:path'
import type { Notice } from '@shared/contract/training'
import { AppError, phrase } from '@shared/errors'
import { elements } from '@shared/layers/definition'
import { finishedPhrase } from '@shared/model/words/finished'
import { extendedRecipe, scheduleRemark, type Standing } from '@shared/model/extension'
import type { Recipe } from '@shared/model/recipe'
import type { ResolvedModel } from '@shared/model/resolve'
import type { NamedArray, NamedArrays } from '@shared/model/weights'
import { checkWeights } from '../formats/check-weights'
import type { BegunRun } from '../runs/begin-run'
import { dropCheckpointsAfter, readCheckpoint, type Checkpoint } from '../runs/checkpoint'
import type { Examples } from '../evaluate/device-split'
import { dropEpochsAfter, readEpochWeights } from '../runs/epoch-weights'
import { optimizerRule } from './optimizers'
import { dropMomentsAfter } from '../runs/moments'
import { resumePoint, type ResumePoint } from '../runs/resume-point'
import {
  isBusy,
  readEvents,
  readRunFile,
  stepsPerEpochOf,
  truncateEvents,
  type RunFile,
} from '../runs/run-folder'
import { busyRun, lockRun } from '../runs/run-lock'

export interface ContinuedRun extends BegunRun {
  readonly point: ResumePoint
  readonly notices: readonly Notice[]
}

/** The epoch after which a run's patience ended it. */
async function stoppedEarlyAt(run: string): Promise<number | undefined> {
  const done = (await readEvents(run)).filter((event) => event.type === 'done').at(-1)
  return done?.stoppedEarly
}

/** @throws AppError `invalid-argument` for a run that has finished */
async function requireUnfinished(run: string, { state, recipe }: RunFile): Promise<void> {
  if (state !== 'finished') return
  const { epochs } = recipe
  const stoppedEarly = await stoppedEarlyAt(run)
  throw new AppError(
    'invalid-argument',
    stoppedEarly === undefined
      ? phrase`${finishedPhrase(basename(run), { epochs })} To train it further, give a larger number of epochs.`
      : phrase`${finishedPhrase(basename(run), { epochs, stoppedEarly })} To train it further, give the total number of epochs.`,
    { run, epochs },
  )
}

/** The run's file with another number of epochs, which the file notes. */
function extended(file: RunFile, { step, stepsPerEpoch }: Standing, epochs: number): RunFile {
  const recipe = extendedRecipe({ recipe: file.recipe, stepsPerEpoch, step }, epochs)
  // A run that its patience ended goes on as it was planned, and its patience counts anew.
  const wasEndedEarly = file.state === 'finished' && step < file.stepsTotal
  if (epochs === file.recipe.epochs && !wasEndedEarly) return file
  return {
    ...file,
    recipe,
    stepsTotal: stepsPerEpoch * epochs,
    extensions: [...(file.extensions ?? []), { step, epochs: file.recipe.epochs }],
  }
}

/**
 * Locks a run and finds where to continue it; nothing of it is changed yet.
 * @param epochs total number of epochs; by default that of its recipe
 * @throws AppError `not-found`, `corrupt`, `busy` if another process trains it, `invalid-argument`
 *   for a run that has already done so many epochs
 */
export async function continueRun(run: string, epochs?: number): Promise<ContinuedRun> {
  // A folder that is not a run is not locked.
  const before = await readRunFile(run)
  if (isBusy(before)) throw busyRun(run)
  const lock = await lockRun(run, async () => (await readRunFile(run)).sessions ?? 0)
  try {
    const file = await readRunFile(run)
    if (isBusy(file)) throw busyRun(run)
    if (epochs === undefined) await requireUnfinished(run, file)
    const point = await resumePoint(run, file)
    const { step } = point.position
    const standing = { recipe: file.recipe, stepsPerEpoch: stepsPerEpochOf(file), step }
    const notices: Notice[] = []
    const note = (code: Notice['code'], remark: ResumePoint['remark']): void => {
      if (remark) notices.push({ type: 'notice', code, text: remark })
    }
    note('other-weights', point.remark)
    if (epochs === undefined)
      return { file: { ...file, sessions: lock.session }, lock, point, notices }
    const next = extended(file, standing, epochs)
    if (next !== file) note('schedule', scheduleRemark(standing, epochs))
    return { file: { ...next, sessions: lock.session }, lock, point, notices }
  } catch (thrown) {
    await lock.release()
    throw thrown
  }
}

/** @throws AppError `invalid-recipe` if the data set has other images than at the start */
export function requireSameLength(file: RunFile, { count }: Pick<Examples, 'count'>): void {
  const [then, now] = [stepsPerEpochOf(file), Math.ceil(count / file.recipe.batchSize)]
  if (then === now) return
  throw new AppError(
    'invalid-recipe',
    phrase`The data set “${file.recipe.dataset}” has changed: its ${count} training examples make ${now} steps per epoch, but the run has ${then}. Train the recipe again.`,
    { then, now },
  )
}

/**
 * An optimizer's arrays as before the first step, for a run that continues from the weights of an
 * epoch.
 */
function emptySlots(model: ResolvedModel, { optimizer, frozen = [] }: Recipe): NamedArrays {
  const { slots } = optimizerRule(optimizer)
  return new Map(
    model.layers.flatMap(({ layer, weights }) =>
      weights
        .filter(({ trainable }) => trainable && !frozen.includes(layer.id))
        .flatMap(({ name, shape }) =>
          slots.map((slot): [string, NamedArray] => [
            `${layer.id}.${name}/${slot}`,
            { shape, data: new Float32Array(elements(shape)) },
          ]),
        ),
    ),
  )
}

/** The arrays of the weights that training changes by their gradients. */
const trainedOf = (
  model: ResolvedModel,
  { frozen = [] }: Recipe,
  weights: NamedArrays,
): NamedArrays => {
  const trained = new Set(
    model.layers.flatMap(({ layer, weights: infos }) =>
      infos
        .filter(({ trainable }) => trainable && !frozen.includes(layer.id))
        .map(({ name }) => `${layer.id}.${name}`),
    ),
  )
  return new Map([...weights].filter(([name]) => trained.has(name)))
}

/**
 * The arrays with which a run continues; undefined if it starts again.
 * @throws AppError `corrupt`, `too-large`
 */
export async function startOf(
  run: string,
  { origin, position }: ResumePoint,
  model: ResolvedModel,
  recipe: Recipe,
): Promise<Checkpoint | undefined> {
  if (!origin) return undefined
  if (origin.kind === 'checkpoint') return readCheckpoint(run, origin.step)
  const weights = await readEpochWeights(run, origin.epoch)
  checkWeights(model, weights)
  return {
    ...{ position, weights, optimizerState: emptySlots(model, recipe) },
    // The weights of an epoch are the averages, and the trained ones are lost.
    ...(recipe.averageDecay === undefined ? {} : { averages: trainedOf(model, recipe, weights) }),
  }
}

/** Drops the points, epochs and checkpoints that the run will make again. */
export async function dropLater(
  run: string,
  file: RunFile,
  { position }: ResumePoint,
): Promise<void> {
  const { step, untested } = position
  await truncateEvents(run, position)
  await dropEpochsAfter(run, Math.floor(step / stepsPerEpochOf(file)) - (untested ? 1 : 0))
  await dropCheckpointsAfter(run, step)
  await dropMomentsAfter(run, step)
}
