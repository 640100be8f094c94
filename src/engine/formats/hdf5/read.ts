import { existsSync } from 'node:fs'
import { readHdf5Here } from './read-here'
import { HDF5_WORKER_FILE, Hdf5Thread } from './thread'
import type { Hdf5Request, Hdf5Tree } from './tree'

let thread: Hdf5Thread | undefined

/**
 * Reads parts of an HDF5 file, bounded in time and memory, in a thread that can be ended. Sources
 * that run unbuilt, as tests do, have no worker file and read where they are.
 * @throws AppError `invalid-file`, `too-large`
 */
export function readHdf5(request: Hdf5Request): Promise<Hdf5Tree> {
  if (!existsSync(HDF5_WORKER_FILE)) return readHdf5Here(request)
  thread ??= new Hdf5Thread()
  return thread.read(request)
}
