import { readdir } from 'node:fs/promises'
import type { DatasetInfo } from '@shared/contract/datasets'
import { AppError } from '@shared/errors'
import type { Recipe } from '@shared/model/recipe'
import { resolveModel } from '@shared/model/resolve'
import type { RanMode, TrainingMode } from '@shared/contract/training'
import type { NamedArrays } from '@shared/model/weights'
import { loadDataset } from '../datasets'
import { deviceName, tensorflow } from '../runtime/tensorflow'
import { readNewestCheckpoint, type Checkpoint } from '../runs/checkpoint'
import { TrainingControl } from './control'
import { createStepLoop, prepareThreads } from './create-step-loop'
import { firstExamples, type Examples } from '../evaluate/device-split'
import { dropEpochsAfter } from '../runs/epoch-weights'
import { initialiseWeights } from './initialise'
import { START } from '../runs/metrics'
import { thisProcess } from '../runs/owner'
import { Recorder, type TrainingListener } from '../runs/recorder'
import {
  isBusy,
  readEvents,
  readRunFile,
  truncateEvents,
  writeRunFile,
  type RunFile,
} from '../runs/run-folder'
import type { StepLoop } from './step-loop'
import { Trainer } from './trainer'
import { makeFolder } from '../runtime/make-folder'

export interface RunTrainingOptions extends TrainingListener {
  /** The run's folder: empty or missing for a new run. */
  readonly folder: string
  /**
   * The recipe of a new run; without it the run in the folder is resumed from its newest
   * checkpoint.
   */
  readonly recipe?: Recipe
  readonly title?: string
  readonly control?: TrainingControl
  /** @default 'auto' */
  readonly mode?: TrainingMode
  /** Called once, before the first step. */
  readonly onMode?: (ran: RanMode, note: string | undefined) => void
  /** Name of the run in its last event; the folder without one. */
  readonly runName?: string
  /** Seconds between progress events besides the chapter's five an epoch; none without it. */
  readonly liveSeconds?: number
  /** Called after each step. */
  readonly onStep?: (step: number) => void
  /**
   * Called once, before the first step: reads the weights at any time between steps, also while
   * paused.
   */
  readonly onReady?: (
    current: () => { readonly step: number; readonly weights: NamedArrays },
  ) => void
}

async function newRun(
  folder: string,
  recipe: Recipe,
  title: string | undefined,
  trainExamples: number,
): Promise<RunFile> {
  await makeFolder(folder)
  if ((await readdir(folder)).length > 0) {
    throw new AppError(
      'already-exists',
      `${folder} is not empty: name another folder, or resume the run in it.`,
      { folder },
    )
  }
  const file: RunFile = {
    format: 1,
    title: title ?? recipe.model.name,
    recipe,
    state: 'starting',
    device: deviceName(),
    versions: { tfjs: tensorflow().version_core, node: process.versions.node },
    created: Date.now(),
    stepsTotal: Math.ceil(trainExamples / recipe.batchSize) * recipe.epochs,
    ...thisProcess(),
  }
  await writeRunFile(folder, file)
  return file
}

/** What a resumed run goes on from; one that ended before its first checkpoint starts again. */
async function resumed(
  folder: string,
): Promise<{ file: RunFile; checkpoint: Checkpoint | undefined }> {
  const file = await readRunFile(folder)
  const checkpoint = (await readNewestCheckpoint(folder)) ?? undefined
  if (file.state === 'finished') {
    throw new AppError(
      'invalid-argument',
      `${folder} has finished: all its ${file.recipe.epochs} epochs are done.`,
      { folder },
    )
  }
  if (isBusy(file))
    throw new AppError(
      'busy',
      `${folder} is being trained by another process: stop that one first.`,
      { folder },
    )
  return { file, checkpoint }
}

/** What a training needs of a data set. */
export interface TrainingData {
  readonly info: Pick<DatasetInfo, 'title' | 'height' | 'width' | 'channels' | 'classes'>
  readonly train: Examples
  readonly test: Examples
}

/**
 * Trains a new run or resumes one, in this process. Everything that can fail before the first step
 * (unknown data set, network that doesn't fit) fails before the folder is made.
 * @param load where the recipe's data set comes from
 * @returns how it ended
 * @throws AppError `diverged` and whatever stopped it; the run's folder says the same and keeps its
 *   checkpoints
 */
export async function runTraining(
  options: RunTrainingOptions,
  load: (dataset: string) => Promise<TrainingData> = loadDataset,
): Promise<'finished' | 'stopped'> {
  const {
    folder,
    control = new TrainingControl(),
    mode = 'auto',
    onMode,
    title,
    runName = folder,
    liveSeconds,
    onStep,
    onReady,
  } = options
  const old = options.recipe ? undefined : await resumed(folder)
  const recipe = options.recipe ?? old?.file.recipe
  if (!recipe) throw new AppError('internal', 'a training without a recipe')

  const model = resolveModel(recipe.model)
  // While TensorFlow is loaded the process is at its largest, unless it holds the data set already.
  prepareThreads(model, mode)
  tensorflow()
  const dataset = await load(recipe.dataset)
  const { height, width, channels, classes } = dataset.info
  const shape = [height, width, channels]
  if (shape.join() !== model.inputShape.join() || classes.length !== model.classes) {
    throw new AppError(
      'invalid-recipe',
      `The network takes ${model.inputShape.join('×')} and tells ${model.classes} classes; ${dataset.info.title} has ${shape.join('×')} and ${classes.length} classes.`,
      { dataset: recipe.dataset },
    )
  }
  const [train, test] = [
    firstExamples(dataset.train, recipe.limitTrain),
    firstExamples(dataset.test, recipe.limitTest),
  ]
  const file = old?.file ?? (await newRun(folder, recipe, title, train.count))
  if (old) await truncateEvents(folder, old.checkpoint?.position ?? START)
  const last = (await readEvents(folder)).filter((event) => event.type === 'epoch').at(-1)
  if (old) await dropEpochsAfter(folder, last?.epoch ?? 0)

  const recorder = new Recorder(folder, file, options)
  let loop: StepLoop | undefined
  try {
    // To make the weights of a large network and its graph, and to write them for the first time,
    // can take a minute.
    await recorder.state('starting')
    const created = createStepLoop(
      { model, recipe, weights: initialiseWeights(model, recipe), train, test },
      mode,
    )
    loop = created.loop
    recorder.ran(created.mode, created.note)
    onMode?.(created.mode, created.note)
    const parts = {
      recipe,
      loop,
      trainExamples: train.count,
      recorder,
      control,
      runName,
      last,
      liveSeconds,
      onStep,
    }
    const trainer = new Trainer(parts, old?.checkpoint)
    onReady?.(() => trainer.current())
    return await trainer.run()
  } catch (thrown) {
    await recorder.state('failed', AppError.from(thrown).message).catch(() => undefined)
    throw thrown
  } finally {
    loop?.dispose()
  }
}
