import { phrase } from '@shared/errors'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatasetInfo } from '@shared/contract/datasets'
import { asFault } from '../../runtime/faults'
import type { Work } from '../../work/work'
import type { RawDataset, Split } from '../dataset'

/** What the user may choose at an import; see `datasetImportSchema`. */
export interface ReadOptions {
  /** [height, width] that folders of pictures are brought to. */
  readonly size?: readonly [number, number]
  readonly channels?: 1 | 3
  /** @default 0.2 */
  readonly testShare?: number
  /** @default 0 */
  readonly seed?: number
}

/** One way in which a data set lies in a folder. */
export interface DatasetFormat {
  readonly kind: DatasetInfo['kind']
  /** By the names of the files alone. */
  recognise(folder: string): Promise<boolean>
  /** @throws AppError naming the file at fault. */
  read(folder: string, options: ReadOptions, job: Work): Promise<RawDataset>
}

/**
 * Names in a folder, sorted, without hidden ones. @throws AppError `not-found` … where it can't be
 * read.
 */
export async function namesIn(folder: string, kind: 'files' | 'folders'): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries
      .filter(
        (entry) =>
          !entry.name.startsWith('.') &&
          (kind === 'files' ? entry.isFile() || entry.isSymbolicLink() : entry.isDirectory()),
      )
      .map(({ name }) => name)
      .sort()
  } catch (error) {
    throw asFault(error, phrase`read the folder ${folder}`)
  }
}

/** Class names from a text file, one a line, where there is one. */
export async function classNames(folder: string, file: string): Promise<string[] | undefined> {
  const text = await readFile(join(folder, file), 'utf8').catch(() => undefined)
  const names = text?.split(/\r?\n/).map((line) => line.trim())
  return names?.filter((name) => name !== '')
}

/** The examples at `indices`, copied out. @param size bytes of a picture */
export function takeExamples(
  { images, labels }: Omit<Split, 'count'>,
  size: number,
  indices: readonly number[],
): Split {
  const taken = {
    images: new Uint8Array(indices.length * size),
    labels:
      labels instanceof Uint16Array
        ? new Uint16Array(indices.length)
        : new Uint8Array(indices.length),
  }
  indices.forEach((index, to) => {
    taken.images.set(images.subarray(index * size, (index + 1) * size), to * size)
    taken.labels[to] = labels[index] ?? 0
  })
  return { ...taken, count: indices.length }
}
