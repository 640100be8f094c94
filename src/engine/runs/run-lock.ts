import { link, open, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { AppError, phrase } from '@shared/errors'
import { asFault, systemCode } from '../runtime/faults'
import { isAlive, ownerSchema, thisProcess, type Owner } from './owner'

/** `training-3.lock`: the third session of the run, which counts its start and every resumption. */
const NAME = /^training-(\d+)\.lock$/
const fileOf = (run: string, session: number): string => join(run, `training-${session}.lock`)

/** Whether a file in the folder of a run is a lock, or one being made. */
export const isLock = (name: string): boolean => /^training-\d+\.lock/.test(name)

/** The right to train a run, which only one process has. */
export interface RunLock {
  /** How often the run was started or resumed, including this time. */
  readonly session: number
  release(): Promise<void>
}

async function sessionsIn(run: string): Promise<number[]> {
  const names = await readdir(run).catch(() => [])
  return names.flatMap((name) => NAME.exec(name)?.[1] ?? []).map(Number)
}

async function ownerOf(run: string, session: number): Promise<Owner> {
  try {
    return ownerSchema.parse(JSON.parse(await readFile(fileOf(run, session), 'utf8')))
  } catch {
    return {}
  }
}

/**
 * The session of the living process that has the right to train the run, even if it has not begun
 * yet; undefined if no process has it.
 */
export async function lockedSession(run: string): Promise<number | undefined> {
  for (const session of await sessionsIn(run))
    if (isAlive(await ownerOf(run, session))) return session
  return undefined
}

/**
 * Makes the lock with its owner as content. If the disk has no links, the file is first made and
 * then filled.
 * @returns whether it was made; false if it already exists
 */
async function make(path: string): Promise<boolean> {
  const contents = JSON.stringify(thisProcess())
  const draft = `${path}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`
  try {
    await writeFile(draft, contents, { flag: 'wx' })
    await link(draft, path)
    return true
  } catch (thrown) {
    if (systemCode(thrown) === 'EEXIST') return false
    return await makeWithoutLink(path, contents)
  } finally {
    await rm(draft, { force: true })
  }
}

async function makeWithoutLink(path: string, contents: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx')
    try {
      await file.writeFile(contents)
    } finally {
      await file.close()
    }
    return true
  } catch (thrown) {
    if (systemCode(thrown) === 'EEXIST') return false
    throw asFault(thrown, phrase`write ${path}`)
  }
}

export const busyRun = (run: string): AppError =>
  new AppError(
    'busy',
    phrase`“${basename(run)}” is being trained by another process: stop that one first.`,
    { run },
  )

/**
 * Takes the right to train a run. Sessions are numbered, and each number is taken once, by a file
 * that only one process can make. If two processes find the lock of a killed process, one of them
 * continues and the other is refused.
 * @param sessions reads from run.json how often the run was started or resumed; called again after
 *   the lock is made, because another process may have completed a session in between
 * @throws AppError `busy` if a living process has it
 */
export async function lockRun(run: string, sessions: () => Promise<number>): Promise<RunLock> {
  for (;;) {
    const known = await sessionsIn(run)
    if ((await lockedSession(run)) !== undefined) throw busyRun(run)
    const session = Math.max(await sessions(), ...known) + 1
    if (!(await make(fileOf(run, session)))) throw busyRun(run)
    const release = (): Promise<void> => rm(fileOf(run, session), { force: true })
    const isTaken = await sessions().then(
      (done) => done >= session,
      async (thrown: unknown) => {
        await release()
        throw thrown
      },
    )
    if (isTaken) {
      await release()
      continue
    }
    await Promise.all(known.map((old) => rm(fileOf(run, old), { force: true })))
    return { session, release }
  }
}
