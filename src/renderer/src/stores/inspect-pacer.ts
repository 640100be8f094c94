/** Runs a job when it is wanted, never twice at a time. */
export interface Pacer {
  /** Wants a run: now where that may be, else as soon as it may be. Any number of wishes meanwhile make one run. */
  poke(): void
  /** Forgets a wish that waits. */
  stop(): void
}

export interface PacerOptions {
  /** Least time from one start to the next, in milliseconds. @default 0 */
  readonly interval?: number
  readonly run: () => Promise<void>
}

/**
 * Back-pressure for whatever follows the pointer or a running training: at most one request is in flight, and when it
 * has been answered the newest wish alone is carried out. The job handles its own errors.
 */
export function createPacer({ interval = 0, run }: PacerOptions): Pacer {
  let running = false
  let wanted = false
  let free = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function start(): Promise<void> {
    wanted = false
    running = true
    free = performance.now() + interval
    try {
      await run()
    } finally {
      running = false
      again()
    }
  }

  const again = (): void => {
    if (wanted) poke()
  }

  function poke(): void {
    wanted = true
    if (running || timer !== undefined) return
    const wait = free - performance.now()
    if (wait <= 0) {
      void start()
      return
    }
    timer = setTimeout(() => {
      timer = undefined
      if (wanted && !running) void start()
    }, wait)
  }

  return {
    poke,
    stop() {
      wanted = false
      clearTimeout(timer)
      timer = undefined
    },
  }
}
