import { AppError, phrase } from '@shared/errors'
import { hasFailed, loadHdf5, withName } from './library'
import type { Hdf5Request, Hdf5Tree } from './tree'
import { Walk } from './walk'

/**
 * Reads an HDF5 file on this thread, from the given bytes only: the library's file system is in
 * memory.
 * @throws AppError `invalid-file`, `too-large`; what the library's own code throws where it fails
 */
export async function readHdf5Here(request: Hdf5Request): Promise<Hdf5Tree> {
  const library = await loadHdf5()
  return withName(library, (path) => {
    library.fs.writeFile(path, request.bytes, { canOwn: true } as object)
    try {
      const file = new library.h5.File(path, 'r')
      try {
        return new Walk(library, file, request).read()
      } finally {
        file.close()
      }
    } catch (thrown) {
      if (thrown instanceof AppError || hasFailed(thrown)) throw thrown
      // What the library says of it are lines of its own source.
      throw new AppError(
        'invalid-file',
        phrase`${request.name} is not a whole HDF5 file. It may be cut short or damaged: save or copy it again.`,
        { file: request.name },
      )
    }
  })
}
