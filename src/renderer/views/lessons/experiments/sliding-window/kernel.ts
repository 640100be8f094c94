import { channelsOf, sheetOf, spatial } from '@renderer/composables/operation/request'
import type { SlidingState } from './state'

/**
 * The weight that meets the window's cell (a, b): a convolution takes the kernel turned by half a
 * turn.
 */
export function kernelCell(
  { operation, kernel }: SlidingState,
  output: number,
  input: number,
  a: number,
  b: number,
): number {
  const [height, width] = spatial(kernel)
  const [row, column] = operation === 'convolution' ? [height - 1 - a, width - 1 - b] : [a, b]
  return sheetOf(kernel, output * channelsOf(kernel) + input)[row * width + column] ?? 0
}
