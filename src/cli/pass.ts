import { readFile, stat } from 'node:fs/promises'
import { AppError } from '@shared/errors'
import type { KeptPass } from '../engine/inspect'
import type { LoadedModel } from '../engine/models/loaded-model'
import type { RasterPicture } from '../engine/pictures'
import { fileFault } from './files'

async function readPicture(path: string): Promise<Uint8Array> {
  try {
    const { checkBytes } = await import('../engine/pictures/limits')
    // A file above the decoder's limit is refused before it is read into memory.
    checkBytes((await stat(path)).size, path)
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
  const { decodePicture } = await import('../engine/pictures')
  return decodePicture(await readPicture(path), path)
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
