/** Runs a job when it is wanted, and not more often at a time than it may. */
export interface Pacer {
  /**
   * Wants a run: now where that may be, else as soon as it may be. Any number of wishes meanwhile
   * make one run.
   */
  poke(): void
  /** Forgets a wish that waits. */
  stop(): void
}

export interface PacerOptions {
  /** Least time from one start to the next, in milliseconds. @default 0 */
  readonly interval?: number
  /**
   * Runs at a time: with two, the next is on its way while the answer of the one before is drawn.
   * @default 1
   */
  readonly lanes?: number
  readonly run: () => Promise<void>
}

/**
 * Back-pressure for whatever follows the pointer or a running training: no more requests than
 * `lanes` are in flight, and when one has been answered the newest wish alone is carried out. The
 * job handles its own errors.
 */
export function createPacer({ interval = 0, lanes = 1, run }: PacerOptions): Pacer {
  let running = 0
  let wanted = false
  let free = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function start(): Promise<void> {
    wanted = false
    running += 1
    free = performance.now() + interval
    try {
      await run()
    } finally {
      running -= 1
      again()
    }
  }

  const again = (): void => {
    if (wanted) poke()
  }

  function poke(): void {
    wanted = true
    if (running >= lanes || timer !== undefined) return
    const wait = free - performance.now()
    if (wait <= 0) {
      void start()
      return
    }
    timer = setTimeout(() => {
      timer = undefined
      if (wanted && running < lanes) void start()
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
