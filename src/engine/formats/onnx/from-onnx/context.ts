import { phrase } from '@shared/errors'
import type { Shape } from '@shared/layers/definition'
import type { Network } from './network'
import { NodeFault, requireThat, type Node } from './node'
import type { Floats, Tensor, Value, Whole, Wholes } from './values'

/** One operator with what it reads. */
export interface Context {
  readonly network: Network
  readonly node: Node
  /** What stands behind each input's name; undefined for one that is left out. */
  readonly inputs: readonly (Value | undefined)[]
  /** The length of the batch's axis, which the file may leave open. */
  readonly batch: Whole
  /** How many operators read an input. */
  readonly readers: (input: number) => number
  /** Whether an output is read by another operator, or is the graph's own. */
  readonly isRead: (output: number) => boolean
  /** Whether an output is the graph's own and no operator reads it. */
  readonly isEnd: (output: number) => boolean
}

/** An operator as layers: a value for each of its outputs. */
export type Reader = (context: Context) => readonly Value[]

export function tensor({ inputs }: Context, at = 0): Tensor {
  const value = inputs[at]
  if (value?.kind === 'formula')
    throw new NodeFault(
      phrase`reads what ${value.nodes.join(', ')} compute, and these are no layer that is known here`,
    )
  requireThat(value?.kind === 'tensor', phrase`takes a layer's output as input ${at + 1}`)
  return value
}

export function constant({ inputs }: Context, at: number): Floats {
  const value = inputs[at]
  requireThat(value?.kind === 'floats', phrase`takes constant numbers as input ${at + 1}`)
  return value
}

export function wholeNumbers({ inputs }: Context, at: number): Wholes {
  const value = inputs[at]
  requireThat(value?.kind === 'wholes', phrase`takes constant whole numbers as input ${at + 1}`)
  return value
}

/** Whole numbers without that of the batch. */
export function numbers(context: Context, at: number): readonly number[] {
  return wholeNumbers(context, at).data.map((each) => {
    requireThat(typeof each === 'number', phrase`computes with the length of the batch`)
    return each
  })
}

/** The array of an input, of a shape that it must have. */
export function array(context: Context, at: number, shape: Shape): Float32Array {
  const found = constant(context, at)
  requireThat(
    found.shape.join() === shape.join(),
    phrase`has weights of ${found.shape.join('×')} as input ${at + 1}, and needs ${shape.join('×')}`,
  )
  return found.data
}
