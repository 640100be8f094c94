import { AppError, phrase } from '@shared/errors'
import { decodePicture, type RasterPicture, toInput } from '../../pictures'
import { PICTURE_BYTES } from '../../pictures/limits'
import { asFault, checkCancelled } from '../../runtime/faults'
import type { Work } from '../../work/work'
import { DATASET_BYTES, type Split } from '../dataset'
import { stageOf } from '../progress'
import { readSourceFile } from '../source-file'
import { DEFAULT_TEST_SHARE, stratifiedSplit } from '../split'
import type { DatasetFormat } from './format'
import { findPictures, looksLikePictures, type PictureFile } from './picture-files'

/**
 * Without a chosen size pictures take the first one's, but no side longer than this: what LeNet and
 * its kin are made for.
 */
const LONGEST_SIDE = 64
/** So many faulty files are named at once. */
const NAMED_FAULTS = 5

interface Target {
  readonly height: number
  readonly width: number
  readonly channels: 1 | 3
}

/** A folder of PNG and JPEG files, one sub-folder a class, classes in alphabetical order. */
export const imagesFormat: DatasetFormat = {
  kind: 'images',

  recognise: looksLikePictures,

  async read(folder, { size, channels, testShare = DEFAULT_TEST_SHARE, seed = 0 }, job) {
    const found = await findPictures(folder)
    if (found.classes.length < 2 || found.train.length === 0)
      throw new AppError(
        'invalid-file',
        phrase`${folder} needs at least two sub-folders, one a class, with PNG or JPEG files in them`,
        { folder },
      )
    const parts = found.test
      ? { train: found.train, test: found.test }
      : part(found.train, testShare, seed)
    for (const [name, { length }] of Object.entries(parts))
      if (length === 0)
        throw new AppError('invalid-file', phrase`${folder} has no pictures for its ${name} part`, {
          folder,
        })
    const target =
      size && channels
        ? { height: size[0], width: size[1], channels }
        : targetLike(await firstReadable(found.train, job), size, channels)
    const total = parts.train.length + parts.test.length
    if (total * target.height * target.width * target.channels > DATASET_BYTES) {
      throw new AppError(
        'too-large',
        phrase`${total} pictures of ${target.height} × ${target.width} × ${target.channels} need more than ${Math.floor(DATASET_BYTES / 1e6)} MB; choose a smaller size`,
        { folder },
      )
    }
    const report = stageOf(job, 'import', 'files', total)
    const faults: string[] = []
    const fit = (files: readonly PictureFile[], before: number) =>
      readPart(files, target, found.classes.length, job, (done) => report(before + done), faults)
    const train = await fit(parts.train, 0)
    const test = await fit(parts.test, parts.train.length)
    if (faults.length > 0) throw unreadable(faults, total)
    return { kind: 'images', ...target, classes: found.classes, train, test }
  },
}

function part(
  files: readonly PictureFile[],
  testShare: number,
  seed: number,
): { train: PictureFile[]; test: PictureFile[] } {
  const taken = new Set(
    stratifiedSplit(
      files.map(({ label }) => label),
      testShare,
      seed,
    ).test,
  )
  return {
    train: files.filter((_, index) => !taken.has(index)),
    test: files.filter((_, index) => taken.has(index)),
  }
}

function targetLike(
  first: RasterPicture,
  size: readonly [number, number] | undefined,
  channels: 1 | 3 | undefined,
): Target {
  const [height, width] = size ?? [
    Math.min(first.height, LONGEST_SIDE),
    Math.min(first.width, LONGEST_SIDE),
  ]
  return { height, width, channels: channels ?? (first.channels === 1 ? 1 : 3) }
}

async function decodeFile({ path }: PictureFile, { signal }: Work): Promise<RasterPicture> {
  return decodePicture(await readSourceFile(path, { signal, limit: PICTURE_BYTES }), path)
}

/** @throws the first one's fault where none can be read. */
async function firstReadable(files: readonly PictureFile[], job: Work): Promise<RasterPicture> {
  let fault: unknown
  for (const file of files) {
    try {
      return await decodeFile(file, job)
    } catch (error) {
      checkCancelled(job.signal)
      fault ??= error
    }
  }
  throw asFault(fault, phrase`read the pictures`)
}

/**
 * Decodes and fits every picture; faulty ones are collected, so that the user can mend all of them
 * at once.
 */
async function readPart(
  files: readonly PictureFile[],
  target: Target,
  classes: number,
  job: Work,
  report: (done: number) => void,
  faults: string[],
): Promise<Split> {
  const size = target.height * target.width * target.channels
  const images = new Uint8Array(files.length * size)
  const labels = classes > 256 ? new Uint16Array(files.length) : new Uint8Array(files.length)
  for (const [index, file] of files.entries()) {
    checkCancelled(job.signal)
    try {
      const values = toInput(await decodeFile(file, job), target)
      images.set(
        values.map((value) => Math.round(value * 255)),
        index * size,
      )
      labels[index] = file.label
    } catch (error) {
      const fault = asFault(error, phrase`read ${file.path}`)
      if (fault.code === 'cancelled') throw fault
      faults.push(fault.message)
    }
    report(index + 1)
  }
  return { images, labels, count: files.length }
}

function unreadable(faults: readonly string[], total: number): AppError {
  const named = faults.slice(0, NAMED_FAULTS).join('; ')
  const more = faults.length - NAMED_FAULTS
  const message =
    more > 0
      ? phrase`${faults.length} of ${total} pictures can not be read: ${named} … and ${more} more. Mend or remove them and try again`
      : phrase`${faults.length} of ${total} pictures can not be read: ${named}. Mend or remove them and try again`
  return new AppError('invalid-file', message, { faults: faults.slice(0, 100) })
}
