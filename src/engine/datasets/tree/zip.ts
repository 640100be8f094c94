import { open } from 'node:fs/promises'
import { AppError, phrase } from '@shared/errors'
import { ZipArchive } from '../../formats/zip/zip'
import { fileSource } from '../../formats/zip/source'
import { asFault, checkCancelled } from '../../runtime/faults'
import type { FileTree } from './file-tree'
import { memberTree } from './members'

/** What a data set's archive may unpack to; single files are bounded again where they are read. */
const UNPACKED = 256 * 1024 ** 3

/** The files of a zip, each read when it is asked for. @throws AppError `invalid-file` … */
export async function zipTree(path: string): Promise<FileTree> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw asFault(error, phrase`read ${path}`)
  })
  try {
    const archive = await ZipArchive.open(await fileSource(handle), UNPACKED)
    const entries = [...archive.entries.values()]
    const isFolder = ({ name }: { readonly name: string }): boolean => name.endsWith('/')
    const members = entries
      .filter((entry) => !isFolder(entry))
      .map((entry) => ({
        name: entry.name,
        size: entry.size,
        stamp: `${entry.size} ${entry.crc}`,
        read: (limit: number, signal?: AbortSignal) => {
          checkCancelled(signal)
          if (entry.size > limit) throw tooLarge(`${path}: ${entry.name}`, entry.size, limit)
          return archive.read(entry)
        },
        head: (count: number, signal?: AbortSignal) => {
          checkCancelled(signal)
          return archive.head(entry, count)
        },
      }))
    const folders = entries.filter(isFolder).map(({ name }) => name)
    return memberTree(path, members, folders, () => handle.close())
  } catch (error) {
    await handle.close()
    throw asFault(error, phrase`read ${path}`)
  }
}

const tooLarge = (path: string, bytes: number, limit: number): AppError =>
  new AppError(
    'too-large',
    phrase`${path} has ${Math.ceil(bytes / 1e6)} MB; at most ${Math.floor(limit / 1e6)} MB are read`,
    { path, bytes, limit },
  )
