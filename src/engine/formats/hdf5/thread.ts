import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError, phrase } from '@shared/errors'
import type { FromHdf5Worker, ToHdf5Worker } from './messages'
import type { Hdf5Request, Hdf5Tree } from './tree'

/** The built worker, beside the engine's file. */
export const HDF5_WORKER_FILE = join(__dirname, 'hdf5-worker.js')

/** A new thread loads the library first. */
const START_MS = 30_000
/** Reading has taken a millisecond a megabyte at most. */
const LEAST_MS = 3000
const MS_PER_BYTE = 50 / 1e6
/** WebAssembly's memory never shrinks: after a larger file the thread is replaced. */
const SPENT_BYTES = 64 * 1024 * 1024

/** Reads one file after another in a thread of its own, which ends with a file that takes too long. */
export class Hdf5Thread {
  #worker: Worker | undefined
  #started = false
  #last: Promise<unknown> = Promise.resolve()
  #id = 0

  /** @param startLimit milliseconds that a new thread may take to start */
  constructor(
    private readonly workerFile = HDF5_WORKER_FILE,
    private readonly startLimit = START_MS,
  ) {}

  /** @throws AppError `invalid-file`, `too-large` */
  read(request: Hdf5Request): Promise<Hdf5Tree> {
    const mine = this.#last.then(() => this.#ask(request))
    this.#last = mine.catch(() => undefined)
    return mine
  }

  /** Ends the thread; a next file would start it anew. */
  close(): void {
    const worker = this.#worker
    this.#worker = undefined
    this.#started = false
    void worker?.terminate()
  }

  async #ask(request: Hdf5Request): Promise<Hdf5Tree> {
    const worker = (this.#worker ??= new Worker(this.workerFile, { stderr: true }))
    worker.ref()
    try {
      const answer = await this.#answerOf(worker, request)
      if ('tree' in answer) return answer.tree
      if (!answer.spent) throw AppError.fromData(answer.error)
      this.close()
      throw unreadable(request)
    } finally {
      if (request.bytes.length > SPENT_BYTES) this.close()
      // A thread that only waits must not keep the process alive.
      worker.unref()
    }
  }

  #answerOf(worker: Worker, request: Hdf5Request): Promise<FromHdf5Worker> {
    this.#id += 1
    const id = this.#id
    const limit = LEAST_MS + request.bytes.length * MS_PER_BYTE
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer)
        worker.off('message', hear)
        worker.off('error', fail)
        worker.off('exit', fail)
      }
      const fail = (): void => {
        end()
        this.close()
        reject(unreadable(request))
      }
      const hear = (message: FromHdf5Worker): void => {
        if (message.id !== id) return
        end()
        this.#started = true
        resolve(message)
      }
      const timer = setTimeout(fail, limit + (this.#started ? 0 : this.startLimit))
      worker.on('message', hear)
      worker.on('error', fail)
      worker.on('exit', fail)
      worker.postMessage({ id, ...request } satisfies ToHdf5Worker)
    })
  }
}

export const unreadable = ({ name }: Hdf5Request): AppError =>
  new AppError(
    'invalid-file',
    phrase`${name} can't be read: the HDF5 library fails on it or takes too long. It may be damaged: save or copy it again.`,
    { file: name },
  )
