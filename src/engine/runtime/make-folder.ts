import { mkdir, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { AppError, phrase } from '@shared/errors'
import { asFault, systemCode } from './faults'

/**
 * Makes a folder and its missing parents, one level after the other. Node's own `recursive` option
 * loops forever where a file system does not allow folders, such as /proc, and not even a signal
 * ends it.
 * @throws AppError `invalid-argument` if a file is in the way, `invalid-file` if the user may not
 *   write there, `not-found` if the file system does not allow folders
 */
export async function makeFolder(folder: string): Promise<void> {
  const path = resolve(folder)
  try {
    await mkdir(path)
  } catch (thrown) {
    if (systemCode(thrown) !== 'ENOENT' || dirname(path) === path) return checkFolder(path, thrown)
    await makeFolder(dirname(path))
    await mkdir(path).catch((again: unknown) => checkFolder(path, again))
  }
}

/** The reason why a path can't be a folder. */
export const fileInTheWay = (path: string): AppError =>
  new AppError(
    'invalid-argument',
    phrase`${path} can't be a folder: a file is in its place or in its path. Choose another folder.`,
    { path },
  )

/** Accepts a folder that already exists, even one made a moment ago. */
async function checkFolder(path: string, thrown: unknown): Promise<void> {
  const info = await stat(path).catch(() => undefined)
  if (info?.isDirectory()) return
  const code = systemCode(thrown)
  if (info ?? code === 'ENOTDIR') throw fileInTheWay(path)
  if (code === 'ENOENT')
    throw new AppError(
      'not-found',
      phrase`No folder can be made at ${path}: this file system does not allow it. Choose another folder.`,
      { path },
    )
  throw asFault(thrown, phrase`make the folder ${path}`)
}
