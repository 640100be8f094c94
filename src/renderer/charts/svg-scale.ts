import type { Series } from './series'
import { niceTicks } from './ticks'

/** A y-axis. */
interface YScale {
  /** A value's height above the axis, 0…1. */
  readonly share: (value: number) => number
  /** Whether a value can be drawn. */
  readonly has: (value: number) => boolean
  readonly ticks: readonly number[]
}

/** 1, 2 and 5 times each power of ten from `lowest` to `highest`. */
function logTicks(lowest: number, highest: number): readonly number[] {
  const first = Math.floor(Math.log10(lowest))
  const count = Math.ceil(Math.log10(highest)) - first + 1
  return Array.from({ length: count }, (_, i) => 10 ** (first + i))
    .flatMap((power) => [1, 2, 5].map((factor) => Number((factor * power).toPrecision(1))))
    .filter((tick) => tick >= lowest && tick <= highest)
}

/** The y-axis of the lines: from 0 to at least 1, or logarithmic over their positive values. */
export function scaleOf(series: readonly Series[], logarithmic: boolean): YScale {
  const values = series.flatMap(({ points }) => points.map(({ y }) => y))
  const highest = Math.max(1, ...values)
  if (!logarithmic)
    return { share: (y) => y / highest, has: () => true, ticks: niceTicks(0, highest, 6) }
  const lowest = Math.min(0.1, ...values.filter((y) => y > 0))
  const span = Math.log(highest / lowest)
  return {
    share: (y) => Math.log(y / lowest) / span,
    has: (y) => y > 0,
    ticks: logTicks(lowest, highest),
  }
}
