import type { BestEpoch, DoneEvent, EpochEvent, TrainEvent } from '@shared/contract/training'
import type { Recipe } from '@shared/model/recipe'
import type { NamedArrays } from '@shared/model/weights'
import { deviceName } from '../runtime/tensorflow'
import type { Checkpoint, Position } from '../runs/checkpoint'
import { nextTurn } from '../work/work'
import type { TrainingControl } from './control'
import {
  advance,
  allFinite,
  epochOf,
  examplesPerSecond,
  finite,
  isChapterPoint,
  progressEvent,
  START,
  afterTest,
  afterValidation,
  measuredOn,
  trainAccuracy,
  trainLoss,
} from '../runs/metrics'
import { epochOrder } from '../runtime/random'
import type { Recorder } from '../runs/recorder'
import { learningRateAt } from '@shared/model/learning-rate'
import { afterLoss } from '@shared/recipe/schedules/plateau-state'
import { joinAverages, splitAverages } from './averages'
import type { NetworkEvaluation } from '../evaluate/evaluate'
import { divergence } from './divergence'
import type { Doctor } from './doctor'
import type { Examiner } from './examiner'
import type { StepLoop } from './step-loop'

/** Far less than anybody who waits for an answer would notice. */
const TURN_SECONDS = 0.01
const now = (): number => performance.now() / 1000

/** What a training with a validation part does besides: it chooses an epoch. */
export interface Choosing {
  /** Epochs in a row without a lower validation loss, after which it ends. */
  readonly patience?: number | undefined
  /** Epochs that patience doesn't count: those before the run was trained further. */
  readonly from: number
  /** Measures the test part with the kept weights of an epoch. @throws AppError `cancelled` */
  readonly test: (best: BestEpoch, signal: AbortSignal) => Promise<NetworkEvaluation>
}

export interface TrainerParts {
  readonly recipe: Recipe
  readonly loop: StepLoop
  readonly trainExamples: number
  readonly recorder: Recorder
  readonly control: TrainingControl
  /** Name of the run in the last event. */
  readonly runName: string
  /**
   * Seconds between further points for a live chart, in addition to the chapter's; without it there
   * are none.
   */
  readonly liveSeconds?: number | undefined
  /** The newest epoch of a run that is resumed. */
  readonly last?: EpochEvent | undefined
  /** Where epochs are measured on a validation part; without it they are on the test part. */
  readonly choosing?: Choosing | undefined
  /** Looks at sampled steps; large networks have none. */
  readonly examiner?: Examiner | undefined
  /** Says what keeps the training from learning. */
  readonly doctor?: Doctor | undefined
  /** Called after each step. */
  readonly onStep?: ((step: number) => void) | undefined
}

/**
 * Trains like chapter 6.3's train_ch6, and can be paused, stepped, stopped and resumed. Between
 * steps the event loop runs, so that requests are handled.
 */
export class Trainer {
  private position: Position
  private order: { epoch: number; indices: Int32Array } | undefined
  private last: EpochEvent | undefined
  private lastPoint = 0
  private testSeconds = 0
  private tested: Pick<NetworkEvaluation, 'loss' | 'accuracy' | 'top5'> | undefined
  private lastTurn = 0
  private readonly stepsPerEpoch: number
  private readonly stepsTotal: number

  constructor(
    private readonly parts: TrainerParts,
    start?: Checkpoint,
  ) {
    this.position = start?.position ?? START
    this.last = parts.last
    if (start) parts.loop.restore(start.weights, joinAverages(start))
    this.stepsPerEpoch = Math.ceil(parts.trainExamples / parts.recipe.batchSize)
    this.stepsTotal = this.stepsPerEpoch * parts.recipe.epochs
  }

  /** The current network, between two steps. */
  current(): { step: number; weights: NamedArrays } {
    return { step: this.position.step, weights: this.parts.loop.shownWeights() }
  }

