import type { TrainEvent } from '@shared/contract/training'

/** The three curves of the chapter's figure, and that of runs with a validation part. */
export const METRICS = ['trainLoss', 'trainAccuracy', 'testAccuracy', 'validationAccuracy'] as const
export type Metric = (typeof METRICS)[number]

/** x: epochs since the start; y: loss, or accuracy 0…1. */
export interface Point {
  readonly x: number
  readonly y: number
}
export type Curves = Readonly<Record<Metric, readonly Point[]>>

/**
 * The points that chapter 6.3 draws: after step i of an epoch of n steps, train loss and train
 * accuracy stand at x = epoch + (i + 1) / n; the test accuracy at the end of each epoch. With a
 * validation part its accuracy stands there, and the test accuracy is one point at the best epoch.
 * A diverged value (null) has no point. After a resume steps may come again: the later ones count.
 */
export function curvesOf(events: readonly TrainEvent[], stepsPerEpoch: number): Curves {
  const curves = {
    trainLoss: [] as Point[],
    trainAccuracy: [] as Point[],
    testAccuracy: [] as Point[],
    validationAccuracy: [] as Point[],
  }
  const add = (metric: Metric, x: number, y: number | null | undefined): void => {
    const points = curves[metric]
    while ((points.at(-1)?.x ?? -1) >= x) points.pop()
    if (typeof y === 'number') points.push({ x, y })
  }
  for (const event of events) {
    if (event.type === 'progress') {
      const x = event.step / stepsPerEpoch
      add('trainLoss', x, event.loss)
      add('trainAccuracy', x, event.accuracy)
    } else if (event.type === 'epoch') {
      add('testAccuracy', event.epoch, event.testAccuracy)
      add('validationAccuracy', event.epoch, event.validationAccuracy)
    } else if (event.type === 'done' && event.best) {
      add('testAccuracy', event.best.epoch, event.testAccuracy)
    }
  }
  return curves
}
