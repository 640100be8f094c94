import { existsSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { AppError } from '@shared/errors'

/** The folder of a run, by its folder, its id, or its name as a model: `run:<id>`. */
export async function findRun(argument: string): Promise<string> {
  const { runFolderOf } = await import('../engine/runs/run-folder')
  const id = argument.replace(/^run:/, '')
  if (existsSync(join(argument, 'run.json')) || !/^[\w.-]+$/.test(id)) return resolve(argument)
  const among = runFolderOf(id)
  return existsSync(among) ? among : resolve(argument)
}

/**
 * The id of a run of the data folder.
 * @throws AppError `invalid-argument` for a folder elsewhere
 */
export async function runIdOf(argument: string): Promise<string> {
  const { runsFolder } = await import('../engine/runtime/paths')
  const folder = await findRun(argument)
  if (dirname(folder) === resolve(runsFolder())) return basename(folder)
  throw new AppError(
    'invalid-argument',
    `"${argument}" is not among the runs of the data folder (${runsFolder()}). Give the id of a run, as \`convscope runs list\` shows it.`,
    { run: argument },
  )
}
