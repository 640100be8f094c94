import { traitsOf, windowOf, type Layer } from '../../layers'
import { dilatedKernel, type Pair, type Window } from '../../math/geometry'
import type { ResolvedLayer } from '../resolve'

/** The changes of one axis of a window; the stride stays. */
export interface AxisFrame {
  readonly kernel: number
  readonly dilation: number
  readonly padding: Pair
}

/** Whether a layer slides filters over its map. */
export function isConvolution(layer: Layer): boolean {
  const { window, width } = traitsOf(layer)
  return window !== null && width !== null
}

/** A layer's window on one axis. */
export const axisOf = ({ kernel, dilation, padding }: Window, i: 0 | 1): AxisFrame => ({
  kernel: kernel[i],
  dilation: dilation[i],
  padding: padding[i],
})

/** Extent k' = d(k − 1) + 1 of a window on one axis. */
export const extentOf = ({ kernel, dilation }: AxisFrame): number => dilatedKernel(kernel, dilation)

/**
 * The same layer with other windows, of a layer that slides one; as many outputs on an axis where
 * extent minus padding stays what it was.
 */
export const reframed = (layer: Layer, [v, h]: readonly [AxisFrame, AxisFrame]): Layer =>
  traitsOf(layer).window?.changed(layer, {
    kernel: [v.kernel, h.kernel],
    dilation: [v.dilation, h.dilation],
    padding: [v.padding, h.padding],
  }) ?? layer

/**
 * The layer with the axes of its window changed; undefined where it has none, `change` finds
 * nothing for an axis, or leaves both as they are.
 */
export function withAxes(
  { layer, inputShapes }: ResolvedLayer,
  change: (axis: AxisFrame, stride: number, length: number) => AxisFrame | undefined,
): Layer | undefined {
  const window = windowOf(layer, inputShapes)
  if (!window) return undefined
  const own = [axisOf(window, 0), axisOf(window, 1)] as const
  const [v, h] = ([0, 1] as const).map((i) =>
    change(own[i], window.stride[i], inputShapes[0]?.[i] ?? 1),
  )
  return v && h && (v !== own[0] || h !== own[1]) ? reframed(layer, [v, h]) : undefined
}

/**
 * An axis whose window is shortened to `kernel` cells, with its padding reduced so that the map
 * keeps its size; as far as possible, equally on both sides.
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
