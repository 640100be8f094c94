import { AppError, phrase } from '@shared/errors'
import { pictureFormat } from './format'
import { decodeJpeg } from './jpeg/decode'
import { PICTURE_BYTES } from './limits'
import { decodePng } from './png/decode'
import type { RasterPicture } from './raster'

/**
 * Decodes a PNG or JPEG file: 1 to 16 bits a sample, palettes, grey, transparency (laid over
 * white), EXIF orientation. Colour profiles are not applied. Nothing is allocated before the header
 * has been checked: 32 MB a file, 16 megapixels.
 * @param name the file's name, for messages
 * @throws AppError `invalid-image` (damaged or no picture), `unsupported` (another format, named),
 *   `too-large`.
 */
export function decodePicture(bytes: Uint8Array, name = 'The picture'): RasterPicture {
  if (bytes.length > PICTURE_BYTES) {
    const megabytes = Math.ceil(bytes.length / 1024 / 1024)
    throw new AppError(
      'too-large',
      phrase`${name} is a file of ${megabytes} MB; at most 32 MB are opened. Save it smaller first`,
      { bytes: bytes.length, limit: PICTURE_BYTES },
    )
  }
  switch (pictureFormat(bytes, name)) {
    case 'png':
      return decodePng(bytes, name)
    case 'jpeg':
      return decodeJpeg(bytes, name)
  }
}
