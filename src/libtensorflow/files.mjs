import { createHash } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { createReadStream, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** Digest of a file, read in pieces, because wheels are large. */
export async function fileDigest(path, algorithm = 'sha256', encoding = 'hex') {
  const hash = createHash(algorithm)
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece)
  return hash.digest(encoding)
}

export const textDigest = (text) => createHash('sha256').update(text).digest('hex')

/**
 * The JSON in a file, or undefined where there is none or it is broken: both mean "bring it again".
 */
export function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

/** A reader sees the old file or the complete new one, even after a power cut. */
export async function writeJson(path, value) {
  await mkdir(dirname(path), { recursive: true })
  const temporary = `${path}.${process.pid}.tmp`
  const file = await open(temporary, 'w')
  try {
    await file.writeFile(`${JSON.stringify(value)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(temporary, path)
}

/**
 * Builds a folder next to its final place and moves it there only when `fill` has finished, so that
 * an interrupted step leaves nothing that looks complete. Remains of an earlier, interrupted
 * attempt are removed first.
 */
export async function buildFolder(target, fill) {
  const draft = join(dirname(target), `.${basename(target)}.draft`)
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { recursive: true })
  try {
    await fill(draft)
    await rm(target, { recursive: true, force: true })
    await rename(draft, target)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error
  }
}
