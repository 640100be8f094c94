import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError, phrase } from '@shared/errors'
import { cancelled } from '../runtime/faults'
import type { FittedPicture, PictureTarget } from './fitted'
import type { InputOptions } from './input'
import { perform } from './perform'
import type { RasterPicture } from './raster'
import { timeLimit } from './time-limit'
import type {
  DecodedPicture,
  FromPictureWorker,
  InputSize,
  PictureAnswer,
  PictureTask,
  ToPictureWorker,
} from './worker-messages'

/**
 * Pictures with no more pixels are fitted where they are: asking another thread would take longer.
 */
const SMALL_PIXELS = 250_000
/** A new thread loads the decoder first. */
const START_MS = 60_000
/** A limit is counted in parts: time in which the machine sleeps counts as one of them. */
const PARTS = 8

type DecodeTask = Exclude<PictureTask, { readonly kind: 'fit' }>

interface Waiting {
  readonly task: PictureTask
  readonly resolve: (answer: PictureAnswer) => void
  readonly reject: (error: AppError) => void
}

/** The built worker, beside the engine's file. */
export const PICTURE_WORKER_FILE = join(__dirname, 'picture-worker.js')

/** Decodes and fits pictures. */
export interface PictureWork {
  /** @throws AppError `invalid-image`, `too-large`, `unsupported`, `cancelled` */
  decode(bytes: Uint8Array, name: string, signal?: AbortSignal): Promise<DecodedPicture>
  /** As `decode`, without the copy for the screen. */
  raster(bytes: Uint8Array, name: string, signal?: AbortSignal): Promise<RasterPicture>
  /** A picture as a data set keeps it. @throws as `decode` */
  fitted(
    bytes: Uint8Array,
    name: string,
    target: PictureTarget,
    signal?: AbortSignal,
  ): Promise<FittedPicture>
  /** A picture as a network's input, as `toInput`. @throws AppError `unsupported`, `cancelled` */
  fit(
    raster: RasterPicture,
    size: InputSize,
    how: InputOptions,
    signal?: AbortSignal,
  ): Promise<Float32Array>
}

/** Does the work on the thread that asks, where it can't be stopped: for tests. */
export const inlinePictures: PictureWork = {
  decode: (bytes, name) => perform({ kind: 'decode', bytes, name }) as Promise<DecodedPicture>,
  raster: (bytes, name) => perform({ kind: 'raster', bytes, name }) as Promise<RasterPicture>,
  fitted: (bytes, name, target) =>
    perform({ kind: 'fitted', bytes, name, target }) as Promise<FittedPicture>,
  fit: (raster, size, how) => perform({ kind: 'fit', raster, size, how }) as Promise<Float32Array>,
}

/** The decoder's compiled code, from the first thread that has it for all that follow. */
export interface CompiledCode {
  module?: WebAssembly.Module
}

export interface ThreadLimits {
  /** Milliseconds that a small file may take to decode. */
  readonly timeLimit?: number
  /** Milliseconds that a new thread may take to start. */
  readonly startLimit: number
}

/**
 * Does the work in a thread of its own, started with the first picture, one task after another. A
 * task can't be interrupted, so one that is cancelled or takes too long ends the thread; whatever
 * else waits goes on in the next one.
 */
export class PictureThread implements PictureWork {
  #worker: Worker | undefined
  /** Whether the present thread has answered yet. */
  #started = false
  /** The first is the thread's present task. */
  readonly #waiting: Waiting[] = []
  #timer: NodeJS.Timeout | undefined
  #id = 0

  /**
   * @param workerFile the file that the thread runs
   * @param code shared with other threads
   */
  constructor(
    private readonly workerFile = PICTURE_WORKER_FILE,
    private readonly limits: ThreadLimits = { startLimit: START_MS },
    private readonly code: CompiledCode = {},
  ) {}

  decode(bytes: Uint8Array, name: string, signal?: AbortSignal): Promise<DecodedPicture> {
    return this.#ask({ kind: 'decode', bytes, name }, signal) as Promise<DecodedPicture>
  }

