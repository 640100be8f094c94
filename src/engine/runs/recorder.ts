import type { Words } from '@shared/errors'
import { join } from 'node:path'
import type { EpochEvent, RanMode, RunState, TrainEvent } from '@shared/contract/training'
import type { NamedArrays } from '@shared/model/weights'
import { writeCheckpoint, type Checkpoint } from './checkpoint'
import { keepEpochWeights } from './epoch-weights'
import { isMoment, keepMoment } from './moments'
import { thisProcess } from './owner'
import { appendEvents, writeRunFile, type RunFile } from './run-folder'
import { EventWriter } from './tensorboard'

/** The figures of the test part, for TensorBoard. */
const tested = ({
  testLoss,
  testAccuracy,
  testTop5,
}: Pick<EpochEvent, 'testLoss' | 'testAccuracy' | 'testTop5'>) => ({
  loss: testLoss,
  accuracy: testAccuracy,
  ...(testTop5 === undefined ? {} : { top5_accuracy: testTop5 }),
})

export interface TrainingListener {
  onEvent(event: TrainEvent): void
  onState(state: RunState, problem?: Words): void
  /** A checkpoint of this step is written. */
  onCheckpoint?(step: number): void
}

/** Writes everything that a training leaves in its folder, before the listener is called. */
export class Recorder {
  private readonly train: EventWriter
  private readonly validation: EventWriter
  private readonly test: EventWriter

  constructor(
    readonly folder: string,
    private file: RunFile,
    private readonly listener: TrainingListener,
  ) {
    this.train = new EventWriter(join(folder, 'train'))
    this.validation = new EventWriter(join(folder, 'validation'))
    this.test = new EventWriter(join(folder, 'test'))
  }

  /** Notes how the run is trained, for the next write of its file. */
  ran(mode: RanMode, note: Words | undefined): void {
    const { modeNote: _, ...file } = this.file
    this.file = { ...file, mode, ...(note === undefined ? {} : { modeNote: note }) }
  }

  async event(event: TrainEvent): Promise<void> {
    await appendEvents(this.folder, [event])
    await this.tensorboard(event)
    this.listener.onEvent(event)
  }

  async state(state: Exclude<RunState, 'interrupted'>, problem?: Words): Promise<void> {
    const { problem: _, ...file } = this.file
    this.file = { ...file, state, ...thisProcess(), ...(problem ? { problem } : {}) }
    await writeRunFile(this.folder, this.file)
    this.listener.onState(state, problem)
  }

  async checkpoint(checkpoint: Checkpoint): Promise<void> {
    await writeCheckpoint(this.folder, checkpoint)
    if (isMoment(this.file, checkpoint.position))
      await keepMoment(this.folder, checkpoint.position.step)
    this.listener.onCheckpoint?.(checkpoint.position.step)
  }

  /** @param best the epoch whose weights are never removed */
  async epochWeights(epoch: number, weights: NamedArrays, best?: number): Promise<void> {
    await keepEpochWeights(this.folder, epoch, weights, { best })
  }

  /**
   * `train`, `validation` and `test` hold what they are called. Runs of before, which had their test
   * figures in `validation`, stay as they are.
   */
  private async tensorboard(event: TrainEvent): Promise<void> {
    const scalars = (entries: Record<string, number | null | undefined>): Record<string, number> =>
      Object.fromEntries(Object.entries(entries).map(([tag, value]) => [tag, value ?? NaN]))
    if (event.type === 'progress') {
      await this.train.write(
        event.step,
        scalars({ loss: event.loss, accuracy: event.accuracy, learning_rate: event.learningRate }),
      )
    } else if (event.type === 'epoch') {
      const { step, validationLoss: loss, validationAccuracy: accuracy } = event
      if (loss !== undefined) await this.validation.write(step, scalars({ loss, accuracy }))
      if (event.testLoss !== undefined) await this.test.write(step, scalars(tested(event)))
    } else if (event.type === 'done' && event.best) {
      await this.test.write(event.best.step, scalars(tested(event)))
    }
  }
}
