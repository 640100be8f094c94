import { evaluated, parts, type Term } from './term'

/** γ · (x − mean) / √(variance + ε) + β over the channels. */
export interface WrittenNorm {
  readonly epsilon: number
  readonly gamma: Float32Array
  readonly beta: Float32Array
}

/** More channels than any network normalises over; a formula over them is computed several times. */
const MOST_CHANNELS = 2 ** 16
const TOLERANCE = 1e-6

/** Numbers between −1 and 1 that are the same every time. */
const numbers = (length: number, seed: number): Float64Array =>
  Float64Array.from({ length }, (_, i) => Math.sin((i + 1) * 12.9898 + seed * 78.233))

const mean = (x: Float64Array): number => x.reduce((sum, value) => sum + value, 0) / x.length

/** The values with a mean of 0 and a variance of 1. */
function standard(x: Float64Array): Float64Array {
  const centred = x.map((value) => value - mean(x))
  const deviation = Math.sqrt(mean(centred.map((value) => value * value)))
  return centred.map((value) => value / deviation)
}

const norm = (x: Float64Array, { gamma, beta }: WrittenNorm, epsilon: number): Float64Array => {
  const centred = x.map((value) => value - mean(x))
  const deviation = Math.sqrt(mean(centred.map((value) => value * value)) + epsilon)
  return centred.map((value, i) => ((gamma[i] ?? 0) * value) / deviation + (beta[i] ?? 0))
}

const isSame = (a: Float64Array, b: Float64Array): boolean =>
  a.length === b.length &&
  a.every((value, i) => Math.abs(value - (b[i] ?? NaN)) <= TOLERANCE * Math.max(1, Math.abs(value)))

/**
 * The layer norm that a formula writes out. Programs order its operations in many ways, so the
 * formula is not compared with any of them: it is computed for values that show β, then γ, and then
 * compared with the norm of these and of each ε that the formula holds.
 */
export function writtenNorm(term: Term, channels: number): WrittenNorm | undefined {
  if (channels < 2 || channels > MOST_CHANNELS) return undefined
  const at = (x: Float64Array): Float64Array => {
    const values = evaluated(term, x)
    return values.length === channels ? values : new Float64Array(channels).fill(values[0] ?? NaN)
  }
  const large = standard(numbers(channels, 1)).map((value) => value * 1e6)
  const beta = at(new Float64Array(channels))
  const scaled = at(large)
  const gamma = scaled.map((value, i) => ((value - (beta[i] ?? 0)) * 1e6) / (large[i] ?? NaN))
  if (![...beta, ...gamma].every(Number.isFinite)) return undefined
  const found = { epsilon: 0, gamma: Float32Array.from(gamma), beta: Float32Array.from(beta) }
  const samples = [2, 3].map((seed) => numbers(channels, seed).map((value) => value * 0.05 + seed))
  const epsilon = smallNumbers(term).find((each) =>
    samples.every((x) => isSame(at(x), norm(x, found, each))),
  )
  return epsilon === undefined ? undefined : { ...found, epsilon: Number(epsilon.toPrecision(7)) }
}

const smallNumbers = (term: Term): readonly number[] => [
  ...new Set(
    parts(term).flatMap((part) => {
      if (part.kind !== 'constant' || part.data.length !== 1) return []
      const value = part.data[0] ?? 0
      return value > 0 && value < 0.5 ? [value] : []
    }),
  ),
]
