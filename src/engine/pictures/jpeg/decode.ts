import { phrase } from '@shared/errors'
import { decode } from 'jpeg-js'
import { upright } from '../orient'
import { PICTURE_PIXELS } from '../limits'
import type { RasterPicture } from '../raster'
import { jpegFault, readJpegStructure } from './structure'

/**
 * Coefficients, lines and pixels of 16 megapixels in four colours are 427 MB; see
 * `requestMemoryAllocation` in jpeg-js.
 */
const MEMORY_MB = 512

/**
 * Decodes a JPEG with jpeg-js, after a walk over its markers: jpeg-js alone takes a file that is
 * cut off for one with grey at its end.
 * @throws AppError `invalid-image`, `too-large` or `unsupported`.
 */
export function decodeJpeg(bytes: Uint8Array, name: string): RasterPicture {
  const { height, width, components, orientation, end } = readJpegStructure(bytes, name)
  // `tolerantDecoding` only passes over blocks beyond the last row, which a grey picture with
  // restart points does have.
  const options = {
    useTArray: true,
    formatAsRGBA: true,
    tolerantDecoding: true,
    maxResolutionInMP: PICTURE_PIXELS / 1e6,
    maxMemoryUsageInMB: MEMORY_MB,
  } as const
  const decoded = attempt(() => decode(bytes.subarray(0, end), options), name)
  if (decoded.height !== height || decoded.width !== width)
    throw jpegFault(name, phrase`its size is given twice, in different ways`)
  return upright(
    { height, width, channels: components === 1 ? 1 : 3, rgba: decoded.data },
    orientation,
  )
}

function attempt<T>(decodeNow: () => T, name: string): T {
  try {
    return decodeNow()
  } catch (error) {
    throw jpegFault(name, error instanceof Error ? error.message : String(error))
  }
}
