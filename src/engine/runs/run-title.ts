import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { writeFileAtomic } from '../runtime/files'

/**
 * The file for the name that a user gave a run. It is separate, because a running training writes
 * run.json.
 */
const fileOf = (run: string): string => join(run, 'title.txt')
const MAX = 120

export const writeTitle = (run: string, title: string): Promise<void> =>
  writeFileAtomic(fileOf(run), `${title}\n`)

/** The given name; `undefined` if none was given. */
export async function givenTitle(run: string): Promise<string | undefined> {
  const text = await readFile(fileOf(run), 'utf8').catch(() => '')
  return text.trim().slice(0, MAX) || undefined
}

/** A value that changes with the given name. */
export const titleStamp = (run: string): Promise<string> =>
  stat(fileOf(run)).then(
    ({ mtimeMs, size }) => `${mtimeMs}/${size}`,
    () => '',
  )