  raster(bytes: Uint8Array, name: string, signal?: AbortSignal): Promise<RasterPicture> {
    return this.#ask({ kind: 'raster', bytes, name }, signal) as Promise<RasterPicture>
  }

  fitted(
    bytes: Uint8Array,
    name: string,
    target: PictureTarget,
    signal?: AbortSignal,
  ): Promise<FittedPicture> {
    return this.#ask({ kind: 'fitted', bytes, name, target }, signal) as Promise<FittedPicture>
  }

  fit(
    raster: RasterPicture,
    size: InputSize,
    how: InputOptions,
    signal?: AbortSignal,
  ): Promise<Float32Array> {
    if (raster.height * raster.width <= SMALL_PIXELS) return inlinePictures.fit(raster, size, how)
    return this.#ask({ kind: 'fit', raster, size, how }, signal) as Promise<Float32Array>
  }

  /** Ends the thread; a next task would start it anew. */
  close(): void {
    this.#end()
  }

  #ask(task: PictureTask, signal?: AbortSignal): Promise<PictureAnswer> {
    if (signal?.aborted) return Promise.reject(cancelled())
    return new Promise<PictureAnswer>((resolve, reject) => {
      const stop = (): void => this.#cancel(waiting)
      const settled = (): void => signal?.removeEventListener('abort', stop)
      const waiting: Waiting = {
        task,
        resolve: (answer) => {
          settled()
          resolve(answer)
        },
        reject: (error) => {
          settled()
          reject(error)
        },
      }
      signal?.addEventListener('abort', stop)
      this.#waiting.push(waiting)
      if (this.#waiting.length === 1) this.#begin()
    })
  }

  /** Gives the thread the first task that waits. */
  #begin(): void {
    clearInterval(this.#timer)
    const task = this.#waiting[0]?.task
    // A thread that only waits must not keep the process alive.
    if (!task) {
      this.#worker?.unref()
      return
    }
    const worker = this.#running()
    worker.ref()
    if (task.kind !== 'fit') this.#watch(task)
    this.#id++
    worker.postMessage({ id: this.#id, ...task } satisfies ToPictureWorker)
  }

  #watch(task: DecodeTask): void {
    const limit =
      timeLimit(task.bytes, this.limits.timeLimit) + (this.#started ? 0 : this.limits.startLimit)
    let left = PARTS
    this.#timer = setInterval(() => {
      left--
      if (left === 0) this.#giveUp(task)
    }, limit / PARTS)
  }

  #giveUp({ name }: DecodeTask): void {
    this.#end()
    this.#waiting
      .shift()
      ?.reject(
        new AppError(
          'invalid-image',
          phrase`${name} takes too long to decode; it may be damaged. Open it in another program and save it again`,
          { timedOut: true },
        ),
      )
    this.#begin()
  }

  #running(): Worker {
    if (this.#worker) return this.#worker
    const worker = new Worker(this.workerFile, { workerData: { module: this.code.module } })
    worker.on('message', (message: FromPictureWorker) => this.#hear(worker, message))
    const gone = (reason: string): void => {
      if (this.#worker !== worker) return
      this.#end()
      const lost = this.#waiting.splice(0)
      for (const { reject } of lost)
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

  #hear(worker: Worker, message: FromPictureWorker): void {
    if ('ready' in message) {
      this.code.module ??= message.ready
      return
    }
    if (worker !== this.#worker || message.id !== this.#id) return
    this.#started = true
    if (message.spent) this.#end()
    const waiting = this.#waiting.shift()
    if ('error' in message) waiting?.reject(AppError.fromData(message.error))
    else waiting?.resolve(message.answer)
    this.#begin()
  }

  #end(): void {
    clearInterval(this.#timer)
    const worker = this.#worker
    this.#worker = undefined
    this.#started = false
    void worker?.terminate()
  }

  #cancel(waiting: Waiting): void {
    const at = this.#waiting.indexOf(waiting)
    if (at < 0) return
    if (at === 0) this.#end()
    this.#waiting.splice(at, 1)
    if (at === 0) this.#begin()
    waiting.reject(cancelled())
  }
}
