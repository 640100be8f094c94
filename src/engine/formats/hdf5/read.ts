import { existsSync } from 'node:fs'
import { hasFailed } from './library'
import { readHdf5Here } from './read-here'
import { HDF5_WORKER_FILE, Hdf5Thread, unreadable } from './thread'
import type { Hdf5Request, Hdf5Tree } from './tree'

let thread: Hdf5Thread | undefined

/** Has files read in another thread than the built one; undefined takes that again. */
export function useHdf5Thread(other: Hdf5Thread | undefined): void {
  thread = other
}

/**
 * Reads parts of an HDF5 file, bounded in time and memory, in a thread that can be ended. Sources
 * that run unbuilt, as tests do, have no worker file and read where they are.
 * @throws AppError `invalid-file`, `too-large`
 */
export function readHdf5(request: Hdf5Request): Promise<Hdf5Tree> {
  if (existsSync(HDF5_WORKER_FILE)) thread ??= new Hdf5Thread()
  if (thread) return thread.read(request)
  return readHdf5Here(request).catch((thrown: unknown) => {
    throw hasFailed(thrown) ? unreadable(request) : thrown
  })
}
