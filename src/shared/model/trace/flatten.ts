import type { Flatten } from '../../layers/flatten'
import { handedOn } from './arithmetic'
import type { LayerTrace } from './layer-trace'

/** The cell whose place in the vector it is: (row · width + column) · channels + channel. */
export const flatten: LayerTrace<Flatten> = {
  unit({ resolved, unit: [, , index] }) {
    const [shape = []] = resolved.inputShapes
    if (shape.length === 1) return handedOn([0, 0, index])
    const [, width = 1, channels = 1] = shape
    return handedOn([
      Math.floor(index / channels / width),
      Math.floor(index / channels) % width,
      index % channels,
    ])
  },
  // A vector has its numbers in the order in which a map has them.
  quick: {
    values:
      ({ inputs: [x] }) =>
      (at) =>
        x?.[at] ?? NaN,
  },
}
