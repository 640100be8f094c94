import type { SheetLayout } from './layout'
import type { Raster } from './raster'

/** One for all sheets, since only one is painted at a time; it grows with the largest. */
let scratch = new Uint32Array(0)

/**
 * The maps of a raster (without gaps) at their places on the sheet, every cell a square of whole
 * pixels and gaps clear: what a canvas takes in one putImageData instead of a scaled copy for each
 * map.
 * @returns pixels that are valid until the next call
 */
export function magnify(
  raster: Raster,
  { maps, columns, gap, zoom, width, height }: SheetLayout,
): Raster {
  if (scratch.length < width * height) scratch = new Uint32Array(width * height)
  const pixels = scratch.subarray(0, width * height).fill(0)
  const across = maps.width * zoom
  for (let channel = 0; channel < maps.count; channel += 1) {
    const [left, top] = [
      (channel % columns) * (across + gap),
      Math.floor(channel / columns) * (maps.height * zoom + gap),
    ]
    const from =
      Math.floor(channel / columns) * maps.height * raster.width + (channel % columns) * maps.width
    for (let row = 0; row < maps.height; row += 1) {
      const line = (top + row * zoom) * width + left
      for (let column = 0, at = line; column < maps.width; column += 1) {
        const colour = raster.pixels[from + row * raster.width + column] ?? 0
        for (const end = at + zoom; at < end; at += 1) pixels[at] = colour
      }
      for (let copy = 1; copy < zoom; copy += 1)
        pixels.copyWithin(line + copy * width, line, line + across)
    }
  }
  return { width, height, pixels }
}
