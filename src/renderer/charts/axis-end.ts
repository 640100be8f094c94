import { METRICS, type Curves } from './curves'

/** A run as far as the axis of epochs needs it. */
interface Drawn {
  /** Whether it is training now. */
  readonly isGoing: boolean
  /** Epochs of its recipe. */
  readonly planned: number
  readonly curves: Curves
}

/** The last point of a run's curves in epochs; 0 without points. */
const lastPoint = ({ curves }: Drawn): number =>
  Math.max(0, ...METRICS.map((metric) => curves[metric].at(-1)?.x ?? 0))

/**
 * The end of the axis of epochs. It is the end of what is drawn, so that a run that stopped early
 * fills the figure. A run that is training has its planned end, so that the axis stands still.
 * @returns above 0; without any point the planned end
 */
export function axisEnd(runs: readonly Drawn[]): number {
  const end = Math.max(0, ...runs.map((run) => (run.isGoing ? run.planned : lastPoint(run))))
  return end > 0 ? end : Math.max(1, ...runs.map(({ planned }) => planned))
}
