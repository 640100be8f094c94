import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Chosen, DROP_LIMIT, type DroppedItem } from '@shared/contract/desktop'
import type { Taken } from '@shared/contract/preload'
import { marksModel, namesModel } from '@shared/formats'
import { isPictureName } from '@shared/picture-formats'
import type { PathTokens } from './tokens'

/** Endings of data sets as they are handed round. An npz can also be weights: the engine looks. */
export const ARCHIVE_ENDINGS = ['zip', 'tar', 'tgz', 'gz', 'npz', 'csv', 'bin'] as const
const ARCHIVE = /\.(zip|tar|tgz|tar\.gz|csv)$/i
/** Names of files that were skipped: more make no sentence. */
const NAMED = 50
/** What systems leave behind in folders. */
const JUNK = /^(\..*|__MACOSX|Thumbs\.db|desktop\.ini)$/i

interface Found {
  readonly path: string
  readonly kind: DroppedItem['kind']
}

/** What a folder stands for, and the files in it that are passed over. */
interface Looked {
  readonly found: readonly Found[]
  readonly skipped: readonly string[]
}

/**
 * Whether a folder's files are those of a model: one that marks it, or a model's file without
 * folders of classes beside it, as PyTorch's exporter and Keras leave it.
 */
function holdsModel(entries: readonly Dirent[]): boolean {
  const isFlat = !entries.some((entry) => entry.isDirectory())
  return entries.some(
    ({ name }) => marksModel(name) || (isFlat && namesModel(name) && !/\.(json|npz)$/i.test(name)),
  )
}

/**
 * A folder of plain pictures stands for its pictures; any other folder stands for a model or a data
 * set, which the engine examines.
 */
async function lookInto(folder: string): Promise<Looked> {
  const all = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const entries = all.filter(({ name }) => !JUNK.test(name))
  if (holdsModel(entries)) return { found: [{ path: folder, kind: 'model' }], skipped: [] }
  const pictures = entries
    .filter((entry) => entry.isFile() && isPictureName(entry.name))
    .map(({ name }) => name)
  if (pictures.length === 0 || entries.some((entry) => entry.isDirectory()))
    return { found: [{ path: folder, kind: 'dataset' }], skipped: [] }
  return {
    found: pictures
      .sort(byNumber)
      .map((name): Found => ({ path: join(folder, name), kind: 'file' })),
    skipped: entries.map(({ name }) => name).filter((name) => !isPictureName(name)),
  }
}

const byNumber = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true })

/** Folders in folders that are looked into. */
const DEEPEST = 16

/** Paths of pictures in a folder, then those in the folders below it. */
async function walk(folder: string, depth = 0): Promise<string[]> {
  const all = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const entries = all
    .filter(({ name }) => !JUNK.test(name))
    .sort((a, b) => byNumber(a.name, b.name))
  const paths = entries
    .filter((entry) => entry.isFile() && isPictureName(entry.name))
    .map(({ name }) => join(folder, name))
  for (const entry of entries)
    if (entry.isDirectory() && depth < DEEPEST)
      paths.push(...(await walk(join(folder, entry.name), depth + 1)))
  return paths
}

/** Pictures in a folder and in those below it, up to the limit. */
export async function picturesIn(
  folder: string,
  tokens: Pick<PathTokens, 'register'>,
): Promise<{ pictures: Chosen[]; left: number }> {
  const paths = await walk(folder)
  const opened = paths.slice(0, DROP_LIMIT)
  return {
    pictures: opened.map((path) => tokens.register(path)),
    left: paths.length - opened.length,
  }
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
  const skipped: string[] = []
  for (const path of paths) {
    // Files beyond the limit are only counted: a hundred thousand paths are answered quickly.
    if (items.length >= DROP_LIMIT) {
      left += 1
      continue
    }
    const looked: Looked = (await isFolder(path))
      ? await lookInto(path)
      : { found: [{ path, kind: ARCHIVE.test(path) ? 'dataset' : 'file' }], skipped: [] }
    const { found } = looked
    skipped.push(...looked.skipped.slice(0, NAMED - skipped.length))
    const room = DROP_LIMIT - items.length
    for (const { path: inside, kind } of found.slice(0, room))
      items.push({ ...tokens.register(inside), kind })
    left += Math.max(0, found.length - room)
  }
  return { items, left, ...(skipped.length > 0 && { skipped }) }
}
