/**
 * Between two hand-overs: maps then move three times a second, at no cost that a training would
 * notice.
 */
const PAUSE_MS = 300

/**
 * Asks a training for its weights for as long as somebody looks: each look grants one more
 * hand-over, and hand-overs keep a distance.
 */
export class WeightsPump {
  #asked = false
  #wanted = false
  #timer: NodeJS.Timeout | undefined
  #used = false

  constructor(private readonly request: () => void) {}

  /** Whether anybody ever looked. */
  get used(): boolean {
    return this.#used
  }

  /** Somebody has just run a picture through the network that trains. */
  look(): void {
    this.#used = true
    if (this.#asked || this.#timer !== undefined) this.#wanted = true
    else this.#ask()
  }

  /** Weights have come. */
  received(): void {
    this.#asked = false
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      if (this.#wanted) this.#ask()
    }, PAUSE_MS)
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #ask(): void {
    this.#asked = true
    this.#wanted = false
    this.request()
  }
}
