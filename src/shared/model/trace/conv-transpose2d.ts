import { convTranspose2dWindow, type ConvTranspose2d } from '../../layers/conv-transpose2d'
import type { Window } from '../../math/geometry'
import { filters } from './filters'
import type { LayerTrace } from './layer-trace'
import type { Covered } from './window'

/** Cell (a, b) of the kernel lies on output (i, j) for the input (i + p − a·α)/s, (j + p − b·α)/s. */
export const convTranspose2d: LayerTrace<ConvTranspose2d> = filters((layer, map) => {
  const window = convTranspose2dWindow(layer, map)
  return (place) => writtenFrom(window, [map[0], map[1]], place)
})

/**
 * The cells of an input of [height, width] from whose windows output cell (i, j) is written: those
 * that a window over the output covers it from. Those beyond the input are left out and counted.
 */
function writtenFrom(
  { kernel, stride, dilation, padding }: Window,
  [height, width]: readonly [number, number],
  [i, j]: readonly [number, number],
): { readonly cells: readonly Covered[]; readonly padding: number } {
  const cells: Covered[] = []
  let beyond = 0
  for (let a = 0; a < kernel[0]; a += 1) {
    const row = (i + padding[0][0] - a * dilation[0]) / stride[0]
    if (!Number.isInteger(row)) continue
    for (let b = 0; b < kernel[1]; b += 1) {
      const column = (j + padding[1][0] - b * dilation[1]) / stride[1]
      if (!Number.isInteger(column)) continue
      if (row >= 0 && column >= 0 && row < height && column < width)
        cells.push({ row, column, tap: [a, b] })
      else beyond += 1
    }
  }
  return { cells, padding: beyond }
}
