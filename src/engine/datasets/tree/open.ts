import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { gunzip } from 'node:zlib'
import { promisify } from 'node:util'
import { phrase } from '@shared/errors'
import { asFault } from '../../runtime/faults'
import { readHead } from '../source-file'
import type { FileTree } from './file-tree'
import { fileAt, folderTree } from './folder'
import { tarTree } from './tar'
import { zipTree } from './zip'

const START = 64 * 1024
const unpack = promisify(gunzip)

/** Whether the first bytes are those of a tar's header: its checksum field and magic (POSIX). */
const isTar = (start: Uint8Array): boolean =>
  Buffer.from(start.subarray(257, 262)).toString('latin1') === 'ustar'

const isGzip = ([first, second]: Uint8Array): boolean => first === 0x1f && second === 0x8b

/** The beginning of what a gzip file holds, which may be cut off. */
const unpackedStart = (start: Uint8Array): Promise<Uint8Array> =>
  unpack(start, { finishFlush: 2, maxOutputLength: 4 * 1024 * 1024 }).catch(() => new Uint8Array())

/**
 * What the user brought as a tree of files: a folder, a zip, a tar (packed or not), or one file. By
 * content, not by name; an npz is a zip, and stays one file.
 * @throws AppError `not-found`, `corrupt`, `invalid-file`, `too-large`, `cancelled`
 */
export async function openTree(
  path: string,
  signal?: AbortSignal,
  glance?: number,
): Promise<FileTree> {
  const info = await stat(path).catch((error: unknown) => {
    throw asFault(error, phrase`read ${path}`)
  })
  if (info.isDirectory()) return folderTree(path, signal, glance)
  const start = await readHead(path, START)
  if (start[0] === 0x50 && start[1] === 0x4b && (start[2] === 3 || start[2] === 5)) {
    const tree = await zipTree(path)
    if (tree.files.length === 0 || !tree.files.every((file) => file.path.endsWith('.npy')))
      return tree
    await tree.close()
  } else if (isTar(start) || (isGzip(start) && isTar(await unpackedStart(start))))
    return tarTree(path, signal)
  const file = fileAt(path, basename(path), info)
  return {
    place: path,
    files: [file],
    emptyFolders: [],
    leftOut: [],
    passedOver: 0,
    close: () => Promise.resolve(),
  }
}
