import { readFile } from 'node:fs/promises'
import { AppError } from '@shared/errors'
import { parseJson } from '@shared/json/parse'

/** An error of the file system, in words for the person who named the path. */
export function fileFault(thrown: unknown, path: string): AppError {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined
  if (code === 'ENOENT') return new AppError('not-found', `There is no file "${path}".`, { path })
  if (code === 'EISDIR')
    return new AppError('invalid-file', `"${path}" is a folder; a file is needed.`, { path })
  if (code === 'EACCES') return new AppError('invalid-file', `"${path}" may not be read.`, { path })
  return AppError.from(thrown)
}

/**
 * A JSON file that the user named.
 * @throws AppError `not-found`, or `invalid-file` where it is no JSON.
 */
export async function readJsonFile(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((thrown: unknown) => {
    throw fileFault(thrown, path)
  })
  try {
    return parseJson(text)
  } catch (thrown) {
    throw new AppError(
      'invalid-file',
      `"${path}" holds no valid JSON: ${AppError.from(thrown).message}`,
      { path },
    )
  }
}
