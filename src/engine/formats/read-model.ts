import type { Phrase } from '@shared/errors'
import type { NamedArrays } from '@shared/model/weights'
import type { Metadata } from './metadata'

/** A network read from files, whatever their format. */
export interface ReadModel {
  readonly metadata: Metadata
  readonly weights: NamedArrays
  /** What its owner should know of how it was read. */
  readonly notes?: readonly Phrase[]
}

/** Names for the classes of a network that doesn't know any. */
export const numberedClasses = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => String(i))

/**
 * How many weights are NaN or infinite, which happens to diverged trainings: such a model loads,
 * and its owner is told.
 */
export function countNonFinite(weights: NamedArrays): number {
  let count = 0
  for (const { data } of weights.values())
    for (const value of data) if (!Number.isFinite(value)) count += 1
  return count
}
