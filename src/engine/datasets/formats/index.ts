import { AppError, phrase } from '@shared/errors'
import { openTree } from '../tree/open'
import type { FileTree } from '../tree/file-tree'
import type { Work } from '../../work/work'
import { cifar100Format, cifar10Format } from './cifar'
import { csvFormat } from './csv'
import type { DatasetFormat } from './format'
import { idxFormat } from './idx'
import { imagesFormat } from './images'
import { npzFormat } from './npz'

/** Every way files may hold a data set, the more particular first. */
const FORMATS: readonly DatasetFormat[] = [
  idxFormat,
  cifar10Format,
  cifar100Format,
  npzFormat,
  csvFormat,
  imagesFormat,
]

/** Files that are looked at to see whether a folder may hold a data set at all. */
const GLANCE = 2000

/** The format of the files, by their names alone. */
export async function formatIn(tree: FileTree): Promise<DatasetFormat | undefined> {
  for (const format of FORMATS) if (await format.recognise(tree)) return format
  return undefined
}

/** By the names of its first files. */
export async function recogniseFormat(folder: string): Promise<DatasetFormat | undefined> {
  const tree = await openTree(folder, undefined, GLANCE)
  return formatIn(tree).finally(() => tree.close())
}

/**
 * Opens a folder, an archive or a file for as long as `use` reads from it.
 * @throws AppError `invalid-file` where it holds no data set, `not-found` where there is none
 */
export async function withFormat<T>(
  place: string,
  { signal }: Work,
  use: (format: DatasetFormat, tree: FileTree) => Promise<T>,
): Promise<T> {
  const tree = await openTree(place, signal)
  try {
    const format = await formatIn(tree)
    if (format) return await use(format, tree)
    throw new AppError(
      'invalid-file',
      phrase`${place} holds no data set that is known: IDX files (train-images-idx3-ubyte …), CIFAR's files (data_batch_1 …), an .npz, a CSV of labels and pixels, or pictures in at least two sub-folders, one a class`,
      { folder: place },
    )
  } finally {
    await tree.close()
  }
}

export type { DatasetFormat, ReadOptions } from './format'
