import { mapBox, type SheetLayout } from './layout'
import type { Raster } from './raster'

let scratch: OffscreenCanvas | undefined

/** A raster as an image that can be drawn scaled; valid until the next call. */
export function imageOf({ width, height, pixels }: Raster): OffscreenCanvas {
  scratch ??= new OffscreenCanvas(1, 1)
  scratch.width = width
  scratch.height = height
  const bytes = new Uint8ClampedArray(pixels.buffer as ArrayBuffer, pixels.byteOffset, pixels.byteLength)
  scratch.getContext('2d')?.putImageData(new ImageData(bytes, width, height), 0, 0)
  return scratch
}

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

/** Draws the maps of a raster (without gaps) at their places on the sheet; enlarged maps keep hard edges. */
export function paintSheet(context: Context, raster: Raster, layout: SheetLayout): void {
  const { maps, columns, zoom } = layout
  const image = imageOf(raster)
  context.imageSmoothingEnabled = zoom < 1
  for (let channel = 0; channel < maps.count; channel++) {
    const { x, y, width, height } = mapBox(layout, channel)
    const [fromX, fromY] = [(channel % columns) * maps.width, Math.floor(channel / columns) * maps.height]
    context.drawImage(image, fromX, fromY, maps.width, maps.height, x, y, width, height)
  }
}
