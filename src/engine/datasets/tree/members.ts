import { phrase } from '@shared/errors'
import {
  DEEPEST,
  isJunk,
  MOST_FILES,
  tooMany,
  type FileTree,
  type LeftOut,
  type TreeFile,
} from './file-tree'

/** A file of an archive, under whatever name it was packed. */
export type Member = Omit<TreeFile, 'path' | 'place'> & { readonly name: string }

/**
 * The tree of an archive's files. Names that lead out of it are left out, and said; a folder that
 * holds everything is not counted as a level of its own.
 * @param folders names of folders, of which some may be empty
 */
export function memberTree(
  place: string,
  members: readonly Member[],
  folders: readonly string[],
  close: () => Promise<void>,
): FileTree {
  if (members.length > MOST_FILES) throw tooMany(place)
  const leftOut: LeftOut[] = []
  const files: TreeFile[] = []
  let passedOver = 0
  for (const { name, ...file } of members) {
    const parts = name.replaceAll('\\', '/').split('/')
    const isOutside = name.startsWith('/') || /^[a-z]:/i.test(name) || parts.includes('..')
    const path = parts.filter((part) => part !== '' && part !== '.').join('/')
    if (isOutside || name.includes('\0'))
      leftOut.push({ path: name, reason: phrase`its path leads out of the archive` })
    else if (parts.length > DEEPEST + 1)
      leftOut.push({ path, reason: phrase`more than ${DEEPEST} folders deep` })
    else if (path.split('/').some(isJunk)) passedOver++
    else files.push({ ...file, path, place: `${place}: ${path}` })
  }
  const holds = new Set(
    files.flatMap(({ path }) =>
      path.split('/').map((_, depth, parts) => parts.slice(0, depth).join('/')),
    ),
  )
  const emptyFolders = folders
    .map((name) => name.replaceAll('\\', '/').replace(/^(\.?\/)+|\/+$/g, ''))
    .filter((name) => name !== '' && !holds.has(name) && !name.split('/').some(isJunk))
  files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
  return { place, files, emptyFolders, leftOut, passedOver, close }
}
