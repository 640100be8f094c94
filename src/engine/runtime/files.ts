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

/** The folder above; why there is none is said with what it was for. */
async function makeParent(path: string, doing: Phrase): Promise<void> {
  try {
    await makeFolder(dirname(path))
  } catch (thrown) {
    const { code, words, details } = AppError.from(thrown)
    throw new AppError(code, phrase`Could not ${doing}: ${words}`, details)
  }
}

/** Smaller pieces go to the disk together: each call to the system has a price of its own. */
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
 * Writes a file so that a reader sees the old one or the whole new one, also after a power cut.
 * @param contents all of it, or pieces that are written one after the other
 * @param signal stops it for as long as the new file has not taken the old one's place
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
 * Builds a folder in a draft beside its place and moves it there when `fill` is through; a folder
 * of that name is replaced. An interrupted or failed fill leaves nothing.
 * @param signal stops it for as long as the draft has not been moved
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

/** A folder can't be renamed over a filled one, so the old one steps aside first. */
async function moveAway(folder: string, aside: string): Promise<void> {
  try {
    await rename(folder, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}
