import { readFile, stat } from 'node:fs/promises'
import { AppError } from '@shared/errors'
import type { KeptPass } from '../engine/inspect'
import type { LoadedModel } from '../engine/models/loaded-model'
import type { RasterPicture } from '../engine/pictures'
import { fileFault } from './files'

async function readPicture(path: string, limit: number): Promise<Uint8Array> {
  try {
    const { size } = await stat(path)
    // A file above the decoder's limit is refused before it is read into memory.
    if (size > limit)
      throw new AppError(
        'too-large',
        `"${path}" has ${size} bytes; at most ${limit} are opened. Save it smaller first.`,
        { path, size },
      )
    return await readFile(path)
  } catch (thrown) {
    throw thrown instanceof AppError ? thrown : fileFault(thrown, path)
  }
}

/**
 * A picture file, decoded as in the window.
 * @throws AppError `not-found`, and the decoder's errors: `invalid-image`, `unsupported`,
 *   `too-large`
 */
export async function pictureOf(path: string): Promise<RasterPicture> {
  const [{ decodePicture }, { PICTURE_BYTES }] = await Promise.all([
    import('../engine/pictures'),
    import('../engine/pictures/limits'),
  ])
  return decodePicture(await readPicture(path, PICTURE_BYTES), path)
}

/**
 * The pass of a picture file through a network, as in the window.
 * @throws AppError as `pictureOf`
 */
export async function passOf(
  loaded: LoadedModel,
  path: string,
  invert: boolean,
): Promise<KeptPass> {
  const { forward } = await import('../engine/inspect')
  return forward(loaded, await pictureOf(path), { invert })
}
