import type { Phrase } from '@shared/errors'
import type { NamedArrays } from '@shared/model/weights'
import type { Metadata } from './metadata'

/** A network read from files of any format. */
export interface ReadModel {
  readonly metadata: Metadata
  readonly weights: NamedArrays
  /** Remarks for the user on how it was read. */
  readonly notes?: readonly Phrase[]
  /** What the files of another program don't say, and the user is asked for. */
  readonly unknown?: readonly ('preprocessing' | 'classes')[]
}

/** Names for the classes of a network without class names. */
export const numberedClasses = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => String(i))

/**
 * The number of weights that are NaN or infinite, as after a diverged training. Such a model is
 * loaded with a warning.
 */
export function countNonFinite(weights: NamedArrays): number {
  let count = 0
  for (const { data } of weights.values())
    for (const value of data) if (!Number.isFinite(value)) count += 1
  return count
}
