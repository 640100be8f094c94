import type { Raster } from '../sheet/raster'

/** Keeps a raster as an image that a canvas draws at any size; made anew only when the pixels are others. */
export function createRasterImage(): (raster: Raster) => OffscreenCanvas {
  let image: OffscreenCanvas | undefined
  let source: Uint32Array | undefined
  return ({ width, height, pixels }) => {
    if (image?.width !== width || image.height !== height) image = new OffscreenCanvas(width, height)
    if (source !== pixels) {
      source = pixels
      image.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer as ArrayBuffer), width, height), 0, 0)
    }
    return image
  }
}
