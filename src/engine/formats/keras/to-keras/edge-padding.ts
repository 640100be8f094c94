import type { Layer } from '@shared/layers'
import type { ExplicitPadding, Pair } from '@shared/math/geometry'
import { continuedTaps, type AxisTaps, type Continuation } from '@shared/math/resample'
import { cropping, onlyInput, type KerasNode, type Place } from './node'

/**
 * Pads a map of [height, width] with cells of its own, its outermost rows and then its outermost
 * columns, with Cropping2D and Concatenate: repeated, or mirrored without the outermost cell.
 * Repeated before a maximum, this equals padding with −∞, because a window that extends beyond an
 * edge also contains the edge.
 */
export function edgePadding(
  place: Place<Layer>,
  padding: ExplicitPadding,
  size: Pair,
  mode: Continuation = 'replicate',
): readonly KerasNode[] {
  const axis = (i: 0 | 1, input: string): readonly KerasNode[] =>
    padAxis(place, i, continuedTaps(size[i], padding[i], mode), padding[i], size[i], input)
  const rows = axis(0, onlyInput(place))
  return [...rows, ...axis(1, rows.at(-1)?.name ?? onlyInput(place))]
}

function padAxis(
  place: Place<Layer>,
  axis: 0 | 1,
  taps: AxisTaps,
  [before]: Pair,
  length: number,
  input: string,
): readonly KerasNode[] {
  if (taps.length === length) return []
  const axisName = axis === 0 ? 'rows' : 'columns'
  const cut = new Map<number, KerasNode>()
  const cellAt = (unit: number): string => {
    const [[cell] = [0]] = taps.of(unit)
    const known = cut.get(cell)
    if (known) return known.name
    const amounts: Pair = [cell, length - 1 - cell]
    const node = cropping(
      place.helper(`${axisName}_${nameOf(cell, length)}`),
      axis === 0 ? [amounts, [0, 0]] : [[0, 0], amounts],
      input,
    )
    cut.set(cell, node)
    return node.name
  }
  const names = (from: number, end: number): string[] =>
    Array.from({ length: end - from }, (_, i) => cellAt(from + i))
  const joined: KerasNode = {
    name: place.helper(`${axisName}_pad`),
    className: 'Concatenate',
    config: { axis: axis + 1 },
    inputs: [...names(0, before), input, ...names(before + length, taps.length)],
    weights: [],
  }
  return [...cut.values(), joined]
}

function nameOf(cell: number, length: number): string {
  if (cell === 0) return 'first'
  return cell === length - 1 ? 'last' : `cell${cell}`
}
