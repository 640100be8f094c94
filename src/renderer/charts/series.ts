import { measuredPart, type RunInfo, type TrainEvent } from '@shared/contract/training'
import { lineColour } from './colours'
import { curvesOf, METRICS, type Curves, type Metric, type Point } from './curves'

/** One line of the figure. */
export interface Series {
  readonly id: string
  readonly run: string
  readonly metric: Metric
  readonly label: string
  readonly colour: string
  readonly dash: readonly number[]
  readonly points: readonly Point[]
  /** One of those that a mean is taken of is drawn thin, the mean itself thick. */
  readonly role: 'alone' | 'member' | 'mean'
}

export interface RunCurves {
  readonly id: string
  readonly title: string
  readonly curves: Curves
  /** The part on which its epochs are measured. @default 'test' */
  readonly part?: 'validation' | 'test'
  /** Its colour among several; the position in the list if absent. */
  readonly place?: number
  /** The runs that these curves are the mean of. */
  readonly members?: readonly RunCurves[]
}

/** The curves of one run, of what it has told. */
export const runCurvesOf = (
  { id, title, recipe, stepsTotal }: RunInfo,
  events: readonly TrainEvent[],
): RunCurves => ({
  id,
  title,
  part: measuredPart({ recipe }),
  curves: curvesOf(events, Math.max(1, stepsTotal / recipe.epochs)),
})

/** The metrics that runs have, or will have. */
export const metricsOf = (runs: readonly RunCurves[]): readonly Metric[] =>
  METRICS.filter((metric) => {
    if (metric !== 'testAccuracy' && metric !== 'validationAccuracy') return true
    const part = metric === 'testAccuracy' ? 'test' : 'validation'
    return runs.some((run) => (run.part ?? 'test') === part || run.curves[metric].length > 0)
  })

/** Pixels. */
export const LINE_WIDTHS: Readonly<Record<Series['role'], number>> = {
  alone: 1.75,
  member: 1,
  mean: 2.5,
}
/** What the members' lines have of their colour: many lie over each other. */
export const MEMBER_OPACITY = 0.6

/** As the chapter's figure draws them: solid, dashed, dash-dot; readable in grey. */
export const DASHES: Readonly<Record<Metric, readonly number[]>> = {
  trainLoss: [],
  trainAccuracy: [7, 4],
  testAccuracy: [9, 4, 2, 4],
  validationAccuracy: [2, 3],
}

/** The same three on either theme (≥ 3.9:1 on both); also in styles/tokens.css. */
export const METRIC_COLOURS: Readonly<Record<Metric, string>> = {
  trainLoss: '#2f86c8',
  trainAccuracy: '#c2559f',
  testAccuracy: '#1b8f63',
  validationAccuracy: '#b3701f',
}

/**
 * Points that stand alone are marked: the accuracy of the measured part has one an epoch, and the
 * first is no line yet.
 */
export const hasMarks = ({ metric, points, role }: Series): boolean =>
  points.length === 1 ||
  ((metric === 'testAccuracy' || metric === 'validationAccuracy') &&
    role !== 'member' &&
    points.length <= 50)

/**
 * Lines of one run in the colours of their metrics, or of several in a colour a run; the dash
 * always tells the metric. Beside a mean come the lines of its members.
 * @param name the metric's name in the present language.
 */
export function seriesOf(
  runs: readonly RunCurves[],
  name: (metric: Metric) => string,
  hidden: ReadonlySet<Metric> = new Set(),
): readonly Series[] {
  const alone = runs.length === 1
  const shown = metricsOf(runs).filter((metric) => !hidden.has(metric))
  const lines = (
    { id, title, curves }: RunCurves,
    place: number,
    role: Series['role'],
  ): readonly Series[] =>
    shown.map((metric) => ({
      id: `${id}:${metric}:${role}`,
      run: id,
      metric,
      label: alone && role !== 'member' ? name(metric) : `${title} · ${name(metric)}`,
      colour: alone ? METRIC_COLOURS[metric] : lineColour(place),
      dash: DASHES[metric],
      points: curves[metric],
      role,
    }))
  // Means first: what comes first is drawn over the rest.
  return [
    ...runs.flatMap((run, index) => lines(run, run.place ?? index, run.members ? 'mean' : 'alone')),
    ...runs.flatMap(({ members = [], place }, index) =>
      members.flatMap((member) => lines(member, place ?? index, 'member')),
    ),
  ]
}
