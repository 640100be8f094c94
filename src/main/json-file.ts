import { rename } from 'node:fs/promises'
import { z } from 'zod'
import { readIfThere, writeFileAtomic } from './files'

/**
 * A small JSON file with a schema. A damaged file is renamed to `<name>.bad` and replaced by the
 * defaults.
 */
export class JsonFile<S extends z.ZodType> {
  #writing: Promise<void> = Promise.resolve()

  constructor(
    private readonly path: string,
    private readonly schema: S,
    private readonly defaults: z.output<S>,
  ) {}

  async read(): Promise<z.output<S>> {
    await this.settled()
    const text = await readIfThere(this.path)
    if (text === null) return this.defaults
    try {
      return this.schema.parse(JSON.parse(text))
    } catch {
      await rename(this.path, `${this.path}.bad`)
      return this.defaults
    }
  }

  /** Writes in the order of the calls. */
  write(value: z.output<S>): Promise<void> {
    const write = (): Promise<void> =>
      writeFileAtomic(this.path, `${JSON.stringify(z.encode(this.schema, value), null, 2)}\n`)
    this.#writing = this.#writing.then(write, write)
    return this.#writing
  }

  /** Settles when everything passed to `write` is on the disk, or has failed. */
  async settled(): Promise<void> {
    await this.#writing.catch(() => undefined)
  }
}
