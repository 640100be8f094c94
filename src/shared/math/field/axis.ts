import { dilatedKernel } from '../geometry'
import { unite, type Intervals } from './intervals'

/** A sliding window on one axis. */
export interface AxisWindow {
  /** Cells of the kernel, before dilation. */
  readonly kernel: number
  readonly stride: number
  readonly dilation: number
  /** Padding before the first cell. */
  readonly padding: number
}

/**
 * Every input cell that the output cells read: u·s − p + a·α for a = 0 … k − 1. Exact, even where a
 * dilation or a stride larger than the kernel leaves holes; cells below 0 or past the end are in
 * the padding.
 */
export function axisBack(
  { kernel, stride, dilation, padding }: AxisWindow,
  outputs: Intervals,
): Intervals {
  return unite(
    outputs.flatMap(([first, last]): readonly (readonly [number, number])[] => {
      const from = first * stride - padding
      const to = last * stride - padding
      // Neighbouring windows touch or overlap: one run.
      if (dilation === 1 && (stride <= kernel || first === last)) return [[from, to + kernel - 1]]
      const taps = Array.from({ length: kernel }, (_, a) => a * dilation)
      if (stride === 1) return taps.map((tap) => [from + tap, to + tap] as const)
      const starts = Array.from({ length: last - first + 1 }, (_, u) => from + u * stride)
      return dilation === 1
        ? starts.map((start) => [start, start + dilatedKernel(kernel, dilation) - 1] as const)
        : starts.flatMap((start) => taps.map((tap) => [start + tap, start + tap] as const))
    }),
  )
}

/**
 * Every output cell whose window reads one of the input cells: all u with u·s − p + a·α among them;
 * also u below 0.
 */
export function axisAhead(
  { kernel, stride, dilation, padding }: AxisWindow,
  inputs: Intervals,
): Intervals {
  return unite(
    inputs.flatMap(([first, last]) =>
      Array.from({ length: kernel }, (_, a) => {
        const offset = padding - a * dilation
        return [Math.ceil((first + offset) / stride), Math.floor((last + offset) / stride)] as const
      }).filter(([from, to]) => from <= to),
    ),
  )
}
