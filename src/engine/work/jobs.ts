import type { JobTitle } from '@shared/contract/job-titles'
import { AppError, phrase } from '@shared/errors'
import { sayPhrase } from '@shared/phrase'

/**
 * Runs jobs. One job at a time has the machine to itself; jobs that mainly write files may run at
 * the same time. Quick requests are answered meanwhile.
 */
export class Jobs {
  #current: JobTitle | null = null
  readonly #beside = new Set<{ readonly title: JobTitle }>()
  readonly #onChange: (title: JobTitle | null) => void

  /** @param onChange called with the title of the running job; null when none runs */
  constructor(onChange: (title: JobTitle | null) => void = () => undefined) {
    this.#onChange = onChange
  }

  /** Title of the job that has the machine to itself. */
  get current(): JobTitle | null {
    return this.#current
  }

  /**
   * Reserves the machine for a job that ends later. The returned function releases it; further
   * calls do nothing.
   * @throws AppError `busy` naming the job that runs.
   */
  begin(title: JobTitle): () => void {
    if (this.#current !== null) {
      throw new AppError(
        'busy',
        phrase`“${this.#current}” is still running. Wait for it or stop it first.`,
        { job: typeof this.#current === 'string' ? this.#current : sayPhrase(this.#current) },
      )
    }
    this.#current = title
    this.#tell()
    let ended = false
    return () => {
      if (ended) return
      ended = true
      this.#current = null
      this.#tell()
    }
  }

  /** @throws AppError `busy`, and whatever `work` throws. */
  async run<T>(title: JobTitle, work: () => Promise<T>): Promise<T> {
    const end = this.begin(title)
    try {
      return await work()
    } finally {
      end()
    }
  }

  /** Runs a job that may run at the same time as another one. */
  async runBeside<T>(title: JobTitle, work: () => Promise<T>): Promise<T> {
    const job = { title }
    this.#beside.add(job)
    this.#tell()
    try {
      return await work()
    } finally {
      this.#beside.delete(job)
      this.#tell()
    }
  }

  #tell(): void {
    const [beside] = this.#beside
    this.#onChange(this.#current ?? beside?.title ?? null)
  }
}
