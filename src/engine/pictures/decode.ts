import { loadMagick } from './codec/library'
import { readPicture } from './codec/read'
import { pictureFormat } from './format'
import { checkBytes } from './limits'
import type { RasterPicture } from './raster'

/**
 * Decodes a PNG, JPEG, WebP, GIF, BMP, TIFF, AVIF or HEIC file, told by its bytes: the first frame
 * or page, upright by EXIF, in sRGB by its ICC profile, 8 bits a sample, transparency laid over
 * white. Nothing is allocated before the header has been checked: 64 MB a file, 100 megapixels.
 *
 * The work is done on the thread that calls; others come here through `pictures-here.ts`.
 * @param name the file's name, for messages
 * @param allocate memory for the pixels
 * @throws AppError `invalid-image` (damaged or no picture), `unsupported` (another format, named),
 *   `too-large`.
 */
export async function decodePicture(
  bytes: Uint8Array,
  name = 'The picture',
  allocate = (size: number): Uint8Array => new Uint8Array(size),
): Promise<RasterPicture> {
  checkBytes(bytes.length, name)
  const format = pictureFormat(bytes, name)
  return readPicture(await loadMagick(), { bytes, name, format, allocate })
}
