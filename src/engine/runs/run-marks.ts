import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { runMarksSchema, type RunMarks } from '@shared/contract/training'
import { AppError, phrase } from '@shared/errors'
import { checkValue } from '@shared/schema-fault'
import { writeFileAtomic } from '../runtime/files'

/** Separate from run.json, which a running training writes. */
const fileOf = (run: string): string => join(run, 'marks.json')

const NONE: RunMarks = { tags: [], note: '' }

const damaged = (run: string): AppError =>
  new AppError(
    'corrupt',
    phrase`The tags and the note of the run “${basename(run)}” can't be read: its marks.json is damaged. Put a copy of the file back, or delete it; the run itself is untouched.`,
    { run, file: fileOf(run) },
  )

/** @throws AppError `corrupt` */
async function readMarks(run: string): Promise<RunMarks> {
  const text = await readFile(fileOf(run), 'utf8').catch(() => undefined)
  if (text === undefined) return NONE
  try {
    const result = checkValue(runMarksSchema, JSON.parse(text))
    if (result.success) return result.data
  } catch {
    // Not JSON: the same fault.
  }
  throw damaged(run)
}

/** Tags and note of a run; none where the file is damaged, since the run can be used without. */
export const runMarks = (run: string): Promise<RunMarks> => readMarks(run).catch(() => NONE)

/**
 * Replaces a run's tags, its note, or both. A running training is not disturbed.
 * @returns what the run has now
 * @throws AppError `corrupt`: a damaged file is not overwritten
 */
export async function markRun(run: string, marks: Partial<RunMarks>): Promise<RunMarks> {
  const before = await readMarks(run)
  const next = { ...before, ...marks }
  const all = { ...next, tags: [...new Set(next.tags)] }
  await writeFileAtomic(fileOf(run), `${JSON.stringify(all, null, 2)}\n`)
  return all
}
