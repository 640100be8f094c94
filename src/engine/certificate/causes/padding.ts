import { phrase } from '@shared/errors'
import { traitsOf, type Layer, type LayerOf } from '@shared/layers'
import { mapInput, type MapShape } from '@shared/layers/definition'
import { outputLength, type ExplicitPadding, type Pair, type Window } from '@shared/math/geometry'
import { about, type Change, type Hypothesis } from './change'

type Padded = LayerOf<'conv2d' | 'maxPool2d' | 'avgPool2d'>

/** How far a side is tried away from what it is. */
const REACH = 2

const windowOf = (layer: Padded, input: MapShape): Window | undefined =>
  traitsOf(layer).window?.of(layer, input)

/** Other sides on one axis that give as many outputs. */
function sidesOf(window: Window, length: number, axis: 0 | 1): readonly Pair[] {
  const [before, after] = window.padding[axis]
  const count = (pair: Pair): number =>
    outputLength(length, window.kernel[axis], pair, window.stride[axis], window.dilation[axis])
  const found: Pair[] = []
  for (let first = Math.max(0, before - REACH); first <= before + REACH; first += 1)
    for (let second = Math.max(0, after - REACH); second <= after + REACH; second += 1)
      if (count([first, second]) === count([before, after])) found.push([first, second])
  return found
}

const sum = ([before, after]: Pair): number => before + after

/** Padding that stands at the other side, or at both sides alike. */
export const padding: Hypothesis = about(
  ['conv2d', 'maxPool2d', 'avgPool2d'],
  (layer, { resolved }): readonly Change[] => {
    const input = mapInput(resolved.inputShapes)
    const window = windowOf(layer, input)
    if (!window) return []
    const own = window.padding
    const rows = sidesOf(window, input[0], 0)
    const columns = sidesOf(window, input[1], 1)
    const all = rows.flatMap((v) => columns.map((h): ExplicitPadding => [v, h]))
    const shift = ([v, h]: ExplicitPadding): number =>
      Math.abs(sum(v) - sum(own[0])) + Math.abs(sum(h) - sum(own[1]))
    return all
      .filter(([v, h]) => v.join() !== own[0].join() || h.join() !== own[1].join())
      .sort((a, b) => shift(a) - shift(b))
      .map((other) => ({
        cause: 'one-sided-padding',
        explanation: phrase`Its padding is ${textOf(own)} on one side of the comparison and ${textOf(other)} on the other (top, bottom, left, right).`,
        layer: { padding: other },
      }))
  },
)

const textOf = (padding: ExplicitPadding): string => padding.flat().join(', ')

/** Whether zeros of the padding count in the mean. */
export const averages: Hypothesis = about(['avgPool2d'], ({ countIncludePad }) => [
  {
    cause: 'padding-in-averages',
    explanation: phrase`Its means count the zeros of the padding on one side of the comparison only.`,
    layer: { countIncludePad: !countIncludePad } satisfies Partial<Layer & { kind: 'avgPool2d' }>,
  },
])
