import type { Sample } from './samples'

/** Numbers agree if they differ by no more than this share of the largest one. */
const SHARE = 1e-4

const isSame = (a: number, b: number): boolean => a === b || (Number.isNaN(a) && Number.isNaN(b))

/** The largest difference; infinite where one side is not a number or they are of unequal length. */
export function largestDifference(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Infinity
  let largest = 0
  for (let i = 0; i < a.length; i += 1) {
    const [x = 0, y = 0] = [a[i], b[i]]
    if (isSame(x, y)) continue
    const difference = Math.abs(x - y)
    largest = Math.max(largest, Number.isNaN(difference) ? Infinity : difference)
  }
  return largest
}

/** The largest number's size, at least a trifle, so that zeros can be compared. */
const scaleOf = (values: Float32Array): number =>
  values.reduce(
    (most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most),
    1e-6,
  )

/** By how much two samples differ, as a share of what is taken for equal; at most 1 is equal. */
export const excess = (known: Sample, found: Sample): number =>
  known.units.length === found.units.length
    ? largestDifference(known.values, found.values) / (SHARE * scaleOf(known.values))
    : Infinity

export const agrees = (known: Sample, found: Sample): boolean => excess(known, found) <= 1

/** The first examples of a sample. */
export const firstOf = ({ units, values }: Sample, count: number): Sample => ({
  units,
  values: values.subarray(0, count * units.length),
})
