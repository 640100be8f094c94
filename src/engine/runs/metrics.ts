import type { EpochEvent, ProgressEvent } from '@shared/contract/training'
import type { NamedArrays } from '@shared/model/weights'
import type { Position } from './checkpoint'

/** The results of a step for its batch, before the update. */
export interface StepResult {
  /** Sum of the examples' losses. */
  readonly loss: number
  readonly correct: number
}

export const START: Position = {
  step: 0,
  epochLoss: 0,
  epochCorrect: 0,
  epochExamples: 0,
  totalExamples: 0,
  totalSeconds: 0,
}

export const allFinite = (arrays: NamedArrays): boolean =>
  [...arrays.values()].every(({ data }) => data.every(Number.isFinite))

/** JSON has neither NaN nor infinity. */
export const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

/** The position after one more step. The first step of an epoch starts new sums. */
export function advance(
  position: Position,
  result: StepResult,
  examples: number,
  seconds: number,
  stepsPerEpoch: number,
): Position {
  const fresh = position.step % stepsPerEpoch === 0
  const step = position.step + 1
  return {
    ...position,
    step,
    epochLoss: (fresh ? 0 : position.epochLoss) + result.loss,
    epochCorrect: (fresh ? 0 : position.epochCorrect) + result.correct,
    epochExamples: (fresh ? 0 : position.epochExamples) + examples,
    totalExamples: position.totalExamples + examples,
    totalSeconds: position.totalSeconds + seconds,
    ...(step % stepsPerEpoch === 0 ? { untested: true } : {}),
  }
}

interface Measured {
  readonly loss: number
  readonly accuracy: number
  readonly top5?: number
}

/** What an epoch's evaluation says of the part that it was made on. */
export const measuredOn = (
  part: 'validation' | 'test',
  { loss, accuracy, top5 }: Measured,
): Pick<
  EpochEvent,
  'validationLoss' | 'validationAccuracy' | 'testLoss' | 'testAccuracy' | 'testTop5'
> =>
  part === 'validation'
    ? { validationLoss: finite(loss), validationAccuracy: accuracy }
    : {
        ...{ testLoss: finite(loss), testAccuracy: accuracy },
        ...(top5 === undefined ? {} : { testTop5: top5 }),
      }

/**
 * The position after an epoch was measured on the validation part: it is the best so far where its
 * loss is lower than every one before. A loss that is not finite is never the best.
 * @param plateau the state of a plateau schedule
 */
export function afterValidation(
  { untested: _, ...position }: Position,
  { loss, accuracy }: Measured,
  stepsPerEpoch: number,
  plateau?: Position['plateau'],
): Position {
  const { chosen, step } = position
  const after = { ...position, ...(plateau ? { plateau } : {}) }
  if (!Number.isFinite(loss) || (chosen && chosen.validationLoss <= loss)) return after
  const epoch = epochOf(position, stepsPerEpoch)
  return {
    ...after,
    chosen: { epoch, step, validationLoss: loss, validationAccuracy: accuracy },
  }
}

/**
 * The position after an epoch's evaluation, whose checkpoint may be the best so far.
 * @param plateau the state of a plateau schedule
 */
export function afterTest(
  { untested: _, ...position }: Position,
  testAccuracy: number,
  plateau?: Position['plateau'],
): Position {
  const best =
    position.best && position.best.testAccuracy >= testAccuracy
      ? position.best
      : { step: position.step, testAccuracy }
  return { ...position, best, ...(plateau ? { plateau } : {}) }
}

/** Epoch of the newest step, from 1. */
export const epochOf = (position: Position, stepsPerEpoch: number): number =>
  Math.max(1, Math.ceil(position.step / stepsPerEpoch))

export const trainLoss = (position: Position): number | null =>
  finite(position.epochLoss / position.epochExamples)
export const trainAccuracy = (position: Position): number | null =>
  finite(position.epochCorrect / position.epochExamples)

/** Examples per second, counting only training steps. */
export const examplesPerSecond = (position: Position): number =>
  position.totalSeconds > 0 ? position.totalExamples / position.totalSeconds : 0

/** Chapter 6.3's train_ch6 adds a point five times per epoch and at its last batch. */
export function isChapterPoint(step: number, stepsPerEpoch: number): boolean {
  const inEpoch = ((step - 1) % stepsPerEpoch) + 1
  const every = Math.max(1, Math.floor(stepsPerEpoch / 5))
  return inEpoch % every === 0 || inEpoch === stepsPerEpoch
}

export function progressEvent(
  position: Position,
  stepsPerEpoch: number,
  learningRate: number,
  etaSeconds: number,
): ProgressEvent {
  return {
    type: 'progress',
    epoch: epochOf(position, stepsPerEpoch),
    step: position.step,
    loss: trainLoss(position),
    accuracy: trainAccuracy(position),
    examplesPerSecond: examplesPerSecond(position),
    learningRate,
    etaSeconds,
  }
}
