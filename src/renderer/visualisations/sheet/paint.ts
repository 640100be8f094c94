import { mapBox, type SheetLayout } from './layout'
import { magnify } from './magnify'
import type { Raster } from './raster'

let scratch: OffscreenCanvas | undefined

/** A raster as an image that can be drawn scaled; valid until the next call. */
export function imageOf({ width, height, pixels }: Raster): OffscreenCanvas {
  scratch ??= new OffscreenCanvas(1, 1)
  scratch.width = width
  scratch.height = height
  scratch.getContext('2d')?.putImageData(imageData({ width, height, pixels }), 0, 0)
  return scratch
}

/** A raster as a canvas takes it. */
export const imageData = ({ width, height, pixels }: Raster): ImageData =>
  new ImageData(
    new Uint8ClampedArray(pixels.buffer as ArrayBuffer, pixels.byteOffset, pixels.byteLength),
    width,
    height,
  )

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

/**
 * Draws the maps of a raster (without gaps) at their places on the sheet; enlarged maps keep hard
 * edges.
 */
export function paintSheet(context: Context, raster: Raster, layout: SheetLayout): void {
  const { maps, columns, zoom } = layout
  const image = imageOf(raster)
  context.imageSmoothingEnabled = zoom < 1
  for (let channel = 0; channel < maps.count; channel++) {
    const { x, y, width, height } = mapBox(layout, channel)
    const [fromX, fromY] = [
      (channel % columns) * maps.width,
      Math.floor(channel / columns) * maps.height,
    ]
    context.drawImage(image, fromX, fromY, maps.width, maps.height, x, y, width, height)
  }
}

/**
 * Gives a canvas a sheet's size and the maps of a raster; a canvas that has the size already keeps
 * its memory.
 */
export function fillSheet(canvas: HTMLCanvasElement, raster: Raster, layout: SheetLayout): void {
  const context = canvas.getContext('2d')
  if (!context || layout.width === 0 || layout.height === 0) return
  const fits = canvas.width === layout.width && canvas.height === layout.height
  if (!fits) [canvas.width, canvas.height] = [layout.width, layout.height]
  if (Number.isInteger(layout.zoom)) {
    context.putImageData(imageData(magnify(raster, layout)), 0, 0)
    return
  }
  if (fits) context.clearRect(0, 0, layout.width, layout.height)
  paintSheet(context, raster, layout)
}
