import type { Layer } from '../../layers'
import { dilatedKernel, type ExplicitPadding, type Pair, type Window } from '../../math/geometry'
import { windowOf } from '../examine/window'
import type { ResolvedLayer } from '../resolve'

/** Layers that slide a window. */
export type Windowed = Extract<Layer, { kind: 'conv2d' | 'maxPool2d' | 'avgPool2d' }>

/** What one axis of a window may be changed to; the stride stays. */
export interface AxisFrame {
  readonly kernel: number
  readonly dilation: number
  readonly padding: Pair
}

export const isWindowed = (layer: Layer): layer is Windowed =>
  layer.kind === 'conv2d' || layer.kind === 'maxPool2d' || layer.kind === 'avgPool2d'

/** A layer's window on one axis. */
export const axisOf = ({ kernel, dilation, padding }: Window, i: 0 | 1): AxisFrame => ({
  kernel: kernel[i],
  dilation: dilation[i],
  padding: padding[i],
})

/** Extent k' = d(k − 1) + 1 of a window on one axis. */
export const extentOf = ({ kernel, dilation }: AxisFrame): number => dilatedKernel(kernel, dilation)

/**
 * The same layer with other windows; as many outputs on an axis where extent minus padding stays
 * what it was.
 */
export function reframed(
  layer: Windowed,
  { stride }: Window,
  [v, h]: readonly [AxisFrame, AxisFrame],
): Windowed {
  const size = short([v.kernel, h.kernel])
  const padding = shortPadding([v.padding, h.padding])
  if (layer.kind === 'conv2d')
    return { ...layer, kernel: size, dilation: short([v.dilation, h.dilation]), padding }
  // A pool's stride is its window unless it says otherwise.
  return { ...layer, window: size, stride: layer.stride ?? short(stride), padding }
}

/**
 * The layer with the axes of its window changed; undefined where it has none, `change` finds
 * nothing for an axis, or leaves both as they are.
 */
export function withAxes(
  { layer, inputShapes }: ResolvedLayer,
  change: (axis: AxisFrame, stride: number, length: number) => AxisFrame | undefined,
): Windowed | undefined {
  const window = windowOf(layer, inputShapes)
  if (!window || !isWindowed(layer)) return undefined
  const own = [axisOf(window, 0), axisOf(window, 1)] as const
  const [v, h] = ([0, 1] as const).map((i) =>
    change(own[i], window.stride[i], inputShapes[0]?.[i] ?? 1),
  )
  return v && h && (v !== own[0] || h !== own[1]) ? reframed(layer, window, [v, h]) : undefined
}

/**
 * An axis whose window is cut down to `kernel` cells with so much less padding that the map keeps
 * its size; as far as the padding goes, evenly from both sides.
 */
export function cutDown(axis: AxisFrame, kernel: number): AxisFrame {
  const [before, after] = axis.padding
  const cells = Math.min(axis.kernel - kernel, Math.floor((before + after) / axis.dilation))
  if (cells <= 0) return axis
  const less = cells * axis.dilation
  const first = Math.min(before, Math.max(less - after, Math.floor(less / 2)))
  return {
    kernel: axis.kernel - cells,
    dilation: axis.kernel - cells === 1 ? 1 : axis.dilation,
    padding: [before - first, after - (less - first)],
  }
}

const short = ([a, b]: Pair): number | Pair => (a === b ? a : [a, b])
function shortPadding([v, h]: ExplicitPadding): number | Pair | ExplicitPadding {
  return v[0] === v[1] && h[0] === h[1] ? short([v[0], h[0]]) : [v, h]
}
