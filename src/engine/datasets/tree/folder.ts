import { readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { phrase } from '@shared/errors'
import { asFault, checkCancelled } from '../../runtime/faults'
import { readHead, readWhole } from '../source-file'
import {
  DEEPEST,
  isJunk,
  MOST_FILES,
  tooMany,
  type FileTree,
  type LeftOut,
  type TreeFile,
} from './file-tree'

interface Found {
  readonly files: TreeFile[]
  readonly emptyFolders: string[]
  readonly leftOut: LeftOut[]
  passedOver: number
}

/**
 * Every file below a folder, or the first ones for a glance. Links are followed, except into a folder that they lie in.
 * @throws AppError `not-found` …, `too-large`, `cancelled`
 */
export async function folderTree(
  root: string,
  signal?: AbortSignal,
  glance = Infinity,
): Promise<FileTree> {
  const found: Found = { files: [], emptyFolders: [], leftOut: [], passedOver: 0 }
  await walk(root, '', [], found, { signal, glance })
  return { place: root, ...found, close: () => Promise.resolve() }
}

async function walk(
  root: string,
  below: string,
  above: readonly string[],
  found: Found,
  until: { readonly signal: AbortSignal | undefined; readonly glance: number },
): Promise<void> {
  checkCancelled(until.signal)
  const folder = join(root, below)
  const real = await realpath(folder).catch((error: unknown) => {
    throw asFault(error, phrase`read the folder ${folder}`)
  })
  if (above.includes(real)) {
    found.leftOut.push({ path: below, reason: phrase`a link to a folder that it lies in` })
    return
  }
  if (above.length >= DEEPEST) {
    found.leftOut.push({ path: below, reason: phrase`more than ${DEEPEST} folders deep` })
    return
  }
  const names = await readdir(folder).catch((error: unknown) => {
    throw asFault(error, phrase`read the folder ${folder}`)
  })
  let inside = 0
  for (const name of names.sort()) {
    if (found.files.length >= until.glance) return
    if (isJunk(name)) {
      found.passedOver++
      continue
    }
    inside++
    const path = below === '' ? name : `${below}/${name}`
    const info = await stat(join(folder, name)).catch(() => undefined)
    if (!info) found.leftOut.push({ path, reason: phrase`a link to nothing` })
    else if (info.isDirectory()) await walk(root, path, [...above, real], found, until)
    else if (info.isFile()) found.files.push(fileAt(join(folder, name), path, info))
    else found.leftOut.push({ path, reason: phrase`neither a file nor a folder` })
    if (found.files.length > MOST_FILES) throw tooMany(root)
  }
  if (inside === 0 && below !== '') found.emptyFolders.push(below)
}

export const fileAt = (
  place: string,
  path: string,
  { size, mtimeMs }: { readonly size: number; readonly mtimeMs: number },
): TreeFile => ({
  path,
  place,
  size,
  stamp: `${size} ${mtimeMs}`,
  read: (limit, signal) => readWhole(place, limit, signal),
  head: (count, signal) => readHead(place, count, signal),
})
