import { availableParallelism } from 'node:os'
import type { FittedPicture, PictureTarget } from './fitted'
import {
  PICTURE_WORKER_FILE,
  PictureThread,
  type CompiledCode,
  type ThreadLimits,
} from './picture-thread'
import { expectedPixels } from './time-limit'

/** More threads than this would wait for the disk. */
const MOST_THREADS = 8
/**
 * Pixels that are decoded at the same time, of all threads together: some 900 MB. A larger picture
 * is decoded alone.
 */
const PIXELS_AT_ONCE = 100_000_000

interface Waiting {
  readonly pixels: number
  readonly start: (thread: PictureThread) => Promise<unknown>
}

export const threadCount = (): number => Math.min(MOST_THREADS, availableParallelism())

/**
 * Decodes and fits many pictures in several threads. Each thread has one picture at a time, so one
 * that hangs or breaks its thread takes no other with it. The first picture starts alone: the
 * others' threads take over the code that it compiled.
 */
export class PictureThreads {
  readonly #code: CompiledCode = {}
  readonly #idle: PictureThread[]
  readonly #waiting: Waiting[] = []
  readonly #atOnce: number
  #pixels = 0

  /** @param options.atOnce pixels of all threads together */
  constructor(
    readonly count = threadCount(),
    workerFile = PICTURE_WORKER_FILE,
    { limits, atOnce = PIXELS_AT_ONCE }: { limits?: ThreadLimits; atOnce?: number } = {},
  ) {
    this.#atOnce = atOnce
    this.#idle = Array.from(
      { length: count },
      () => new PictureThread(workerFile, limits, this.#code),
    )
  }

  /** @throws AppError `invalid-image`, `unsupported`, `too-large`, `cancelled` */
  fitted(
    bytes: Uint8Array,
    name: string,
    target: PictureTarget,
    signal?: AbortSignal,
  ): Promise<FittedPicture> {
    return new Promise((resolve, reject) => {
      const start = (thread: PictureThread): Promise<unknown> =>
        thread.fitted(bytes, name, target, signal).then(resolve, reject)
      this.#waiting.push({ pixels: expectedPixels(bytes), start })
      this.#go()
    })
  }

  /** Ends the threads; the next picture would start them anew. */
  close(): void {
    for (const thread of this.#idle) thread.close()
  }

  /** Whether the first of those that wait may begin. */
  #mayBegin({ pixels }: Waiting): boolean {
    const working = this.count - this.#idle.length
    if (working === 0) return true
    return this.#code.module !== undefined && this.#pixels + pixels <= this.#atOnce
  }

  #go(): void {
    for (;;) {
      const [next] = this.#waiting
      const thread = this.#idle.at(-1)
      if (!next || !thread || !this.#mayBegin(next)) return
      this.#waiting.shift()
      this.#idle.pop()
      this.#pixels += next.pixels
      void next.start(thread).finally(() => {
        this.#pixels -= next.pixels
        this.#idle.push(thread)
        this.#go()
      })
    }
  }
}
