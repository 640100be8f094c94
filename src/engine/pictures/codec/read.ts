import type { IMagickImage, MagickReadSettings } from '@imagemagick/magick-wasm'
import type { PictureFormat } from '@shared/picture-formats'
import type { PictureNote } from '@shared/picture-notes'
import { checkPixels } from '../limits'
import type { RasterPicture } from '../raster'
import { isGrey, toSrgb } from './colours'
import { cutOff, faultOf, pixelsMissing } from './faults'
import type { Magick } from './library'
import { turnUpright } from './orientation'
import { copyPixels } from './pixels'
import { withPngEnd } from './png-end'
import { checkScans, scansAreWhole } from './scans'

/** A file that says what it is, and where its pixels go. */
export interface EncodedPicture {
  readonly bytes: Uint8Array
  readonly name: string
  readonly format: PictureFormat
  /** Memory for the pixels. */
  readonly allocate: (bytes: number) => Uint8Array
}

const ANIMATED: readonly PictureFormat[] = ['gif', 'webp', 'avif']
const PAGED: readonly PictureFormat[] = ['tiff']

/**
 * Decodes the first frame or page of a file.
 * @throws AppError `invalid-image`, `unsupported`, `too-large`
 */
export function readPicture(magick: Magick, file: EncodedPicture): RasterPicture {
  const image = magick.MagickImage.create()
  const warnings: string[] = []
  image.onWarning = ({ error }) => {
    warnings.push(error.message, ...error.relatedErrors.map(({ message }) => message))
  }
  try {
    const canvas = measure(magick, image, file)
    const bytes = file.format === 'png' ? withPngEnd(file.bytes) : file.bytes
    image.read(bytes, settingsOf(magick, file.format))
    if (pixelsMissing(warnings) || scansMissing(magick, image, file, warnings))
      throw cutOff(file.name, file.format)
    // Damage inside a header can give the pixels another size than was announced.
    checkPixels(image.height, image.width, file.name)
    return rasterOf(magick, image, canvas, file, warnings)
  } catch (error) {
    throw faultOf(error, magick, file.name, file.format)
  } finally {
    image.dispose()
  }
}

function settingsOf(magick: Magick, format: PictureFormat, frames = 1): MagickReadSettings {
  return new magick.MagickReadSettings({
    format: FORMATS(magick)[format],
    frameIndex: 0,
    frameCount: frames,
  })
}

/** ImageMagick's readers; none but these is ever called. */
const FORMATS = ({ MagickFormat: F }: Magick) =>
  ({
    png: F.Png,
    jpeg: F.Jpeg,
    webp: F.WebP,
    gif: F.Gif,
    bmp: F.Bmp,
    tiff: F.Tiff,
    avif: F.Avif,
    heic: F.Heic,
  }) as const

/** The size of the whole picture: a frame of an animation may be a part of it. */
interface Canvas {
  readonly height: number
  readonly width: number
}

/** Reads the header only, and refuses what is too large, before its pixels get memory. */
function measure(magick: Magick, image: IMagickImage, file: EncodedPicture): Canvas {
  image.ping(file.bytes, settingsOf(magick, file.format))
  const { page } = image
  const canvas = ANIMATED.includes(file.format)
    ? { height: page.height || image.height, width: page.width || image.width }
    : { height: image.height, width: image.width }
  checkPixels(image.height, image.width, file.name)
  checkPixels(canvas.height, canvas.width, file.name)
  if (file.format === 'jpeg') checkScans(file.bytes, canvas.height * canvas.width, file.name)
  return canvas
}

function rasterOf(
  magick: Magick,
  image: IMagickImage,
  canvas: Canvas,
  file: EncodedPicture,
  warnings: readonly string[],
): RasterPicture {
  const { x: left, y: top } = image.page
  const grey = isGrey(magick, image)
  const palette = image.classType === magick.ClassType.Pseudo
  const part = image.height !== canvas.height || image.width !== canvas.width
  const profiled = toSrgb(magick, image)
  if (!part) turnUpright(magick, image)
  const { height, width } = part ? canvas : image
  const rgba = file.allocate(4 * height * width)
  if (part) rgba.fill(255)
  const place = part
    ? { width, top: Math.max(0, top), left: Math.max(0, left) }
    : { width, top: 0, left: 0 }
  copyPixels(magick, image, rgba, place)
  const notes = notesOf(magick, image, file, { profiled, damaged: warnings.length > 0 })
  return {
    height,
    width,
    channels: image.hasAlpha ? 4 : grey || (palette && allGrey(rgba)) ? 1 : 3,
    rgba,
    ...(notes.length > 0 && { notes }),
  }
}

function notesOf(
  magick: Magick,
  image: IMagickImage,
  file: EncodedPicture,
  { profiled, damaged }: { readonly profiled: boolean; readonly damaged: boolean },
): readonly PictureNote[] {
  const several = [...ANIMATED, ...PAGED].includes(file.format) && hasSecondFrame(magick, file)
  return [
    ...(several
      ? [PAGED.includes(file.format) ? ('first-page' as const) : ('first-frame' as const)]
      : []),
    ...(image.hasAlpha ? ['over-white' as const] : []),
    ...(profiled ? ['from-profile' as const] : []),
    ...(damaged ? ['damage-passed-over' as const] : []),
  ]
}

/** Whether a progressive JPEG ends before its last scans: it would be shown, but coarse. */
const scansMissing = (
  { Interlace }: Magick,
  image: IMagickImage,
  { bytes, format }: EncodedPicture,
  warnings: readonly string[],
): boolean =>
  format === 'jpeg' &&
  image.interlace !== Interlace.NoInterlace &&
  warnings.some((text) => /premature end of jpeg/i.test(text)) &&
  !scansAreWhole(bytes)

/** Whether the header of a second frame or page can be read. */
function hasSecondFrame(magick: Magick, file: EncodedPicture): boolean {
  const images = magick.MagickImageCollection.create()
  try {
    images.ping(file.bytes, settingsOf(magick, file.format, 2))
    return images.length > 1
  } catch (error) {
    if (error instanceof magick.MagickError) return false
    throw error
  } finally {
    images.dispose()
  }
}

/** Whether a picture with a palette shows no colour. */
function allGrey(rgba: Uint8Array): boolean {
  for (let at = 0; at < rgba.length; at += 4)
    if (rgba[at] !== rgba[at + 1] || rgba[at] !== rgba[at + 2]) return false
  return true
}