  /**
   * @returns how it ended; weights and position are then in a checkpoint
   * @throws AppError `diverged` when the loss is no longer finite; the newest finite checkpoint is
   *   kept
   */
  async run(): Promise<'finished' | 'stopped'> {
    const { control, recorder } = this.parts
    if (this.position.step === 0) {
      await this.checkpoint()
      await this.keepEpoch(0)
    } else if (this.hasEndedEpoch && this.parts.choosing) {
      // It may have been killed between the checkpoint and the weights of the epoch.
      await this.keepEpoch(epochOf(this.position, this.stepsPerEpoch))
    }
    await recorder.state('running')
    for (;;) {
      if (control.mustWait) await this.pause()
      if (control.stopRequested) return this.stop()
      if (this.position.untested) await this.endEpoch()
      else if (this.position.step < this.stepsTotal && !this.isOutOfPatience) await this.step()
      else if (this.position.chosen && !this.tested) await this.readTest(this.position.chosen)
      else break
      await this.turn()
    }
    await this.finish()
    return 'finished'
  }

  /** Whether the newest step ended an epoch, which is measured too. */
  private get hasEndedEpoch(): boolean {
    const { step, untested } = this.position
    return step % this.stepsPerEpoch === 0 && untested === undefined
  }

  /** Whether as many epochs as the recipe allows brought no lower validation loss. */
  private get isOutOfPatience(): boolean {
    const { patience, from } = this.parts.choosing ?? {}
    if (patience === undefined || !this.hasEndedEpoch || this.position.step === 0) return false
    const since = Math.max(this.position.chosen?.epoch ?? 0, from ?? 0)
    return epochOf(this.position, this.stepsPerEpoch) - since >= patience
  }

  private keepEpoch(epoch: number): Promise<void> {
    const { recorder, loop } = this.parts
    return recorder.epochWeights(epoch, loop.shownWeights(), this.position.chosen?.epoch)
  }

  /** Reads the test part, with the weights of the best epoch; a pause or stop postpones it. */
  private async readTest(best: BestEpoch): Promise<void> {
    const { choosing } = this.parts
    this.tested = choosing
      ? await this.unlessInterrupted((signal) => choosing.test(best, signal))
      : undefined
  }

