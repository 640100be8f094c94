import type { IMagickImage } from '@imagemagick/magick-wasm'
import type { Magick } from './library'
import { SRGB_PROFILE } from './srgb'

/** Whether a profile calls itself sRGB: its colours are those of a file without one. */
const isSrgb = (profile: Uint8Array): boolean => {
  const text = Buffer.from(profile.buffer, profile.byteOffset, profile.byteLength)
  return (
    text.includes('sRGB') || text.includes(Buffer.from('sRGB', 'utf16le').swap16()) // mluc is UTF-16BE
  )
}

/**
 * Brings a picture to sRGB or grey: by its ICC profile where it has a usable one (perceptual
 * intent, as Pillow and browsers do), else by ImageMagick's formulas for CMYK and others.
 * @returns whether a profile changed the colours
 */
export function toSrgb(magick: Magick, image: IMagickImage): boolean {
  const { ColorProfile, ColorSpace } = magick
  const profile = image.getColorProfile()
  let changed = false
  if (profile && !isSrgb(profile.data)) {
    try {
      changed = image.transformColorSpace(new ColorProfile(SRGB_PROFILE))
    } catch (error) {
      // A damaged profile, or one of another colour space, must not keep a picture from being
      // opened.
      if (!(error instanceof magick.MagickError)) throw error
    }
  }
  if (!isRgbOrGrey(magick, image)) image.colorSpace = ColorSpace.sRGB
  return changed
}

/** Whether samples are grey. PNG's gamma makes them "linear" by name only. */
export const isGrey = ({ ColorSpace }: Magick, { colorSpace }: IMagickImage): boolean =>
  colorSpace === ColorSpace.Gray || colorSpace === ColorSpace.LinearGray

/**
 * Samples that stay as they are. A PNG whose gamma (gAMA) is 1 counts as linear for ImageMagick;
 * the gamma is not applied, as Pillow and torchvision do not: networks were trained on such pixels.
 */
const isRgbOrGrey = (magick: Magick, image: IMagickImage): boolean =>
  isGrey(magick, image) ||
  image.colorSpace === magick.ColorSpace.sRGB ||
  image.colorSpace === magick.ColorSpace.RGB
