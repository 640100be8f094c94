import type { Layer } from '@shared/layers'
import type { ExplicitPadding, Pair } from '@shared/math/geometry'
import { cropping, onlyInput, type KerasNode, type Place } from './node'

/**
 * Pads a map of [height, width] by repeating its outermost rows, then its outermost columns, with
 * Cropping2D and Concatenate. Before a maximum this equals padding with −∞, because a window that
 * extends beyond an edge also contains the edge.
 */
export function edgePadding(
  place: Place<Layer>,
  padding: ExplicitPadding,
  size: Pair,
): readonly KerasNode[] {
  const rows = padAxis(place, 0, padding[0], size[0], onlyInput(place))
  return [...rows, ...padAxis(place, 1, padding[1], size[1], rows.at(-1)?.name ?? onlyInput(place))]
}

function padAxis(
  place: Place<Layer>,
  axis: 0 | 1,
  [before, after]: Pair,
  length: number,
  input: string,
): readonly KerasNode[] {
  const axisName = axis === 0 ? 'rows' : 'columns'
  const edge = (suffix: string, amounts: Pair): KerasNode =>
    cropping(
      place.helper(`${axisName}_${suffix}`),
      axis === 0 ? [amounts, [0, 0]] : [[0, 0], amounts],
      input,
    )
  const first = before > 0 ? [edge('first', [0, length - 1])] : []
  const last = after > 0 ? [edge('last', [length - 1, 0])] : []
  if (first.length + last.length === 0) return []
  const repeat = (nodes: readonly KerasNode[], times: number): string[] =>
    Array<string[]>(times)
      .fill(nodes.map(({ name }) => name))
      .flat()
  return [
    ...first,
    ...last,
    {
      name: place.helper(`${axisName}_pad`),
      className: 'Concatenate',
      config: { axis: axis + 1 },
      inputs: [...repeat(first, before), input, ...repeat(last, after)],
      weights: [],
    },
  ]
}