  /** The result of long work, unless a pause or stop came first. */
  private async unlessInterrupted<T>(
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T | undefined> {
    const { control } = this.parts
    return control.interruptible(work).catch((thrown: unknown) => {
      if (control.stopRequested || control.mustWait) return undefined
      throw thrown
    })
  }

  /**
   * Lets the process handle requests. Several short steps are made in a row, because each turn
   * takes some time.
   */
  private async turn(): Promise<void> {
    if (!this.parts.control.isPaused && now() - this.lastTurn < TURN_SECONDS) return
    await nextTurn()
    this.lastTurn = now()
  }

  /** Makes one step, or several in one call if nothing is due between them. */
  private async step(): Promise<void> {
    const { recipe, loop, control } = this.parts
    const first = this.position.step
    // A paused training only goes on by single steps, and whoever asks for one wants to see it.
    const isSingle = control.isPaused
    control.takeStep()
    const calls = Array.from({ length: this.stepsInOneCall() }, (_, i) => ({
      indices: this.batchIndices(first + i),
      learningRate: learningRateAt(
        recipe,
        first + i,
        this.stepsPerEpoch,
        this.position.plateau?.rate,
      ),
      step: first + i,
    }))
    const isSeen = this.isExamined(first)
    const before = isSeen ? loop.weights() : undefined
    const gradients = isSeen ? this.gradients(first) : undefined
    const started = now()
    const results = loop.steps(calls)
    const seconds = (now() - started) / calls.length
    const bad = results.findIndex(({ loss }) => !Number.isFinite(loss))
    if (bad >= 0) {
      await this.examine(first + bad + 1, before, gradients)
      this.diverged(first + bad + 1)
    }
    results.forEach((result, i) => {
      this.position = advance(
        this.position,
        result,
        calls[i]?.indices.length ?? 0,
        seconds,
        this.stepsPerEpoch,
      )
      this.parts.onStep?.(this.position.step)
    })

    if (isSeen) await this.examine(this.position.step, before, gradients)
    const isDue = isChapterPoint(this.position.step, this.stepsPerEpoch) || this.isLivePoint()
    if (isSingle || isDue) await this.point(calls.at(-1)?.learningRate ?? NaN)
    if (this.position.untested) await this.endEpoch()
    else if (this.isCheckpointDue(this.position.step)) await this.checkpoint()
  }

  /**
   * As many steps as the loop prefers, or one if something is due before the last of them or single
   * steps are requested.
   */
  private stepsInOneCall(): number {
    const { control, loop } = this.parts
    const most = control.isPaused ? 1 : loop.stepsAtOnce
    const first = this.position.step
    if (this.isExamined(first)) return 1
    for (let count = 1; count < most; count++) {
      const step = first + count
      // The epoch's last batch may be smaller than the others, so it has a call of its own.
      const left = this.stepsPerEpoch - (step % this.stepsPerEpoch)
      if (isChapterPoint(step, this.stepsPerEpoch) || this.isCheckpointDue(step) || left === 1)
        return 1
      if (this.isExamined(step)) return 1
    }
    return most
  }

  private isExamined(step: number): boolean {
    return this.parts.examiner?.isDue(step, this.stepsPerEpoch) ?? false
  }

  /** Gradients of the first examples of a step's batch. */
  private gradients(step: number): NamedArrays {
    const { loop, trainExamples } = this.parts
    const batch = this.batchIndices(step)
    const indices = Int32Array.from(
      { length: loop.gradientBatch },
      (_, i) => batch[i % batch.length] ?? i % trainExamples,
    )
    return loop.gradients({ indices, step })
  }

  /** Reports how the layers do after a step, and what the doctor says of it. */
  private async examine(
    step: number,
    before: NamedArrays = new Map(),
    gradients: NamedArrays = new Map(),
  ): Promise<void> {
    const { examiner, loop } = this.parts
    if (!examiner) return
    const epoch = Math.max(1, Math.ceil(step / this.stepsPerEpoch))
    const seen = examiner.look({ before, after: loop.weights(), gradients })
    await this.tell({ type: 'vitals', epoch, step, ...seen })
  }

  /** Records an event, and what the doctor says after it. */
  private async tell(event: TrainEvent): Promise<void> {
    const { recorder, doctor } = this.parts
    await recorder.event(event)
    const finding = doctor?.hear(event)
    if (finding) await recorder.event(finding)
  }

  private isCheckpointDue(step: number): boolean {
    const { checkpointEverySteps, keepEverySteps } = this.parts.recipe
    return [checkpointEverySteps, keepEverySteps].some(
      (every) => every !== undefined && every > 0 && step % every === 0,
    )
  }

  private batchIndices(step: number): Int32Array {
    const { recipe, trainExamples } = this.parts
    const epoch = Math.floor(step / this.stepsPerEpoch)
    if (this.order?.epoch !== epoch)
      this.order = { epoch, indices: epochOrder(recipe.seed, epoch, trainExamples) }
    const start = (step % this.stepsPerEpoch) * recipe.batchSize
    return this.order.indices.slice(start, start + recipe.batchSize)
  }

  /** Points become rarer as a run becomes longer, so that there are at most a few thousand. */
  private isLivePoint(): boolean {
    const { liveSeconds = Infinity } = this.parts
    return now() - this.lastPoint > Math.max(liveSeconds, this.position.totalSeconds / 1000)
  }

  private async point(learningRate: number): Promise<void> {
    const { step, totalSeconds } = this.position
    const tests =
      this.testSeconds * (this.parts.recipe.epochs - epochOf(this.position, this.stepsPerEpoch) + 1)
    const eta = (totalSeconds / step) * (this.stepsTotal - step) + tests
    this.lastPoint = now()
    await this.tell(progressEvent(this.position, this.stepsPerEpoch, learningRate, eta))
  }

  /**
   * Evaluates, reports and writes a checkpoint; a pause or stop during the evaluation postpones it.
   */
  private async endEpoch(): Promise<void> {
    const { loop, choosing } = this.parts
    const started = now()
    const evaluation = await this.unlessInterrupted((signal) => loop.evaluate({ signal }))
    if (!evaluation) return
    this.testSeconds = now() - started
    const { schedule, learningRate } = this.parts.recipe
    const plateau = afterLoss(schedule, learningRate, this.position.plateau, evaluation.loss)
    this.position = choosing
      ? afterValidation(this.position, evaluation, this.stepsPerEpoch, plateau)
      : afterTest(this.position, evaluation.accuracy, plateau)
    this.last = {
      type: 'epoch',
      epoch: epochOf(this.position, this.stepsPerEpoch),
      step: this.position.step,
      trainLoss: trainLoss(this.position),
      trainAccuracy: trainAccuracy(this.position),
      ...measuredOn(choosing ? 'validation' : 'test', evaluation),
    }
    await this.tell(this.last)
    await this.checkpoint()
    await this.keepEpoch(this.last.epoch)
  }

  private async checkpoint(): Promise<void> {
    const { loop, recorder } = this.parts
    const weights = loop.weights()
    // The loss shows a fault one step late: the step that made the weights infinite still had a
    // finite loss.
    if (!allFinite(weights)) this.diverged(this.position.step)
    await recorder.checkpoint({
      position: this.position,
      weights,
      ...splitAverages(loop.optimizerState()),
    })
  }

  private async pause(): Promise<void> {
    const { control, recorder } = this.parts
    await this.checkpoint()
    await recorder.state('paused')
    while (control.mustWait) await control.changed()
    if (!control.stopRequested) await recorder.state('running')
  }

  private async stop(): Promise<'stopped'> {
    await this.checkpoint()
    await this.parts.recorder.state('stopped')
    return 'stopped'
  }

  private async finish(): Promise<void> {
    const { recorder, runName } = this.parts
    const { trainLoss: loss = null, trainAccuracy: accuracy = null } = this.last ?? {}
    await recorder.event({
      type: 'done',
      trainLoss: loss,
      trainAccuracy: accuracy,
      ...this.outcome(),
      examplesPerSecond: examplesPerSecond(this.position),
      device: deviceName(),
      run: runName,
    })
    await recorder.state('finished')
  }

  /** The test figures of the end, the epoch whose weights they are of, and what ended it. */
  private outcome(): Pick<
    DoneEvent,
    'testLoss' | 'testAccuracy' | 'testTop5' | 'best' | 'stoppedEarly'
  > {
    const { last, tested } = this
    if (!this.parts.choosing)
      return {
        ...{ testLoss: last?.testLoss ?? null, testAccuracy: last?.testAccuracy ?? null },
        ...(last?.testTop5 === undefined ? {} : { testTop5: last.testTop5 }),
      }
    const best = this.position.chosen
    const isEarly = this.position.step < this.stepsTotal
    return {
      testLoss: tested ? finite(tested.loss) : null,
      testAccuracy: tested?.accuracy ?? null,
      ...(tested?.top5 === undefined ? {} : { testTop5: tested.top5 }),
      ...(best ? { best } : {}),
      ...(isEarly ? { stoppedEarly: epochOf(this.position, this.stepsPerEpoch) } : {}),
    }
  }

  private diverged(step: number): never {
    throw divergence(this.parts.recipe, step, this.stepsPerEpoch, this.position.plateau?.rate)
  }
}
