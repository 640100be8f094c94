import { join } from 'node:path'
import { KEPT_TEXTS, type KeptText, textFileSchema } from '@shared/contract/kept'
import { JsonFile } from './json-file'

/** The files of what views keep as text: `kept-recipe.json`, `kept-lessons.json` … */
export class KeptTexts {
  readonly #files: ReadonlyMap<KeptText, JsonFile<typeof textFileSchema>>

  constructor(folder: string) {
    this.#files = new Map(
      KEPT_TEXTS.map((name) => [
        name,
        new JsonFile(join(folder, `kept-${name}.json`), textFileSchema, { text: null }),
      ]),
    )
  }

  of(name: KeptText): JsonFile<typeof textFileSchema> {
    const file = this.#files.get(name)
    if (!file) throw new Error(`no text is kept as ${name}`)
    return file
  }

  /** Settles when all that was written is on the disk, or has failed. */
  async settled(): Promise<void> {
    await Promise.all([...this.#files.values()].map((file) => file.settled()))
  }
}
