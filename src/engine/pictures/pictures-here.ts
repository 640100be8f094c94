import { existsSync } from 'node:fs'
import {
  inlinePictures,
  PICTURE_WORKER_FILE,
  PictureThread,
  type PictureWork,
} from './picture-thread'
import { PictureThreads } from './picture-threads'
import type { RasterPicture } from './raster'

let work: PictureWork | undefined

/**
 * Where this process decodes pictures: in a thread of their own that can be stopped. Sources that
 * run unbuilt, as tests do, have no worker file and decode where they are.
 */
const picturesHere = (): PictureWork =>
  (work ??= existsSync(PICTURE_WORKER_FILE) ? new PictureThread() : inlinePictures)

/**
 * Decodes a picture as `decode.ts` does, bounded in time and memory.
 * @param name the file's name, for messages
 * @throws AppError `invalid-image`, `unsupported`, `too-large`, `cancelled`
 */
export const decodePicture = (
  bytes: Uint8Array,
  name = 'The picture',
  signal?: AbortSignal,
): Promise<RasterPicture> => picturesHere().raster(bytes, name, signal)

/** Many pictures, decoded and fitted at the same time. */
export interface ManyPictures extends Pick<PictureWork, 'fitted'> {
  /** How many at the same time. */
  readonly count: number
  close(): void
}

/** Threads for as many pictures as an import has; `close` ends them. */
export const manyPictures = (): ManyPictures =>
  existsSync(PICTURE_WORKER_FILE)
    ? new PictureThreads()
    : { count: 1, fitted: inlinePictures.fitted.bind(inlinePictures), close: () => undefined }
