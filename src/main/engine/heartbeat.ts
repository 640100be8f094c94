import { TIMES } from './times'

interface HeartbeatOptions {
  readonly send: (beat: number) => void
  /** Called once after this many milliseconds without an answer. */
  readonly onSilence: (ms: number) => void
  /** Called at the first answer after a silence. */
  readonly onAnswer: () => void
}

/**
 * Asks for a sign of life every two seconds. It counts beats instead of reading the clock: a laptop
 * that slept has not hung.
 */
export class Heartbeat {
  #timer: NodeJS.Timeout | undefined
  #beat = 0
  #answered = 0
  #silent = false

  constructor(private readonly options: HeartbeatOptions) {}

  start(): void {
    this.stop()
    this.#beat = this.#answered = 0
    this.#silent = false
    this.#timer = setInterval(() => this.#tick(), TIMES.beatMs)
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  answered(beat: number): void {
    if (beat > this.#beat) return
    this.#answered = Math.max(this.#answered, beat)
    if (!this.#silent) return
    this.#silent = false
    this.options.onAnswer()
  }

  #tick(): void {
    const silence = (this.#beat - this.#answered) * TIMES.beatMs
    if (silence >= TIMES.silenceMs && !this.#silent) {
      this.#silent = true
      this.options.onSilence(silence)
    }
    this.options.send(++this.#beat)
  }
}
