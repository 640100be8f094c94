import type { DatasetInfo } from '@shared/contract/datasets'
import { AppError, phrase, type Words } from '@shared/errors'
import { namesNeeded } from '@shared/model/output/meaning'
import { trainedMeaning } from '@shared/model/output/trained'
import { checkLayers } from '@shared/model/frozen'
import { checkNormalisation } from '@shared/model/normalisation'
import { checkObjective } from '@shared/model/objective'
import type { Recipe } from '@shared/model/recipe'
import { checkAugmentations } from '@shared/recipe/augmentations/check'
import { requireLogits, resolveModel, type ResolvedModel } from '@shared/model/resolve'
import type { Notice, RanMode, TrainingMode } from '@shared/contract/training'
import type { NamedArrays } from '@shared/model/weights'
import { validationPhrase } from '@shared/model/words/part'
import { classCounts, loadDataset } from '../datasets'
import { tensorflow } from '../runtime/tensorflow'
import { beginRun } from '../runs/begin-run'
import type { Checkpoint } from '../runs/checkpoint'
import { checkLists } from '../evaluate/check-aside'
import { continueRun, dropLater, requireSameLength, startOf } from './continue-run'
import { TrainingControl } from './control'
import { Doctor } from './doctor'
import { canBeExamined, Examiner } from './examiner'
import { createStepLoop, prepareThreads } from './create-step-loop'
import type { Examples } from '../evaluate/device-split'
import { partOf } from '../evaluate/sample'
import { validationParts } from '../evaluate/validation-part'
import { choosingOf } from './choosing'
import { initialiseWeights } from './initialise'
import { loopRecipe } from './loop-parts'
import { usedParts } from './used-parts'
import { Recorder, type TrainingListener } from '../runs/recorder'
import { requireRoom } from './require-room'
import { readEvents, type RunFile } from '../runs/run-folder'
import type { StepLoop } from './step-loop'
import { Trainer } from './trainer'

