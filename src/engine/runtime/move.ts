import { randomBytes } from 'node:crypto'
import { rename, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { phrase } from '@shared/errors'
import { asFault } from './faults'
import { makeFolder } from './make-folder'

export const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

/**
 * Moves a file or a folder to another place on the same disk.
 * @returns whether there was something to move
 * @throws AppError as the system says
 */
export async function move(from: string, to: string): Promise<boolean> {
  if (!(await exists(from))) return false
  await makeFolder(dirname(to))
  await rename(from, to).catch((thrown: unknown) => {
    throw asFault(thrown, phrase`move ${from} to ${to}`)
  })
  return true
}

/**
 * Moves something of the user's to its place in the trash. What is there already is moved away
 * first, because files of the user are never overwritten.
 * @returns whether there was something to move
 */
export async function moveToTrash(path: string, trash: string): Promise<boolean> {
  await move(trash, `${trash}.${randomBytes(3).toString('hex')}`)
  return move(path, trash)
}
