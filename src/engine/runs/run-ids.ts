import { AppError, phrase } from '@shared/errors'
import { runFolderOf } from './run-folder'

/**
 * The folder of a run by its id. Ids are names of folders, so a path that leads elsewhere is not
 * one.
 * @throws AppError `not-found`
 */
export function runFolder(run: string): string {
  if (!/^\w[\w.-]{0,119}$/.test(run))
    throw new AppError('not-found', phrase`There is no such run.`, { run: run.slice(0, 120) })
  return runFolderOf(run)
}
