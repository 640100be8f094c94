import type { RunAction } from '@shared/contract/training'

/**
 * The requests to a running loop. The loop reads them between steps; while paused it waits for the
 * next one.
 */
export class TrainingControl {
  private paused = false
  private steps = 0
  private stopping = false
  private wake: (() => void) | undefined
  private interrupt: AbortController | undefined

  request(action: RunAction): void {
    switch (action) {
      case 'pause':
        this.paused = true
        this.steps = 0
        break
      case 'step':
        this.paused = true
        this.steps += 1
        break
      case 'continue':
        this.paused = false
        break
      case 'stop':
        this.stopping = true
        break
    }
    this.wake?.()
    if (this.stopping || this.mustWait) this.interrupt?.abort()
  }

  /** Runs long work; its signal fires when a stop or a pause is requested meanwhile. */
  async interruptible<T>(job: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.interrupt = new AbortController()
    if (this.stopping) this.interrupt.abort()
    try {
      return await job(this.interrupt.signal)
    } finally {
      this.interrupt = undefined
    }
  }

  get stopRequested(): boolean {
    return this.stopping
  }

  /** Whether the loop is paused, also while it makes single steps. */
  get isPaused(): boolean {
    return this.paused
  }

  /** Whether the loop must wait before its next step. */
  get mustWait(): boolean {
    return this.paused && this.steps === 0 && !this.stopping
  }

  /** Notes that the loop is about to make a step. */
  takeStep(): void {
    if (this.paused && this.steps > 0) this.steps -= 1
  }

  /** Resolves with the next request. */
  changed(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = () => {
        this.wake = undefined
        resolve()
      }
    })
  }
}
