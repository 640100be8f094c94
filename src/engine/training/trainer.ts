import type { EpochEvent } from '@shared/contract/training'
import { AppError } from '@shared/errors'
import type { Recipe } from '@shared/model/recipe'
import type { NamedArrays } from '@shared/model/weights'
import type { Network } from '../layers/network'
import { deviceName } from '../runtime/tensorflow'
import type { Checkpoint, Position } from './checkpoint'
import type { TrainingControl } from './control'
import type { DeviceSplit } from './device-split'
import { evaluateNetwork } from './evaluate'
import { advance, epochOf, examplesPerSecond, isChapterPoint, progressEvent, START, trainAccuracy, trainLoss } from './metrics'
import { epochOrder } from './random'
import type { Recorder } from './recorder'
import { learningRateAt } from './schedule'
import type { StepLoop } from './step-loop'

/** Besides the chapter's points a live chart gets one at most this often. */
const LIVE_SECONDS = 0.5
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const now = (): number => performance.now() / 1000

export interface TrainerParts {
  readonly recipe: Recipe
  readonly loop: StepLoop
  /** The network that the loop trains, for evaluation. */
  readonly network: Network
  readonly train: DeviceSplit
  readonly test: DeviceSplit
  readonly recorder: Recorder
  readonly control: TrainingControl
  /** Name of the run in the last event. */
  readonly runName: string
  /** Called after a step, at most as often as the receiver likes; gives new weights to those who watch. */
  readonly onStep?: (step: number, weights: () => NamedArrays) => void
}

/**
 * Trains as chapter 6.3's train_ch6 does, and can be paused, stepped, stopped and resumed. Between steps the event
 * loop turns, so requests are heard.
 */
export class Trainer {
  private position: Position
  private order: { epoch: number; indices: Int32Array } | undefined
  private last: EpochEvent | undefined
  private lastPoint = 0
  private readonly stepsPerEpoch: number
  private readonly stepsTotal: number

  constructor(
    private readonly parts: TrainerParts,
    start?: Checkpoint,
  ) {
    this.position = start?.position ?? START
    if (start) parts.loop.restore(start.weights, start.optimizerState)
    this.stepsPerEpoch = Math.ceil(parts.train.count / parts.recipe.batchSize)
    this.stepsTotal = this.stepsPerEpoch * parts.recipe.epochs
  }

  /**
   * @returns how it ended; weights and position are in a checkpoint then
   * @throws AppError `diverged` when the loss is no longer finite; the newest finite checkpoint stays
   */
  async run(): Promise<'finished' | 'stopped'> {
    const { control, recorder } = this.parts
    if (this.position.step === 0) await this.checkpoint()
    await recorder.state('running')
    while (this.position.step < this.stepsTotal) {
      if (control.mustWait) await this.pause()
      if (control.stopRequested) return this.stop()
      control.takeStep()
      await this.step()
      await nextTurn()
    }
    await this.finish()
    return 'finished'
  }

  private async step(): Promise<void> {
    const { recipe, loop } = this.parts
    const { step } = this.position
    const learningRate = learningRateAt(recipe, step, this.stepsPerEpoch)
    const indices = this.batchIndices(step)
    const started = now()
    const result = loop.step(indices, { learningRate, step })
    if (!Number.isFinite(result.loss)) this.diverged(step, learningRate)
    this.position = advance(this.position, result, indices.length, now() - started, this.stepsPerEpoch)
    this.parts.onStep?.(this.position.step, () => loop.weights())

    if (isChapterPoint(this.position.step, this.stepsPerEpoch) || now() - this.lastPoint > LIVE_SECONDS) await this.point(learningRate)
    if (this.position.step % this.stepsPerEpoch === 0) await this.endEpoch()
    else if (recipe.checkpointEverySteps && this.position.step % recipe.checkpointEverySteps === 0) await this.checkpoint()
  }

  private batchIndices(step: number): Int32Array {
    const { recipe, train } = this.parts
    const epoch = Math.floor(step / this.stepsPerEpoch)
    if (this.order?.epoch !== epoch) this.order = { epoch, indices: epochOrder(recipe.seed, epoch, train.count) }
    const start = (step % this.stepsPerEpoch) * recipe.batchSize
    return this.order.indices.slice(start, start + recipe.batchSize)
  }

  private async point(learningRate: number): Promise<void> {
    const secondsPerStep = this.position.totalSeconds / this.position.step
    const eta = secondsPerStep * (this.stepsTotal - this.position.step)
    this.lastPoint = now()
    await this.parts.recorder.event(progressEvent(this.position, this.stepsPerEpoch, learningRate, eta))
  }

  private async endEpoch(): Promise<void> {
    const { network, test, recorder } = this.parts
    const evaluation = await evaluateNetwork(network, test)
    this.last = {
      type: 'epoch',
      epoch: epochOf(this.position, this.stepsPerEpoch),
      step: this.position.step,
      trainLoss: trainLoss(this.position),
      trainAccuracy: trainAccuracy(this.position),
      testLoss: Number.isFinite(evaluation.loss) ? evaluation.loss : null,
      testAccuracy: evaluation.accuracy,
    }
    await recorder.event(this.last)
    await this.checkpoint()
  }

  private async checkpoint(): Promise<void> {
    const { loop, recorder } = this.parts
    await recorder.checkpoint({ position: this.position, weights: loop.weights(), optimizerState: loop.optimizerState() })
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
    const { trainLoss: loss = null, trainAccuracy: accuracy = null, testLoss = null, testAccuracy = null } = this.last ?? {}
    await recorder.event({
      type: 'done',
      trainLoss: loss,
      trainAccuracy: accuracy,
      testLoss,
      testAccuracy,
      examplesPerSecond: examplesPerSecond(this.position),
      device: deviceName(),
      run: runName,
    })
    await recorder.state('finished')
  }

  private diverged(step: number, learningRate: number): never {
    throw new AppError(
      'diverged',
      `The loss is no longer a number at step ${step + 1}: the training has diverged. Try a learning rate below ${learningRate}. The last finite checkpoint is kept.`,
      { step: step + 1, learningRate },
    )
  }
}
