import { readFile, stat } from 'node:fs/promises'
import { AppError } from '@shared/errors'
import type { KeptPass } from '../engine/inspect'
import type { LoadedModel } from '../engine/models/loaded-model'
import { fileFault } from './files'

async function readPicture(path: string, limit: number): Promise<Uint8Array> {
  try {
    const { size } = await stat(path)
    // A file beyond the decoder's limit is not read into memory to be refused.
    if (size > limit) throw new AppError('too-large', `"${path}" has ${size} bytes; at most ${limit} are opened. Save it smaller first.`, { path, size })
    return await readFile(path)
  } catch (thrown) {
    throw thrown instanceof AppError ? thrown : fileFault(thrown, path)
  }
}

/**
 * A picture file through a network, as the window does it.
 * @throws AppError `not-found`, and what the decoder finds wrong: `invalid-image`, `unsupported`, `too-large`
 */
export async function passOf(loaded: LoadedModel, path: string, invert: boolean): Promise<KeptPass> {
  const [{ forward }, { decodePicture }, { PICTURE_BYTES }] = await Promise.all([
    import('../engine/inspect'),
    import('../engine/pictures'),
    import('../engine/pictures/limits'),
  ])
  return forward(loaded, decodePicture(await readPicture(path, PICTURE_BYTES), path), { invert })
}
