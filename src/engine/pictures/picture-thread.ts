import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError, phrase } from '@shared/errors'
import { cancelled } from '../runtime/faults'
import { perform } from './perform'
import type { RasterPicture } from './raster'
import type {
  DecodedPicture,
  FromPictureWorker,
  InputSize,
  PictureTask,
  ToPictureWorker,
} from './worker-messages'

/**
 * Pictures with no more pixels are fitted where they are: asking another thread would take longer.
 */
const SMALL_PIXELS = 250_000

interface Waiting {
  readonly message: ToPictureWorker
  readonly resolve: (answer: DecodedPicture | Float32Array) => void
  readonly reject: (error: AppError) => void
}

/** Decodes and fits pictures. */
export interface PictureWork {
  /** @throws AppError `invalid-image`, `too-large`, `unsupported`, `cancelled` */
  decode(bytes: Uint8Array, name: string, signal?: AbortSignal): Promise<DecodedPicture>
  /** A picture as a network's input, as `toInput`. @throws AppError `unsupported`, `cancelled` */
  fit(
    raster: RasterPicture,
    size: InputSize,
    invert: boolean,
    signal?: AbortSignal,
  ): Promise<Float32Array>
}

/** Does the work on the thread that asks: for tests. */
export const inlinePictures: PictureWork = {
  decode: (bytes, name) =>
    Promise.resolve().then(() => perform({ kind: 'decode', bytes, name }) as DecodedPicture),
  fit: (raster, size, invert) =>
    Promise.resolve().then(() => perform({ kind: 'fit', raster, size, invert }) as Float32Array),
}

/**
 * Does the work in a thread of its own, started with the first picture. A task can't be
 * interrupted, so one that is cancelled ends the thread; whatever else waited goes on in the next
 * one.
 */
export class PictureThread implements PictureWork {
  #worker: Worker | undefined
  readonly #waiting = new Map<number, Waiting>()
  #next = 1

  /** @param workerFile the built worker, beside the engine's file */
  constructor(private readonly workerFile = join(__dirname, 'picture-worker.js')) {}

  decode(bytes: Uint8Array, name: string, signal?: AbortSignal): Promise<DecodedPicture> {
    return this.#ask({ kind: 'decode', bytes, name }, signal) as Promise<DecodedPicture>
  }

  fit(
    raster: RasterPicture,
    size: InputSize,
    invert: boolean,
    signal?: AbortSignal,
  ): Promise<Float32Array> {
    if (raster.height * raster.width <= SMALL_PIXELS)
      return inlinePictures.fit(raster, size, invert)
    return this.#ask({ kind: 'fit', raster, size, invert }, signal) as Promise<Float32Array>
  }

  #ask(task: PictureTask, signal?: AbortSignal): Promise<DecodedPicture | Float32Array> {
    if (signal?.aborted) return Promise.reject(cancelled())
    const id = this.#next++
    return new Promise<DecodedPicture | Float32Array>((resolve, reject) => {
      const message = { id, ...task }
      const stop = (): void => this.#cancel(id)
      const settled = (): void => signal?.removeEventListener('abort', stop)
      signal?.addEventListener('abort', stop)
      this.#waiting.set(id, {
        message,
        resolve: (answer) => {
          settled()
          resolve(answer)
        },
        reject: (error) => {
          settled()
          reject(error)
        },
      })
      this.#running().postMessage(message)
    })
  }

  #running(): Worker {
    if (this.#worker) return this.#worker
    const worker = new Worker(this.workerFile)
    // A thread that only waits must not keep the process alive.
    worker.unref()
    worker.on('message', (message: FromPictureWorker) => this.#settle(message))
    const gone = (reason: string): void => {
      if (this.#worker !== worker) return
      this.#worker = undefined
      for (const { reject } of this.#take())
        reject(
          new AppError(
            'internal',
            phrase`The picture could not be read: its thread ended (${reason}).`,
          ),
        )
    }
    worker.on('error', (error) => gone(error.message))
    worker.on('exit', (code) => gone(`exit code ${code}`))
    this.#worker = worker
    return worker
  }

  #settle(message: FromPictureWorker): void {
    const waiting = this.#waiting.get(message.id)
    if (!waiting) return
    this.#waiting.delete(message.id)
    if ('error' in message) waiting.reject(AppError.fromData(message.error))
    else waiting.resolve(message.answer)
  }

  #take(): readonly Waiting[] {
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    return waiting
  }

  #cancel(id: number): void {
    const waiting = this.#waiting.get(id)
    if (!waiting) return
    this.#waiting.delete(id)
    const worker = this.#worker
    this.#worker = undefined
    void worker?.terminate()
    for (const { message } of this.#waiting.values()) this.#running().postMessage(message)
    waiting.reject(cancelled())
  }
}
