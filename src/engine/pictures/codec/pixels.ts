import type { IMagickImage, PixelChannel } from '@imagemagick/magick-wasm'
import { overWhite } from '../raster'
import { isGrey } from './colours'
import type { Magick } from './library'

/** Rows that are taken out of the library's memory at once. */
const BAND = 256

/** Where a pixel's samples stand among those that ImageMagick keeps of it. */
interface Layout {
  readonly samples: number
  readonly red: number
  readonly green: number
  readonly blue: number
  /** −1 where every pixel is opaque. */
  readonly alpha: number
}

/**
 * Copies a picture's pixels, sRGB or grey, as opaque RGBA; transparency is laid over white.
 * @param place where the top left pixel goes, in a picture of `width` pixels a row
 */
export function copyPixels(
  magick: Magick,
  image: IMagickImage,
  rgba: Uint8Array,
  { width, top, left }: { readonly width: number; readonly top: number; readonly left: number },
): void {
  const height = rgba.length / 4 / width
  const columns = Math.min(image.width, width - left)
  const rows = Math.min(image.height, height - top)
  image.getPixels((pixels) => {
    const layout = layoutOf(magick, image, (channel) => pixels.getChannelIndex(channel))
    for (let row = 0; row < rows; row += BAND) {
      const count = Math.min(BAND, rows - row)
      const band = pixels.getReadOnlyArea(0, row, image.width, count)
      for (let i = 0; i < count; i++)
        copyRow(band, i * image.width * layout.samples, layout, columns, rgba, {
          to: 4 * ((top + row + i) * width + left),
        })
    }
  })
}

function layoutOf(
  magick: Magick,
  image: IMagickImage,
  index: (channel: PixelChannel) => number,
): Layout {
  const { PixelChannel } = magick
  const grey = isGrey(magick, image)
  const red = index(PixelChannel.Red)
  return {
    samples: image.channelCount,
    red,
    green: grey ? red : index(PixelChannel.Green),
    blue: grey ? red : index(PixelChannel.Blue),
    alpha: image.hasAlpha ? index(PixelChannel.Alpha) : -1,
  }
}

function copyRow(
  band: Readonly<Uint8Array>,
  from: number,
  { samples, red, green, blue, alpha }: Layout,
  columns: number,
  rgba: Uint8Array,
  { to }: { readonly to: number },
): void {
  for (let column = 0; column < columns; column++) {
    const at = from + column * samples
    const out = to + 4 * column
    const opacity = alpha < 0 ? 255 : (band[at + alpha] ?? 255)
    rgba[out] = overWhite(band[at + red] ?? 0, opacity)
    rgba[out + 1] = overWhite(band[at + green] ?? 0, opacity)
    rgba[out + 2] = overWhite(band[at + blue] ?? 0, opacity)
    rgba[out + 3] = 255
  }
}
