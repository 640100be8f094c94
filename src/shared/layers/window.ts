import {
  dilatedKernel,
  resolvePadding,
  toPair,
  type ExplicitPadding,
  type Padding,
  type Pair,
  type Size,
  type Window,
} from '../math/geometry'
import type { FieldStep } from '../math/receptive-field'
import type { MapShape } from './definition'

/** A window as the parameters of a layer say it. */
interface WrittenWindow {
  readonly kernel: Size
  readonly stride: Size
  readonly dilation: Size
  readonly padding: Padding
}

/** A written window in numbers, over a map of [height, width, channels]. */
export function windowOver(map: MapShape, written: WrittenWindow): Window {
  const [kernel, stride, dilation] = [
    toPair(written.kernel),
    toPair(written.stride),
    toPair(written.dilation),
  ]
  return {
    kernel,
    stride,
    dilation,
    padding: resolvePadding(written.padding, [map[0], map[1]], kernel, stride, dilation),
  }
}

/** The step that a field makes through a window that slides. */
export const fieldStepOf = ({ kernel, stride, dilation, padding }: Window): FieldStep => ({
  kernel: [dilatedKernel(kernel[0], dilation[0]), dilatedKernel(kernel[1], dilation[1])],
  stride,
  padding: [padding[0][0], padding[1][0]],
})

/** A pair as people write it: one number where both are equal. */
export const written = ([a, b]: Pair): number | Pair => (a === b ? a : [a, b])

/** Padding as people write it: one number, one a direction, or one a side. */
export const writtenPadding = ([v, h]: ExplicitPadding): number | Pair | ExplicitPadding =>
  v[0] === v[1] && h[0] === h[1] ? written([v[0], h[0]]) : [v, h]
