import type { DatasetInfo } from '@shared/contract/datasets'
import type { Phrase } from '@shared/errors'
import type { Work } from '../../work/work'
import { DATASET_BYTES, type RawDataset, type Split } from '../dataset'
import { unpackIfPacked } from '../source-file'
import type { FileTree, LeftOut, TreeFile } from '../tree/file-tree'

export type Fit = 'stretch' | 'crop' | 'pad'

/** What the user may choose at an import; see `datasetImportSchema`. */
export interface ReadOptions {
  /** [height, width] that folders of pictures are brought to. */
  readonly size?: readonly [number, number]
  readonly channels?: 1 | 3
  /** How pictures of other proportions are brought to that size. @default 'stretch' */
  readonly fit?: Fit
  /** @default 0.2 */
  readonly testShare?: number
  /** @default 0 */
  readonly seed?: number
  /** Names of the arrays of an npz: pictures, labels. */
  readonly keys?: readonly [string, string]
  /** Pictures that can't be read are left out. @default false: they are a fault */
  readonly skipUnreadable?: boolean
}

/** A picture in a file of its own, and its class. */
export interface PictureFile {
  readonly file: TreeFile
  readonly label: number
}

interface Shared {
  readonly classes: readonly string[]
  /** What was found and isn't taken. */
  readonly leftOut: readonly LeftOut[]
  /** What else there is to say. */
  readonly notes: readonly Phrase[]
}

/** Pictures that lie in arrays, whole. `test` is undefined where there is no split. */
export interface GatheredArrays extends Shared, Pick<RawDataset, 'height' | 'width' | 'channels'> {
  readonly form: 'arrays'
  readonly train: Split
  readonly test?: Split
  readonly validation?: Split
}

/** Pictures in files of their own, not read yet. */
export interface GatheredFiles extends Shared {
  readonly form: 'files'
  readonly train: readonly PictureFile[]
  readonly test?: readonly PictureFile[]
  /** Only beside a test part: alone, it is what is tested on. */
  readonly validation?: readonly PictureFile[]
}

export type Gathered = GatheredArrays | GatheredFiles

/** One way in which a data set lies in files. */
export interface DatasetFormat {
  readonly kind: DatasetInfo['kind']
  /** By the names of the files alone, or the first bytes of one. */
  recognise(tree: FileTree): boolean | Promise<boolean>
  /** @throws AppError naming the file at fault. */
  gather(tree: FileTree, options: ReadOptions, job: Work): Promise<Gathered>
}

/** A file's bytes, unpacked where it is packed. */
export const contentsOf = async (
  file: TreeFile,
  signal?: AbortSignal,
  limit = DATASET_BYTES,
): Promise<Uint8Array> => unpackIfPacked(await file.read(limit, signal), file.place, { limit })

/** Class names from a text file, one a line, where there is one. */
export async function classNames(
  tree: FileTree,
  isNamed: (name: string) => boolean,
): Promise<string[] | undefined> {
  const file = tree.files.find(({ path }) => isNamed(path.split('/').at(-1) ?? ''))
  if (!file) return undefined
  const text = new TextDecoder().decode(await file.read(16 * 1024 * 1024))
  const names = text.split(/\r?\n/).map((line) => line.trim())
  return names.filter((name) => name !== '')
}

/** Numbers 0 … highest, where classes have no names. */
export function numbered(...halves: readonly (Split | undefined)[]): string[] {
  let highest = 0
  for (const half of halves)
    if (half) for (const label of half.labels) highest = Math.max(highest, label)
  return Array.from({ length: highest + 1 }, (_, label) => String(label))
}

/** Labels in as few bytes as hold them. */
export const labelsOf = (values: ArrayLike<number>, highest: number): Uint8Array | Uint16Array =>
  highest > 255 ? Uint16Array.from(values) : Uint8Array.from(values)
