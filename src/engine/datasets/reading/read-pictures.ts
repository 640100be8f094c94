import { phrase, type Words } from '@shared/errors'
import { decodePicture } from '../../pictures'
import { PICTURE_BYTES } from '../../pictures/limits'
import { asFault, checkCancelled } from '../../runtime/faults'
import { nextTurn, type Work } from '../../work/work'
import { contentsOf, type PictureFile } from '../formats/format'
import { stageOf } from '../progress'
import { fitted } from './fit'
import { PictureStore, type ReadPicture } from './store'
import type { Target } from './target'

export interface Unreadable {
  readonly path: string
  readonly reason: Words
  readonly code: string
}

/** What came of a picture: its bytes, or why it can't be read. */
export type Reading = ReadPicture | { readonly unreadable: Unreadable }

export const isRead = (reading: Reading): reading is ReadPicture => !('unreadable' in reading)

/**
 * Every picture at a target, in the files' order; those that can't be read are listed and stop
 * nothing.
 * @throws AppError `cancelled`; what was read until then is not read again
 */
export async function readPictures(
  place: string,
  files: readonly PictureFile[],
  target: Target,
  job: Work,
): Promise<readonly Reading[]> {
  const store = await PictureStore.open(place, target)
  const report = stageOf(job, 'import', 'files', files.length)
  const readings: Reading[] = []
  try {
    for (const [index, picture] of files.entries()) {
      checkCancelled(job.signal)
      readings.push(await readOne(picture, target, store, job))
      report(index + 1)
      await nextTurn(job.signal)
    }
    return readings
  } finally {
    await store.close()
  }
}

async function readOne(
  { file }: PictureFile,
  target: Target,
  store: PictureStore,
  { signal }: Work,
): Promise<Reading> {
  const key = `${file.path}\0${file.stamp}`
  const known = await store.find(key)
  if (known) return known
  try {
    const bytes = await contentsOf(file, signal, PICTURE_BYTES)
    const raster = await decodePicture(bytes, file.place, signal)
    const { height, width, channels } = raster
    const read = { height, width, isGrey: channels === 1, pixels: fitted(raster, target) }
    await store.add(key, read)
    return read
  } catch (error) {
    const fault = asFault(error, phrase`read ${file.place}`)
    if (fault.code === 'cancelled' || fault.code === 'no-space') throw fault
    return { unreadable: { path: file.path, reason: fault.words, code: fault.code } }
  }
}
