import type { Tensor, Tensor1D, Variable } from '@tensorflow/tfjs'
import { generalise, inScope, simplify, trace, type Trace } from '../graph'
import { tensorflow } from '../runtime/tensorflow'
import type { DeviceSplit } from './device-split'

/** The fewest sizes that show what grows with the number of examples and what doesn't. */
export const SIZES: readonly number[] = [2, 3, 5]

/** The function for any number of examples. */
export type Sized = (examples: number) => Trace

/** What a function of a split's examples reads in addition to their indices. */
interface Reads {
  readonly inputs: readonly Tensor[]
  readonly variables: readonly Variable[]
}

interface Prepared {
  /** The function's inputs after the indices, as tensors for this size. */
  readonly inputs: readonly Tensor[]
  readonly run: () => Tensor[]
}

/**
 * Traces a function of a split's examples at a few sizes: (images, labels, indices, …its own
 * inputs, …inputs, …variables) ↦ results.
 * @throws TraceError
 */
export function traceSizes(
  split: DeviceSplit,
  { inputs, variables }: Reads,
  prepare: (indices: Tensor1D, size: number) => Prepared,
  sizes = SIZES,
): Sized {
  const tf = tensorflow()
  const at = generalise(
    sizes.map((size) =>
      inScope(tf, () => {
        const indices = tf.tensor1d(
          Int32Array.from({ length: size }, (_, i) => (size + i) % split.count),
          'int32',
        )
        const own = prepare(indices, size)
        return {
          size,
          trace: trace(tf, own.run, {
            inputs: [split.images, split.labels, indices, ...own.inputs, ...inputs],
            variables,
          }).trace,
        }
      }),
    ),
  )
  return (examples) => simplify(at(examples))
}
