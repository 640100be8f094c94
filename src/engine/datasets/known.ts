import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError, phrase } from '@shared/errors'
import type { Work } from '../work/work'
import type { KnownDataset, KnownFile } from './catalogue'
import type { RawDataset } from './dataset'
import { sha256 } from './digest'
import { checkLabels, parseIdxImages, parseIdxLabels } from './idx'
import { readSourceFile } from './source-file'

/** Where a file lies in a folder: as it is, as TensorFlow names it, or packed. */
async function locate(folder: string, { name }: KnownFile): Promise<string | undefined> {
  const dotted = name.replace(/-idx(\d)/, '.idx$1')
  for (const candidate of [name, dotted, `${name}.gz`, `${dotted}.gz`]) {
    const path = join(folder, candidate)
    if (
      await stat(path).then(
        (info) => info.isFile(),
        () => false,
      )
    )
      return path
  }
  return undefined
}

/** Whether all four files lie in a folder; their contents aren't looked at. */
export async function holdsKnown(folder: string, known: KnownDataset): Promise<boolean> {
  for (const file of Object.values(known.files)) if (!(await locate(folder, file))) return false
  return true
}

/**
 * Reads a known set from a folder and holds every file against its hash.
 * @throws AppError `not-found` (which file), `corrupt` (which file is another one).
 */
export async function readKnown(
  folder: string,
  known: KnownDataset,
  job: Work,
): Promise<RawDataset> {
  const read = async (file: KnownFile): Promise<Uint8Array> => {
    const path = await locate(folder, file)
    if (!path)
      throw new AppError('not-found', phrase`${folder} has no ${file.name}, packed or not`, {
        folder,
        file: file.name,
      })
    const bytes = await readSourceFile(path, { expected: file.bytes, signal: job.signal })
    const found = await sha256(bytes, job)
    if (found !== file.sha256)
      throw new AppError(
        'corrupt',
        phrase`${path} is not ${known.title}'s file: its SHA-256 is ${found}, not ${file.sha256}`,
        { path },
      )
    return bytes
  }
  const part = async (
    imagesFile: KnownFile,
    labelsFile: KnownFile,
  ): Promise<RawDataset['train'] & { height: number; width: number }> => {
    const { count, height, width, images } = parseIdxImages(await read(imagesFile), imagesFile.name)
    const labels = parseIdxLabels(await read(labelsFile), labelsFile.name, count)
    checkLabels(labels, known.classes.length, labelsFile.name)
    return { images, labels, count, height, width }
  }
  const { files } = known
  const train = await part(files.trainImages, files.trainLabels)
  const test = await part(files.testImages, files.testLabels)
  return {
    kind: 'idx',
    height: train.height,
    width: train.width,
    channels: 1,
    classes: known.classes,
    train,
    test,
  }
}
