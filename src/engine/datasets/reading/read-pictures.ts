import { type AppError, phrase, type Words } from '@shared/errors'
import type { FittedPicture, PictureTarget } from '../../pictures/fitted'
import { PICTURE_BYTES } from '../../pictures/limits'
import { type ManyPictures, manyPictures } from '../../pictures/pictures-here'
import { asFault, checkCancelled } from '../../runtime/faults'
import { inLanes } from '../../work/lanes'
import type { Work } from '../../work/work'
import { contentsOf, type PictureFile } from '../formats/format'
import { stageOf } from '../progress'
import type { TreeFile } from '../tree/file-tree'
import { PictureStore, type Reading } from './store'

export const isRead = (reading: Reading): reading is FittedPicture => !('unreadable' in reading)

const keyOf = ({ path, stamp }: TreeFile): string => `${path}\0${stamp}`

/**
 * Every picture at a target, in the files' order, read by several threads; those that can't be read
 * are listed and stop nothing.
 * @throws AppError `cancelled`, `no-space`; what was read until then is not read again
 */
export async function readPictures(
  place: string,
  files: readonly PictureFile[],
  target: PictureTarget,
  job: Work,
): Promise<readonly Reading[]> {
  const store = await PictureStore.open(place, target)
  const pictures = manyPictures()
  // Those that were read before come first: the time that is left is that of the others.
  const all = files.map(({ file }, index) => ({ file, index }))
  const [before, fresh] = [true, false].map((known) =>
    all.filter(({ file }) => store.has(keyOf(file)) === known),
  ) as [typeof all, typeof all]
  const report = stageOf(job, 'import', 'files', files.length, before.length)
  const readings = new Map<number, Reading>()
  try {
    // One more than the threads have is being read from the disk.
    await inLanes([...before, ...fresh], pictures.count + 1, async ({ file, index }) => {
      checkCancelled(job.signal)
      readings.set(index, await readOne(file, target, { store, pictures, job }))
      report(readings.size)
    })
    return files.map((_, index) => readings.get(index)).filter((each) => each !== undefined)
  } finally {
    pictures.close()
    await store.close()
  }
}

interface Means {
  readonly store: PictureStore
  readonly pictures: ManyPictures
  readonly job: Work
}

async function readOne(
  file: TreeFile,
  target: PictureTarget,
  { store, pictures, job: { signal } }: Means,
): Promise<Reading> {
  const known = await store.find(keyOf(file))
  if (known) return known
  try {
    const bytes = await contentsOf(file, signal, PICTURE_BYTES)
    const read = await pictures.fitted(bytes, file.place, target, signal)
    await store.add(keyOf(file), read)
    return read
  } catch (error) {
    const fault = asFault(error, phrase`read ${file.place}`)
    if (fault.code === 'cancelled' || fault.code === 'no-space') throw fault
    const reason = withoutName(fault.words, file.place)
    const reading = { unreadable: { path: file.path, reason, code: fault.code } }
    if (isOfThePicture(fault)) await store.add(keyOf(file), reading)
    return reading
  }
}

/** A fault that does not name the file again, beside whose path it stands. */
const withoutName = (words: Words, name: string): Words =>
  typeof words === 'string'
    ? words
    : { ...words, values: words.values.map((value) => (value === name ? phrase`it` : value)) }

/** Whether the same file will fail again: not because a machine was busy or a disk was away. */
const isOfThePicture = ({ code, details }: AppError): boolean =>
  ['invalid-image', 'unsupported', 'too-large'].includes(code) && details?.['timedOut'] !== true
