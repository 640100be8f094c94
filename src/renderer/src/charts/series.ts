import { METRICS, type Curves, type Metric, type Point } from './curves'

/** One line of the figure. */
export interface Series {
  readonly id: string
  readonly run: string
  readonly metric: Metric
  readonly label: string
  readonly colour: string
  readonly dash: readonly number[]
  readonly points: readonly Point[]
}

export interface RunCurves {
  readonly id: string
  readonly title: string
  readonly curves: Curves
}

/** As the chapter's figure draws them: solid, dashed, dash-dot; readable in grey. */
export const DASHES: Readonly<Record<Metric, readonly number[]>> = {
  trainLoss: [],
  trainAccuracy: [7, 4],
  testAccuracy: [9, 4, 2, 4],
}

/** The same three on either theme (≥ 3.9:1 on both); also in styles/tokens.css. */
export const METRIC_COLOURS: Readonly<Record<Metric, string>> = {
  trainLoss: '#2f86c8',
  trainAccuracy: '#c2559f',
  testAccuracy: '#1b8f63',
}

/** Okabe and Ito's colours that are readable on white and on black; by run, where several are shown. */
const RUN_COLOURS = ['#0f7fc0', '#d55e00', '#009e73', '#cc79a7', '#b8860b', '#56a4d9', '#8a8f98'] as const

export const runColour = (index: number): string => RUN_COLOURS[index % RUN_COLOURS.length] ?? RUN_COLOURS[0]

/** Points that stand alone are marked: the test accuracy has one an epoch, and the first is no line yet. */
export const hasMarks = ({ metric, points }: Series): boolean => points.length === 1 || (metric === 'testAccuracy' && points.length <= 50)

/**
 * Lines of one run in the colours of their metrics, or of several in a colour a run; the dash always tells the metric.
 * @param name the metric's name in the present language.
 */
export function seriesOf(runs: readonly RunCurves[], name: (metric: Metric) => string, hidden: ReadonlySet<Metric> = new Set()): readonly Series[] {
  const alone = runs.length === 1
  return runs.flatMap((run, index) =>
    METRICS.filter((metric) => !hidden.has(metric)).map((metric) => ({
      id: `${run.id}:${metric}`,
      run: run.id,
      metric,
      label: alone ? name(metric) : `${run.title} · ${name(metric)}`,
      colour: alone ? METRIC_COLOURS[metric] : runColour(index),
      dash: DASHES[metric],
      points: run.curves[metric],
    })),
  )
}
