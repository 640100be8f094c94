import { extentOf } from '../../math/field/cells'
import type { UnitPlace } from '../../math/unit'
import type { ResolvedLayer } from '../resolve'
import type { Terms } from './arithmetic'
import type { LayerCall, ValueAt, Values } from './layer-trace'
import type { Layer } from '../../layers'

/** The unit of each input that a joined unit reads: its own place, or the only one of an axis. */
export const joinedTerms = (
  { inputShapes }: Pick<ResolvedLayer, 'inputShapes'>,
  unit: UnitPlace,
): Terms[] =>
  inputShapes.map((shape, input) => ({
    input,
    units: Int32Array.from(extentOf(shape), (length, axis) =>
      length === 1 ? 0 : (unit[axis] ?? 0),
    ),
  }))

/** Reads each input at the place of a joined value. */
export function joinedValues({ resolved, inputs }: LayerCall<Layer>): readonly ValueAt[] {
  const output = extentOf(resolved.outputShape)
  return inputs.map((values, i) => {
    const own = extentOf(resolved.inputShapes[i] ?? [])
    return own.join() === output.join() ? at(values) : spreadAt(values, own, output)
  })
}

const at =
  (values: Values): ValueAt =>
  (index) =>
    values[index] ?? NaN

type Extent = readonly [number, number, number]
function spreadAt(values: Values, own: Extent, [, width, channels]: Extent): ValueAt {
  return (index) => {
    const cell = Math.floor(index / channels)
    const row = own[0] === 1 ? 0 : Math.floor(cell / width)
    const column = own[1] === 1 ? 0 : cell % width
    const channel = own[2] === 1 ? 0 : index % channels
    return values[(row * own[1] + column) * own[2] + channel] ?? NaN
  }
}
