/** A step of a range test: its learning rate, and the mean loss of its batch. */
export interface RatePoint {
  readonly rate: number
  readonly loss: number
}

/** A point with the loss smoothed. */
export interface SmoothPoint extends RatePoint {
  readonly smoothed: number
}

/** The first and the last rate of a test, and how many steps it makes at most. */
export interface RateRange {
  readonly from: number
  readonly to: number
  readonly steps: number
}

export const STANDARD_RANGE: RateRange = { from: 1e-5, to: 10, steps: 300 }

/** Weight of the past in the smoothed loss. */
export const SMOOTHING = 0.95
/** A loss of so many times the lowest ends the test. */
export const TOO_HIGH = 4

/** The rate of a step: the same factor from each to the next (Smith 2017; fastai's lr_find). */
export const rateAt = ({ from, to, steps }: RateRange, step: number): number =>
  steps < 2 ? from : from * (to / from) ** (step / (steps - 1))

/**
 * The exponential mean of the losses so far, corrected for its start (Kingma and Ba 2015): what
 * fastai plots.
 */
export function smoothed(points: readonly RatePoint[], beta = SMOOTHING): readonly SmoothPoint[] {
  let mean = 0
  return points.map((point, i) => {
    mean = beta * mean + (1 - beta) * point.loss
    return { ...point, smoothed: mean / (1 - beta ** (i + 1)) }
  })
}

/** Whether the loss has become so high, or infinite, that higher rates tell nothing. */
export function isOver(points: readonly SmoothPoint[]): boolean {
  const last = points.at(-1)
  if (!last) return false
  if (!Number.isFinite(last.smoothed)) return true
  return last.smoothed > TOO_HIGH * Math.min(...points.map((point) => point.smoothed))
}
