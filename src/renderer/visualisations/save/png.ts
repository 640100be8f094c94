import { imageData } from '../sheet/paint'
import type { Raster } from '../sheet/raster'

/** The bytes of a canvas's PNG file. */
export async function pngOf(canvas: OffscreenCanvas): Promise<Uint8Array> {
  const blob = await canvas.convertToBlob({ type: 'image/png' })
  return new Uint8Array(await blob.arrayBuffer())
}

/** The same of a raster, pixel by pixel. */
export function rasterPng(raster: Raster): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(raster.width, raster.height)
  canvas.getContext('2d')?.putImageData(imageData(raster), 0, 0)
  return pngOf(canvas)
}
