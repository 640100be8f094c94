import { logSumExp } from './calibration/softmax'
import { factorised, invertedLower } from './cholesky'

/**
 * Energy of a classifier's answer: −ln Σ exp(logit). What is like the training has a low energy,
 * what is unlike it a high one (Liu et al., "Energy-based Out-of-distribution Detection", 2020,
 * with temperature 1).
 */
export const energyOf = (logits: ArrayLike<number>): number => -logSumExp(logits)

/** The most features whose covariances are kept; of more only their variances. */
export const MOST_COVARIANCES = 512

/** A share of the mean variance is added to each: a unit that never fires would divide by 0. */
const RIDGE = 1e-3

/**
 * What a layer makes of the training pictures: the classes' means, and what brings features to
 * spheres of radius 1 around them.
 */
export interface FeatureCloud {
  /** classes × features, multiplied by `whitening`; NaN for a class without examples. */
  readonly means: Float32Array
  /**
   * The inverse of the Cholesky factor of the classes' common covariance, features × features below
   * and on the diagonal; of more than 512 features one divisor each.
   */
  readonly whitening: Float32Array
  readonly features: number
}

interface Labelled {
  /** n × features. */
  readonly data: Float32Array
  readonly features: number
  readonly labels: ArrayLike<number>
  readonly classes: number
}

/** Mean features of each class, n × classes: NaN without examples. */
function classMeans({ data, features, labels, classes }: Labelled): Float64Array {
  const means = new Float64Array(classes * features)
  const counts = new Float64Array(classes)
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] ?? 0
    counts[label] = (counts[label] ?? 0) + 1
    for (let f = 0; f < features; f++) {
      const at = label * features + f
      means[at] = (means[at] ?? 0) + (data[i * features + f] ?? 0)
    }
  }
  return means.map((sum, at) => sum / (counts[Math.floor(at / features)] ?? 0))
}

/** The deviations from the classes' means, one example after the other. */
function* deviations(given: Labelled, means: Float64Array): Iterable<Float64Array> {
  const { data, features, labels } = given
  const row = new Float64Array(features)
  for (let i = 0; i < labels.length; i++) {
    const from = (labels[i] ?? 0) * features
    for (let f = 0; f < features; f++)
      row[f] = (data[i * features + f] ?? 0) - (means[from + f] ?? 0)
    yield row
  }
}

/**
 * The clouds of features around their classes' means, with one covariance for all classes (Lee et
 * al., "A Simple Unified Framework for Detecting Out-of-Distribution Samples and Adversarial
 * Attacks", 2018, section 2.1).
 */
export function featureCloud(given: Labelled): FeatureCloud {
  const { features, labels } = given
  const means = classMeans(given)
  const whitening =
    features > MOST_COVARIANCES
      ? diagonalWhitening(given, means)
      : fullWhitening(given, means, labels.length)
  const cloud = { whitening, features }
  return {
    ...cloud,
    means: Float32Array.from(
      Array.from({ length: given.classes }, (_, k) => [
        ...whitened(cloud, means.subarray(k * features, (k + 1) * features)),
      ]).flat(),
    ),
  }
}

function fullWhitening(given: Labelled, means: Float64Array, count: number): Float32Array {
  const { features } = given
  const covariance = new Float64Array(features * features)
  for (const row of deviations(given, means))
    for (let a = 0; a < features; a++) {
      const value = row[a] ?? 0
      if (value === 0) continue
      for (let b = 0; b <= a; b++) {
        const at = a * features + b
        covariance[at] = (covariance[at] ?? 0) + (value * (row[b] ?? 0)) / count
      }
    }
  let trace = 0
  for (let a = 0; a < features; a++) trace += covariance[a * (features + 1)] ?? 0
  const ridge = ridgeOf(trace / features)
  for (let a = 0; a < features; a++) {
    const at = a * (features + 1)
    covariance[at] = (covariance[at] ?? 0) + ridge
  }
  return Float32Array.from(invertedLower(factorised(covariance, features), features))
}

function diagonalWhitening(given: Labelled, means: Float64Array): Float32Array {
  const variances = new Float64Array(given.features)
  for (const row of deviations(given, means))
    for (let f = 0; f < row.length; f++)
      variances[f] = (variances[f] ?? 0) + (row[f] ?? 0) ** 2 / given.labels.length
  const ridge = ridgeOf(variances.reduce((sum, each) => sum + each, 0) / given.features)
  return Float32Array.from(variances, (variance) => 1 / Math.sqrt(variance + ridge))
}

const ridgeOf = (meanVariance: number): number => RIDGE * meanVariance + 1e-12

function whitened(
  { whitening, features }: Pick<FeatureCloud, 'whitening' | 'features'>,
  row: ArrayLike<number>,
): Float64Array {
  if (whitening.length === features)
    return Float64Array.from({ length: features }, (_, f) => (whitening[f] ?? 0) * (row[f] ?? 0))
  return Float64Array.from({ length: features }, (_, a) => {
    let sum = 0
    for (let b = 0; b <= a; b++) sum += (whitening[a * features + b] ?? 0) * (row[b] ?? 0)
    return sum
  })
}

/**
 * Mahalanobis distance of features to the nearest class mean: how many standard deviations they
 * lie away from what the training pictures of any class gave.
 */
export function distanceTo(cloud: FeatureCloud, row: ArrayLike<number>): number {
  const { means, features } = cloud
  const point = whitened(cloud, row)
  let nearest = Infinity
  for (let from = 0; from < means.length; from += features) {
    let squared = 0
    for (let f = 0; f < features; f++) squared += ((point[f] ?? 0) - (means[from + f] ?? 0)) ** 2
    // NaN, of a class without examples, is never less.
    if (squared < nearest) nearest = squared
  }
  return Math.sqrt(nearest)
}
