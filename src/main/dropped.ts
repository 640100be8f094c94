import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DROP_LIMIT, type DroppedItem } from '@shared/contract/desktop'
import type { Taken } from '@shared/contract/preload'
import { marksModel } from '@shared/formats'
import { isPictureName } from '@shared/picture-formats'
import type { PathTokens } from './tokens'

/** Data sets as they are handed round. */
const ARCHIVE = /\.(zip|tar|tgz|tar\.gz|csv)$/i
/** What systems leave behind in folders. */
const JUNK = /^(\..*|__MACOSX|Thumbs\.db|desktop\.ini)$/i

interface Found {
  readonly path: string
  readonly kind: DroppedItem['kind']
}

/**
 * A folder of plain pictures stands for its pictures; any other folder stands for a model or a data
 * set, which the engine examines.
 */
async function lookInto(folder: string): Promise<readonly Found[]> {
  const all = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const entries = all.filter(({ name }) => !JUNK.test(name))
  if (entries.some(({ name }) => marksModel(name))) return [{ path: folder, kind: 'model' }]
  const pictures = entries
    .filter((entry) => entry.isFile() && isPictureName(entry.name))
    .map(({ name }) => name)
  if (pictures.length === 0 || entries.some((entry) => entry.isDirectory()))
    return [{ path: folder, kind: 'dataset' }]
  return pictures
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((name) => ({ path: join(folder, name), kind: 'file' }))
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (info) => info.isDirectory(),
    () => false,
  )

/** Tokens for the dropped files, up to the limit, and the number of files beyond it. */
export async function takeDropped(
  paths: readonly string[],
  tokens: Pick<PathTokens, 'register'>,
): Promise<Taken> {
  const items: DroppedItem[] = []
  let left = 0
  for (const path of paths) {
    // Files beyond the limit are only counted: a hundred thousand paths are answered quickly.
    if (items.length >= DROP_LIMIT) {
      left += 1
      continue
    }
    const found: readonly Found[] = (await isFolder(path))
      ? await lookInto(path)
      : [{ path, kind: ARCHIVE.test(path) ? 'dataset' : 'file' }]
    const room = DROP_LIMIT - items.length
    for (const { path: inside, kind } of found.slice(0, room))
      items.push({ ...tokens.register(inside), kind })
    left += Math.max(0, found.length - room)
  }
  return { items, left }
}