export interface RunTrainingOptions extends TrainingListener {
  /** The run's folder: empty or missing for a new run. */
  readonly folder: string
  /**
   * The recipe of a new run. Without it the run in the folder is resumed from its newest
   * checkpoint.
   */
  readonly recipe?: Recipe
  /** The first weights of a new run whose recipe starts from those of a model. */
  readonly weights?: NamedArrays
  /** Total number of epochs of a resumed run. @default that of its recipe */
  readonly epochs?: number
  readonly title?: string
  readonly control?: TrainingControl
  /** @default 'auto' */
  readonly mode?: TrainingMode
  /** Called once, before the first step. */
  readonly onMode?: (ran: RanMode, note: Words | undefined) => void
  /** Called before the first step of a resumed run with what the user has to know. */
  readonly onNotice?: (notice: Notice) => void
  /** Name of the run in its last event. @default the folder */
  readonly runName?: string
  /** Called once, before the first step, with what is said of the parts that are used. */
  readonly onUsed?: (parts: readonly Words[]) => void
  /**
   * Seconds between further progress events, in addition to the chapter's five per epoch; without
   * it there are none.
   */
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

/** What a training needs of a data set. */
export interface TrainingData {
  readonly info: Pick<DatasetInfo, 'title' | 'height' | 'width' | 'channels' | 'classes'>
  readonly train: Examples
  readonly test: Examples
  /** The data set's own validation part. */
  readonly validation?: Examples
  /** Names its contents; lists of pictures set aside name what they are of. */
  readonly fingerprint?: string
}

interface Prepared {
  readonly model: ResolvedModel
  /** Number of classes of the data set. */
  readonly classes: number
  readonly train: Examples
  readonly test: Examples
  /** What epochs are measured on, where the recipe has a validation part. */
  readonly validation?: Examples
  /** What is said of the parts of a data set that are used; nothing where it is used whole. */
  readonly used: readonly Words[]
}

/**
 * The recipe's network and examples, checked to fit each other. @throws AppError `invalid-recipe`
 */
export async function prepare(
  recipe: Recipe,
  mode: TrainingMode,
  load: (dataset: string) => Promise<TrainingData>,
): Promise<Prepared> {
  const model = resolveModel(recipe.model)
  requireLogits(model)
  checkNormalisation(recipe.normalisation, recipe.model.input)
  checkAugmentations(recipe.augment, recipe.model.input)
  // Loading TensorFlow needs the most memory, so it comes before the data set is in memory.
  prepareThreads(model, mode, recipe)
  tensorflow()
  const dataset = await load(recipe.dataset)
  const { height, width, channels, classes } = dataset.info
  const shape = [height, width, channels]
  const told = namesNeeded(trainedMeaning(model), model.classes)
  if (shape.join() !== model.inputShape.join() || classes.length !== told) {
    throw new AppError(
      'invalid-recipe',
      phrase`The network takes ${model.inputShape.join('×')} and distinguishes ${told} classes; ${dataset.info.title} has ${shape.join('×')} and ${classes.length} classes.`,
      { dataset: recipe.dataset },
    )
  }
  checkObjective(recipe, told)
  checkLayers(recipe, model)
  checkLists(recipe, dataset)
  const { limitTrain, limitTest, part: from, setAside, relabelled, validation } = recipe
  const parts = {
    train: partOf(dataset.train, limitTrain, from, setAside?.train, relabelled?.train),
    test: partOf(dataset.test, limitTest, from, setAside?.test, relabelled?.test),
  }
  const used = usedParts(dataset, parts, recipe)
  const known = { model, classes: classes.length }
  if (!validation) return { ...known, ...parts, used }
  const split = validationParts({ ...dataset, train: parts.train }, validation)
  const said = validationPhrase(validation, {
    of: parts.train.count,
    count: split.validation.count,
    counts: classCounts(split.validation.labels, classes.length),
  })
  return { ...known, ...parts, ...split, used: [...used, said] }
}

/**
 * Trains a new run or resumes one, in this process. Everything that can fail before the first step
 * (an unknown data set, a network that doesn't fit or is too large for this machine) fails before
 * the folder is made or an old run is changed.
 * @param load where the recipe's data set comes from
 * @returns how it ended
 * @throws AppError `busy` if another process trains the run, `too-large`, `no-space`, `diverged`
 *   and whatever stopped it; the run's folder says the same and keeps its checkpoints
 */
export async function runTraining(
  options: RunTrainingOptions,
  load: (dataset: string) => Promise<TrainingData> = loadDataset,
): Promise<'finished' | 'stopped'> {
  const { folder, mode = 'auto' } = options
  const old = options.recipe ? undefined : await continueRun(folder, options.epochs)
  let lock = old?.lock
  try {
    const recipe = options.recipe ?? old?.file.recipe
    if (!recipe) throw new AppError('internal', 'a training without a recipe')
    if (!old) requireStart(options, recipe)
    const prepared = await prepare(recipe, mode, load)
    await requireRoom(folder, recipe, prepared, !old)
    if (!old) {
      const begun = await beginRun(folder, recipe, options.title, prepared.train.count)
      lock = begun.lock
      return await train(options, begun.file, prepared)
    }
    requireSameLength(old.file, prepared.train)
    const start = await startOf(folder, old.point, prepared.model, recipe)
    await dropLater(folder, old.file, old.point)
    for (const notice of old.notices) options.onNotice?.(notice)
    return await train(options, { ...old.file, notices: [...old.notices] }, prepared, start)
  } finally {
    await lock?.release()
  }
}

/** @throws AppError `invalid-recipe` if a new run lacks the weights that it starts from */
function requireStart({ weights }: RunTrainingOptions, { start }: Recipe): void {
  if (!start || weights) return
  throw new AppError(
    'invalid-recipe',
    phrase`The recipe starts from the weights of “${start.title}”: name that model too, or leave out “start” to train fresh weights.`,
    { start },
  )
}

/** The weights before the first step. */
const firstOf = (
  { weights }: RunTrainingOptions,
  recipe: Recipe,
  model: ResolvedModel,
): NamedArrays => (recipe.start && weights) || initialiseWeights(model, recipe)

/** The training itself, in a folder that this process has locked. */
async function train(
  options: RunTrainingOptions,
  begun: RunFile,
  { model, classes, train: examples, test, validation, used }: Prepared,
  start?: Checkpoint,
): Promise<'finished' | 'stopped'> {
  const { folder, control = new TrainingControl(), mode = 'auto', runName = folder } = options
  const file = used.length > 0 ? { ...begun, used: [...used] } : begun
  const { recipe } = file
  options.onUsed?.(used)
  const events = await readEvents(folder)
  const last = events.filter((event) => event.type === 'epoch').at(-1)
  const recorder = new Recorder(folder, file, options)
  let loop: StepLoop | undefined
  let examiner: Examiner | undefined
  try {
    // Making the weights and the graph of a large network, and writing them for the first time, can
    // take a minute.
    await recorder.state('starting')
    const loopParts = {
      ...{ model, weights: start?.weights ?? firstOf(options, recipe, model), train: examples },
      heldOut: validation ?? test,
      recipe: loopRecipe(recipe, examples, namesNeeded(trainedMeaning(model), model.classes)),
    }
    const created = createStepLoop(loopParts, mode)
    loop = created.loop
    recorder.ran(created.mode, created.note)
    options.onMode?.(created.mode, created.note)
    if (canBeExamined(model)) examiner = new Examiner(model, loopParts)
    const counts = classCounts(examples.labels.subarray(0, examples.count), classes)
    const known = { recipe, model, stepsTotal: file.stepsTotal, counts }
    const doctor = examiner && new Doctor(known, events)
    const { liveSeconds, onStep } = options
    const parts = {
      ...{ recipe, loop, trainExamples: examples.count, recorder, control, runName, last },
      ...{
        liveSeconds,
        onStep,
        examiner,
        doctor,
        choosing: choosingOf(folder, file, { model, test }),
      },
    }
    const trainer = new Trainer(parts, start)
    options.onReady?.(() => trainer.current())
    return await trainer.run()
  } catch (thrown) {
    await recorder.state('failed', AppError.from(thrown).message).catch(() => undefined)
    throw thrown
  } finally {
    examiner?.dispose()
    loop?.dispose()
  }
}
