import { type Settings, settingsSchema } from '@shared/contract/desktop'
import { JsonFile } from './json-file'

/** The user's settings, kept in one file, with change events. */
export class SettingsStore {
  readonly #file: JsonFile<typeof settingsSchema>
  readonly #listeners: ((settings: Settings) => void)[] = []
  #current: Settings = settingsSchema.parse({})

  constructor(path: string) {
    this.#file = new JsonFile(path, settingsSchema, this.#current)
  }

  async load(): Promise<void> {
    this.#current = await this.#file.read()
  }

  get current(): Settings {
    return this.#current
  }

  /**
   * Settings apply immediately, even where they can't be written; the caller shows that failure.
   */
  async update(change: Partial<Settings>): Promise<Settings> {
    this.#current = settingsSchema.parse({ ...this.#current, ...change })
    for (const listener of this.#listeners) listener(this.#current)
    await this.#file.write(this.#current)
    return this.#current
  }

  onChange(listener: (settings: Settings) => void): void {
    this.#listeners.push(listener)
  }

  settled(): Promise<void> {
    return this.#file.settled()
  }
}
