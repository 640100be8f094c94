import { AppError, phrase } from '@shared/errors'
import { cifar10Format } from './cifar10'
import type { DatasetFormat } from './format'
import { idxFormat } from './idx'
import { imagesFormat } from './images'

/** Every way a folder may hold a data set, the more particular first. */
const FORMATS: readonly DatasetFormat[] = [idxFormat, cifar10Format, imagesFormat]

export async function recogniseFormat(folder: string): Promise<DatasetFormat | undefined> {
  for (const format of FORMATS) if (await format.recognise(folder)) return format
  return undefined
}

/**
 * @throws AppError `invalid-file` where the folder holds no data set, `not-found` where there is no
 * such folder.
 */
export async function formatOf(folder: string): Promise<DatasetFormat> {
  const format = await recogniseFormat(folder)
  if (format) return format
  throw new AppError(
    'invalid-file',
    phrase`${folder} holds no data set that is known: IDX files (train-images-idx3-ubyte …), CIFAR-10's binary files (data_batch_1.bin …), or at least two sub-folders of PNG or JPEG files, one a class`,
    { folder },
  )
}

export type { DatasetFormat, ReadOptions } from './format'
