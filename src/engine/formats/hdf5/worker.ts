import { parentPort } from 'node:worker_threads'
import { AppError } from '@shared/errors'
import { hasFailed } from './library'
import type { FromHdf5Worker, ToHdf5Worker } from './messages'
import { readHdf5Here } from './read-here'
import type { Hdf5Tree } from './tree'

/** Entry of the thread that reads HDF5 files: one that takes too long can be ended. */
const port = parentPort
if (!port) throw new Error('the HDF5 worker runs in a worker thread only')

const say = (message: FromHdf5Worker, moved: readonly ArrayBuffer[] = []): void =>
  port.postMessage(message, moved)

const buffersOf = ({ arrays }: Hdf5Tree): ArrayBuffer[] =>
  [...arrays.values()].flatMap(({ data }) => (data ? [data.buffer as ArrayBuffer] : []))

async function answer({ id, ...request }: ToHdf5Worker): Promise<void> {
  try {
    const tree = await readHdf5Here(request)
    say({ id, tree }, buffersOf(tree))
  } catch (thrown) {
    say({ id, error: AppError.from(thrown).toData(), spent: hasFailed(thrown) })
  }
}

port.on('message', (message: ToHdf5Worker) => void answer(message))
