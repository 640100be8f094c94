import { join } from 'node:path'
import { AppError, phrase } from '@shared/errors'
import { namesIn } from './format'

/** A picture of a folder data set and its class. */
export interface PictureFile {
  readonly path: string
  readonly label: number
}

export interface PictureFolder {
  readonly classes: readonly string[]
  readonly train: readonly PictureFile[]
  /** Undefined where the folder has no split of its own. */
  readonly test?: readonly PictureFile[]
}

const PICTURE = /\.(png|jpe?g)$/i
/**
 * Pictures in formats that aren't read: passing over them in silence would make another data set
 * than the user has.
 */
const OTHER_PICTURE = /\.(gif|webp|bmp|tiff?|svg|heic|avif|ico|jp2|jxl)$/i
const TEST_NAMES = ['test', 'val', 'valid', 'validation']

/**
 * Whether a folder has at least two classes and a picture, of whatever format: what is wrong with
 * it is said when it is read.
 */
export async function looksLikePictures(folder: string): Promise<boolean> {
  const inside = await namesIn(folder, 'folders')
  const root = inside.includes('train') ? join(folder, 'train') : folder
  const classes = root === folder ? inside : await namesIn(root, 'folders')
  if (classes.length < 2) return false
  for (const name of classes) {
    const files = await namesIn(join(root, name), 'files')
    if (files.some((file) => PICTURE.test(file) || OTHER_PICTURE.test(file))) return true
  }
  return false
}

/** One sub-folder a class; or `train` and `test` (or `val` …) with one sub-folder a class each. */
export async function findPictures(folder: string): Promise<PictureFolder> {
  const folders = await namesIn(folder, 'folders')
  const testName = TEST_NAMES.find((name) => folders.includes(name))
  if (!folders.includes('train')) return partOf(folder, folders)
  const classes = await namesIn(join(folder, 'train'), 'folders')
  const { train } = await partOf(join(folder, 'train'), classes)
  if (!testName) return { classes, train }
  const testClasses = await namesIn(join(folder, testName), 'folders')
  const unknown = testClasses.find((name) => !classes.includes(name))
  if (unknown !== undefined)
    throw new AppError(
      'invalid-file',
      phrase`${join(folder, testName, unknown)} is a class that ${join(folder, 'train')} does not have`,
      { folder },
    )
  const present = classes.filter((name) => testClasses.includes(name))
  return { classes, train, test: await filesOf(join(folder, testName), present, classes) }
}

async function partOf(folder: string, classes: readonly string[]): Promise<PictureFolder> {
  return { classes, train: await filesOf(folder, classes, classes) }
}

async function filesOf(
  folder: string,
  names: readonly string[],
  classes: readonly string[],
): Promise<PictureFile[]> {
  const files: PictureFile[] = []
  for (const name of names) {
    const inside = await namesIn(join(folder, name), 'files')
    const other = inside.find((file) => OTHER_PICTURE.test(file))
    if (other !== undefined)
      throw new AppError(
        'unsupported',
        phrase`${join(folder, name, other)} is neither PNG nor JPEG; convert it or take it out of the folder`,
        { folder },
      )
    files.push(
      ...inside
        .filter((file) => PICTURE.test(file))
        .map((file) => ({ path: join(folder, name, file), label: classes.indexOf(name) })),
    )
  }
  return files
}
