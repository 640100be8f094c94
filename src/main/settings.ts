import { z } from 'zod'
import { type Settings, settingsSchema } from '@shared/contract/desktop'
import { JsonFile } from './json-file'

/** What the file holds; each setting is read by itself. */
const fileSchema = z.record(z.string(), z.unknown())
const { shape } = settingsSchema

/**
 * The settings in a file of any version. One that this version can't read takes its default: a
 * newer one may know more choices.
 */
function readSettings(file: z.output<typeof fileSchema>): Settings {
  const known = Object.entries(shape)
    .map(([name, schema]) => [name, schema.safeParse(file[name])] as const)
    .filter(([, found]) => found.success)
    .map(([name, found]) => [name, found.data] as const)
  return settingsSchema.parse(Object.fromEntries(known))
}

/** The user's settings, kept in one file, with change events. */
export class SettingsStore {
  readonly #file: JsonFile<typeof fileSchema>
  readonly #listeners: ((settings: Settings) => void)[] = []
  #current: Settings = settingsSchema.parse({})
  /** The file as it was read, with the settings of a newer version, which are written back. */
  #kept: z.output<typeof fileSchema> = {}

  constructor(path: string) {
    this.#file = new JsonFile(path, fileSchema, {})
  }

  async load(): Promise<void> {
    this.#kept = await this.#file.read()
    this.#current = readSettings(this.#kept)
  }

  get current(): Settings {
    return this.#current
  }

  /**
   * Settings apply immediately, even where they can't be written; the caller shows that failure.
   */
  async update(change: Partial<Settings>): Promise<Settings> {
    this.#current = settingsSchema.parse({ ...this.#current, ...change })
    this.#kept = { ...this.#kept, ...change }
    for (const listener of this.#listeners) listener(this.#current)
    await this.#file.write({ ...this.#current, ...this.#kept })
    return this.#current
  }

  onChange(listener: (settings: Settings) => void): void {
    this.#listeners.push(listener)
  }

  settled(): Promise<void> {
    return this.#file.settled()
  }
}
