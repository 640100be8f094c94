import type { Dropout } from '../../layers/dropout'
import type { Flatten } from '../../layers/flatten'
import type { Add, Concat } from '../../layers/merge'
import { handedOn, type TraceStep } from './arithmetic'

/** Outside of training dropout hands its input on. */
export const dropout: TraceStep<Dropout> = ({ unit }) => handedOn(unit)

/** The cell whose place in the vector it is: (row · width + column) · channels + channel. */
export const flatten: TraceStep<Flatten> = ({ resolved, unit: [, , index] }) => {
  const [shape = []] = resolved.inputShapes
  if (shape.length === 1) return handedOn([0, 0, index])
  const [, width = 1, channels = 1] = shape
  return handedOn([
    Math.floor(index / channels / width),
    Math.floor(index / channels) % width,
    index % channels,
  ])
}

/** Σ over the inputs of the value at the same place. */
export const add: TraceStep<Add> = ({ resolved, unit }) => ({
  combine: 'sum',
  bias: 0,
  terms: resolved.inputShapes.map((_, input) => ({ input, units: Int32Array.of(...unit) })),
  padding: 0,
})

/** The value of the one input whose channel it is. */
export const concat: TraceStep<Concat> = ({ resolved, unit: [row, column, channel] }) => {
  let before = 0
  for (const [input, shape] of resolved.inputShapes.entries()) {
    const channels = shape.at(-1) ?? 0
    if (channel < before + channels) return handedOn([row, column, channel - before], input)
    before += channels
  }
  return handedOn([row, column, channel])
}
