import type { TrainEvent } from '@shared/contract/training'

/** What a training reports of a step. */
export const progress = (step: number, loss: number | null, accuracy = 0.5): TrainEvent => ({
  type: 'progress',
  epoch: 1,
  step,
  loss,
  accuracy,
  examplesPerSecond: 9000.5,
  learningRate: 0.9,
  etaSeconds: 10,
})

/** What a training of 235 steps an epoch reports of an epoch. */
export const epoch = (number: number, testAccuracy: number): TrainEvent => ({
  type: 'epoch',
  epoch: number,
  step: number * 235,
  trainLoss: 1,
  trainAccuracy: 0.5,
  testLoss: 1.5,
  testAccuracy,
})

/** An epoch that was measured on a validation part. */
export const validated = (number: number, validationAccuracy: number): TrainEvent => ({
  type: 'epoch',
  epoch: number,
  step: 235 * number,
  trainLoss: 1,
  trainAccuracy: 0.5,
  validationLoss: 1,
  validationAccuracy,
})

/** The end of such a run, whose best epoch is this. */
export const ended = (number: number, testAccuracy: number): TrainEvent => ({
  type: 'done',
  trainLoss: 1,
  trainAccuracy: 0.5,
  testLoss: 1,
  testAccuracy,
  best: { epoch: number, step: 235 * number, validationLoss: 1, validationAccuracy: 0.6 },
  examplesPerSecond: 1000,
  device: 'CPU',
  run: 'a',
})
