import { AppError, phrase } from '@shared/errors'

/**
 * What works for long: one at a time, so that it has the machine to itself. Quick requests are
 * answered meanwhile.
 */
export class Jobs {
  #current: string | null = null

  constructor(private readonly onChange: (title: string | null) => void = () => undefined) {}

  /** Title of the job that runs. */
  get current(): string | null {
    return this.#current
  }

  /**
   * Takes the place for a job that ends later; the returned function, called once or more, gives it
   * back.
   * @throws AppError `busy` naming the job that runs.
   */
  begin(title: string): () => void {
    if (this.#current !== null) {
      throw new AppError(
        'busy',
        phrase`“${this.#current}” is still running. Wait for it or stop it first.`,
        { job: this.#current },
      )
    }
    this.#current = title
    this.onChange(title)
    let ended = false
    return () => {
      if (ended) return
      ended = true
      this.#current = null
      this.onChange(null)
    }
  }

  /** @throws AppError `busy`, and whatever `work` throws. */
  async run<T>(title: string, work: () => Promise<T>): Promise<T> {
    const end = this.begin(title)
    try {
      return await work()
    } finally {
      end()
    }
  }
}
