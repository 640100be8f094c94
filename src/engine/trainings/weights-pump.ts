/**
 * Milliseconds between two transfers of weights. Maps then change three times a second, and the
 * training is not noticeably slower.
 */
const PAUSE_MS = 300

/**
 * Requests the weights of a training as long as somebody looks. Each look allows one more transfer,
 * with a pause between transfers.
 */
export class WeightsPump {
  #asked = false
  #wanted = false
  #timer: NodeJS.Timeout | undefined
  #used = false

  constructor(private readonly request: () => void) {}

  /** Whether anybody has ever looked. */
  get used(): boolean {
    return this.#used
  }

  /** Called when somebody has run a picture through the network that trains. */
  look(): void {
    this.#used = true
    if (this.#asked || this.#timer !== undefined) this.#wanted = true
    else this.#ask()
  }

  /** Called when weights have arrived. */
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
