import { AppError, phrase, type Phrase } from '@shared/errors'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { beside, replaceFile, sweep, syncFolder, withFile } from '../../node/atomic'
import { asFault, checkCancelled } from './faults'
import { makeFolder } from './make-folder'

async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await syncTree(path)
    else if (entry.isFile()) await withFile(path, 'r+', (file) => file.sync())
  }
  await syncFolder(folder)
}

/** Makes the folder that will contain `path`; an error also says what the folder was for. */
async function makeParent(path: string, doing: Phrase): Promise<void> {
  try {
    await makeFolder(dirname(path))
  } catch (thrown) {
    const { code, words, details } = AppError.from(thrown)
    throw new AppError(code, phrase`Could not ${doing}: ${words}`, details)
  }
}

/** Smaller pieces are written together, because each call to the system has a cost. */
const SMALL_BYTES = 256 * 1024

function* inParts(contents: Uint8Array | readonly Uint8Array[]): Iterable<Uint8Array> {
  if (contents instanceof Uint8Array) {
    yield contents
    return
  }
  let small: Uint8Array[] = []
  let bytes = 0
  for (const piece of contents) {
    if (small.length > 0 && bytes + piece.byteLength > SMALL_BYTES) {
      yield Buffer.concat(small)
      small = []
      bytes = 0
    }
    if (piece.byteLength > SMALL_BYTES) yield piece
    else {
      small.push(piece)
      bytes += piece.byteLength
    }
  }
  if (small.length > 0) yield Buffer.concat(small)
}

/**
 * Writes a file so that a reader sees either the old file or the complete new one, even after a
 * power cut.
 * @param contents the complete content, or pieces that are written one after the other
 * @param signal stops the writing until the new file has replaced the old one
 * @throws AppError `no-space`, `invalid-file`, `cancelled` …, naming the path; the old file is then
 *   untouched.
 */
export async function writeFileAtomic(
  path: string,
  contents: Uint8Array | string | readonly Uint8Array[],
  signal?: AbortSignal,
): Promise<void> {
  try {
    await makeParent(path, phrase`write ${path}`)
    const parts = typeof contents === 'string' ? [contents] : inParts(contents)
    await replaceFile(path, parts, () => checkCancelled(signal))
  } catch (error) {
    throw asFault(error, phrase`write ${path}`)
  }
}

/**
 * Builds a folder in a temporary folder next to it and moves that into place when `fill` has
 * finished; a folder of that name is replaced. If `fill` fails or is interrupted, nothing is left.
 * @param signal stops the work until the temporary folder has been moved
 * @throws AppError as `writeFileAtomic`
 */
export async function writeFolderAtomic(
  folder: string,
  fill: (draft: string) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const draft = beside(folder, 'tmp')
  const old = beside(folder, 'old')
  try {
    await makeParent(folder, phrase`write the folder ${folder}`)
    await mkdir(draft)
    await fill(draft)
    await syncTree(draft)
    checkCancelled(signal)
    await moveAway(folder, old)
    await rename(draft, folder)
    await syncFolder(dirname(folder))
    await rm(old, { recursive: true, force: true })
  } catch (error) {
    await sweep(draft)
    throw asFault(error, phrase`write the folder ${folder}`)
  }
}

/** A folder can't be renamed over one that has files, so the old one is moved away first. */
async function moveAway(folder: string, old: string): Promise<void> {
  try {
    await rename(folder, old)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}
