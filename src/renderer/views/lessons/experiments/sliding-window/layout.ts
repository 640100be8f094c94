import type { Pair } from '@shared/math/geometry'
import { fitZoom } from '@renderer/visualisations/grid/geometry'

export interface Stacks {
  /**
   * Cells [down, across] of one sheet with its padding, and how many sheets lie below each other.
   */
  readonly input: { readonly size: Pair; readonly sheets: number }
  readonly kernel:
    { readonly size: Pair; readonly sheets: number; readonly beside: number } | undefined
  readonly output: { readonly size: Pair; readonly sheets: number }
}

export interface Zooms {
  readonly grid: number
  readonly kernel: number
}

const MOST = 68
/**
 * Numbers are readable from here on; kernels are small and always show theirs where they fit at
 * all.
 */
const READABLE = 28
/** Between two columns of grids, and above each sheet. */
const GAP = 28
const CAPTION = 22

/**
 * Zooms at which input, kernels and output stand side by side in `width`, and, as far as they stay
 * legible, in `height`.
 */
export function zoomsFor({ input, kernel, output }: Stacks, width: number, height: number): Zooms {
  const kernelColumns = kernel ? kernel.size[1] * kernel.beside : 0
  const gaps = GAP * (kernel ? 2 + kernel.beside : 1)
  const down = Math.min(
    ...[input, output].map(({ size, sheets }) =>
      fitZoom(size[0] * sheets, Math.max(120, height - sheets * CAPTION), MOST),
    ),
  )
  const together = fitZoom(input.size[1] + kernelColumns + output.size[1], width - gaps, MOST)
  if (together >= READABLE) {
    const grid = Math.max(READABLE, Math.min(together, down))
    return { grid, kernel: grid }
  }
  const kernelZoom =
    kernelColumns === 0 ? READABLE : Math.max(12, fitZoom(kernelColumns, width * 0.4, READABLE))
  return {
    grid: Math.min(
      fitZoom(input.size[1] + output.size[1], width - gaps - kernelColumns * kernelZoom, MOST),
      Math.max(down, 1),
    ),
    kernel: kernelZoom,
  }
}
