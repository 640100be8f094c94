import { stat } from 'node:fs/promises'
import type { DatasetLook } from '@shared/contract/datasets'
import { AppError } from '@shared/errors'
import type { Work } from '../work/work'
import { formatIn } from './formats'
import { isPictureName } from './formats/picture-names'
import { holdsPictures } from './formats/npz'
import { openTree } from './tree/open'
import type { FileTree } from './tree/file-tree'
import type { DatasetFormat } from './formats/format'

/**
 * What a place seems to hold, before anybody is asked how it becomes a data set. Files are listed
 * and no picture is read; by the content of an npz, which can also be a network's weights.
 * @throws AppError `not-found`, `corrupt`, `too-large`, `cancelled`
 */
export async function lookAt(place: string, { signal }: Work = {}): Promise<DatasetLook> {
  const isFolder = await stat(place).then(
    (info) => info.isDirectory(),
    () => false,
  )
  const tree = await openTree(place, signal)
  try {
    const pictures = tree.files.filter(({ path }) => isPictureName(path)).length
    const format = await formatIn(tree)
    if (format && (await isDataset(tree, format, signal)))
      return { kind: 'dataset', pictures, isFolder }
    return { kind: pictures > 0 ? 'pictures' : 'nothing', pictures, isFolder }
  } finally {
    await tree.close()
  }
}

async function isDataset(
  tree: FileTree,
  format: DatasetFormat,
  signal?: AbortSignal,
): Promise<boolean> {
  const [file] = tree.files
  if (format.kind === 'npz') return !file || holdsPictures(file, signal)
  if (format.kind !== 'images') return true
  try {
    const { classes } = await format.gather(tree, {}, { signal })
    return classes.length > 1
  } catch (error) {
    // What is wrong with a data set the import says.
    if (error instanceof AppError && error.code !== 'cancelled') return false
    throw error
  }
}
