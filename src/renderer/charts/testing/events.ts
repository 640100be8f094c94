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
