import { z } from 'zod'
import { JsonFile } from './json-file'

const fileSchema = z.strictObject({ run: z.string().nullable() })

/**
 * The run that trains or is paused, in a file that is there also after main was killed: the next
 * start offers to go on with it.
 */
export class InterruptedRun {
  readonly #file: JsonFile<typeof fileSchema>
  #taken = false
  /** What the app left when it last ended; read before anything is noted. */
  readonly #before: Promise<string | null>

  constructor(path: string) {
    this.#file = new JsonFile(path, fileSchema, { run: null })
    this.#before = this.#file.read().then(
      ({ run }) => run,
      () => null,
    )
  }

  /** The engine has another run, or none any more. A run that can't be noted is not offered. */
  note(run: string | null): void {
    void this.#before.then(() => this.#file.write({ run })).catch(() => undefined)
  }

  /** What the app left when it last ended, once: a reload of the window is no new start. */
  async take(): Promise<string | null> {
    const before = await this.#before
    if (this.#taken) return null
    this.#taken = true
    return before
  }

  settled(): Promise<void> {
    return this.#file.settled()
  }
}
