import { createReadStream } from 'node:fs'
import { mkdtemp, open, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeSync } from 'node:fs'
import { Parser, type ReadEntry } from 'tar'
import { AppError, phrase } from '@shared/errors'
import { asFault, checkCancelled } from '../../runtime/faults'
import { MOST_FILES, tooMany, type FileTree } from './file-tree'
import { memberTree, type Member } from './members'

/** Photographs hardly pack; a small archive that unpacks to more than this is no data set. */
const unpackedLimit = (packed: number): number => 4 * 1024 ** 3 + 8 * packed

/**
 * The files of a tar, packed by gzip or not. A packed one can't be read at a place, so the files'
 * bytes are laid one after the other into one nameless file, which goes with the tree.
 * @param most bytes that it may unpack to, besides what its own size allows
 * @throws AppError `invalid-file`, `too-large`, `no-space`, `cancelled`
 */
export async function tarTree(
  path: string,
  signal?: AbortSignal,
  most = Infinity,
): Promise<FileTree> {
  const folder = await mkdtemp(join(tmpdir(), 'convscope-archive-'))
  const spool = await open(join(folder, 'files'), 'w+')
  const close = async (): Promise<void> => {
    await spool.close()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const limit = Math.min(most, unpackedLimit((await stat(path)).size))
    const listed = await unpack(path, spool.fd, limit, signal)
    const members = listed.files.map(({ name, at, size }): Member => ({
      name,
      size,
      stamp: `${size} ${at}`,
      async read(most, stop) {
        checkCancelled(stop)
        if (size > most)
          throw new AppError(
            'too-large',
            phrase`${`${path}: ${name}`} has ${Math.ceil(size / 1e6)} MB; at most ${Math.floor(most / 1e6)} MB are read`,
          )
        const bytes = new Uint8Array(size)
        await spool.read(bytes, 0, size, at)
        return bytes
      },
      async head(count, stop) {
        checkCancelled(stop)
        const bytes = new Uint8Array(Math.min(count, size))
        await spool.read(bytes, 0, bytes.length, at)
        return bytes
      },
    }))
    return memberTree(path, members, listed.folders, close)
  } catch (error) {
    await close()
    throw asFault(error, phrase`read ${path}`)
  }
}

interface Listed {
  readonly files: { readonly name: string; readonly at: number; readonly size: number }[]
  readonly folders: string[]
}

function unpack(
  path: string,
  spool: number,
  limit: number,
  signal: AbortSignal | undefined,
): Promise<Listed> {
  return new Promise((resolve, reject) => {
    const listed: Listed = { files: [], folders: [] }
    let written = 0
    const input = createReadStream(path, { signal })
    const fail = (error: unknown): void => {
      input.destroy()
      reject(error instanceof AppError ? error : broken(path, error))
    }
    const take = (entry: ReadEntry): void => {
      if (entry.type === 'Directory') listed.folders.push(entry.path)
      if (entry.type !== 'File' && entry.type !== 'OldFile') {
        entry.resume()
        return
      }
      const at = written
      let size = 0
      entry.on('data', (piece: Buffer) => {
        if (written + piece.length > limit) {
          fail(
            new AppError(
              'too-large',
              phrase`${path} unpacks to more than ${Math.floor(limit / 1e6)} MB`,
              {
                path,
                limit,
              },
            ),
          )
          return
        }
        writeSync(spool, piece, 0, piece.length, written)
        written += piece.length
        size += piece.length
      })
      entry.on('end', () => {
        if (size !== entry.size) fail(broken(path, new Error('it is cut off')))
        listed.files.push({ name: entry.path, at, size })
        if (listed.files.length > MOST_FILES) fail(tooMany(path))
      })
    }
    const parser = new Parser({ strict: true, onReadEntry: take })
    parser.on('error', fail)
    parser.on('end', () => resolve(listed))
    input.on('error', (error) => reject(asFault(error, phrase`read ${path}`)))
    input.on('data', (piece) => parser.write(Buffer.from(piece)))
    input.on('end', () => parser.end())
  })
}

const broken = (path: string, error: unknown): AppError =>
  new AppError(
    'corrupt',
    phrase`${path} can not be unpacked: ${error instanceof Error ? error.message : String(error)}; bring it again`,
    { path },
  )
