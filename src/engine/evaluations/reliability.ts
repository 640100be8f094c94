import type { ProbabilityFacts, Reliability } from '@shared/contract/reliability'
import { AppError, phrase } from '@shared/errors'
import { fewestFor, setsWith, setThreshold } from '@shared/math/calibration/prediction-sets'
import { rejectCurve } from '@shared/math/calibration/reject-curve'
import { reliabilityOf } from '@shared/math/calibration/reliability'
import {
  answersOfRows,
  negativeLogLikelihood,
  softmaxRows,
  type Rows,
} from '@shared/math/calibration/softmax'
import { fitTemperature } from '@shared/math/calibration/temperature'
import { classRows, type ClassRows } from '../evaluate/class-rows'
import { balancedSample } from '../evaluate/sample'
import type { LoadedModel } from '../models'
import type { Work } from '../work/work'
import { measureFamiliarity, type Known } from './familiarity'
import type { ModelExamples } from './model-examples'

export interface ReliabilityOptions {
  /** Decides which half is fitted on. @default 0 */
  readonly seed?: number
  /** α of the prediction sets. */
  readonly alphas?: readonly number[]
}

/** What is asked for where nothing else is. */
export const ALPHAS: readonly number[] = [0.01, 0.05, 0.1, 0.2]

/** Examples with their logits. */
interface Half {
  readonly rows: Rows
  readonly labels: readonly number[]
}

const halfAt = (
  { logits, classes }: ClassRows,
  labels: ArrayLike<number>,
  at: readonly number[],
): Half => {
  const data = new Float32Array(at.length * classes)
  at.forEach((row, i) => data.set(logits.subarray(row * classes, (row + 1) * classes), i * classes))
  return { rows: { data, classes }, labels: at.map((row) => labels[row] ?? 0) }
}

/** How good the probabilities of logits / T are. */
function factsAt({ rows, labels }: Half, temperature: number): ProbabilityFacts {
  const { confidences, right } = answersOfRows(softmaxRows(rows, temperature), labels)
  const nll = negativeLogLikelihood(rows, labels, temperature)
  return { nll: Number.isFinite(nll) ? nll : null, ...reliabilityOf(confidences, right) }
}

/**
 * What a network's probabilities are worth: temperature and prediction sets are fitted on one half
 * of the test pictures, drawn class by class, and everything is measured on the other. Also where
 * pictures begin to be unlike those of its training.
 * @throws AppError `cancelled`; `diverged` where an output is no number; `invalid-argument` for
 *   fewer than two test pictures
 */
export async function measureReliability(
  loaded: LoadedModel,
  { info, train, test, positions }: ModelExamples,
  { seed = 0, alphas = ALPHAS }: ReliabilityOptions,
  work: Work,
): Promise<{ readonly reliability: Reliability; readonly known: Known }> {
  if (test.count < 2)
    throw new AppError(
      'invalid-argument',
      phrase`“${info.title}” has too few test pictures: one half is fitted on, the other measured.`,
    )
  const answers = await classRows(loaded, test, work)
  if (!answers.logits.every(Number.isFinite))
    throw new AppError(
      'diverged',
      phrase`“${loaded.entry.title}” answers with numbers that are not finite: its weights are damaged or diverged.`,
    )
  const fittedRows = [...balancedSample(test.labels, Math.floor(test.count / 2), seed)]
  const isFitted = new Set(fittedRows)
  const others = Array.from({ length: test.count }, (_, row) => row).filter(
    (row) => !isFitted.has(row),
  )
  const [fitted, measured] = [
    halfAt(answers, test.labels, fittedRows),
    halfAt(answers, test.labels, others),
  ]
  const temperature = fitTemperature(fitted.rows, fitted.labels)
  const calibrated = answersOfRows(softmaxRows(measured.rows, temperature), measured.labels)
  const known = await measureFamiliarity(loaded, train, answers, work)
  return {
    known,
    reliability: {
      dataset: info.id,
      title: info.title,
      seed,
      fitted: Int32Array.from(fittedRows, (row) => positions[row] ?? row),
      measured: others.length,
      accuracy: calibrated.right.filter(Boolean).length / others.length,
      temperature,
      before: factsAt(measured, 1),
      after: factsAt(measured, temperature),
      reject: rejectCurve(calibrated.confidences, calibrated.right),
      sets: alphas.map((alpha) => setsFor(alpha, fitted, measured)),
      familiarity: known.limits,
    },
  }
}

function setsFor(alpha: number, fitted: Half, measured: Half): Reliability['sets'][number] {
  const threshold = setThreshold(softmaxRows(fitted.rows), fitted.labels, alpha)
  return {
    alpha,
    threshold,
    enough: fitted.labels.length >= fewestFor(alpha),
    ...setsWith(softmaxRows(measured.rows), measured.labels, threshold),
  }
}
