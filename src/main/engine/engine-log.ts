import { appendFile, mkdir, rename, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** The log and its predecessor together stay below twice this size. */
const MAX_BYTES = 1_000_000

/**
 * The engine's output in a file of bounded size: when it is full, it becomes `<name>.1` and
 * replaces the previous one.
 */
export class EngineLog {
  #writing: Promise<void> = Promise.resolve()
  #size: number | null = null

  constructor(private readonly path: string) {}

  /** Never fails: a full disk must not stop the app because of its log. */
  write(text: string | Uint8Array): void {
    this.#writing = this.#writing.then(() => this.#append(Buffer.from(text))).catch(() => undefined)
  }

  settled(): Promise<void> {
    return this.#writing
  }

  async #append(bytes: Buffer): Promise<void> {
    if (this.#size === null) {
      await mkdir(dirname(this.path), { recursive: true })
      this.#size = await stat(this.path).then(
        ({ size }) => size,
        () => 0,
      )
    }
    if (this.#size > 0 && this.#size + bytes.length > MAX_BYTES) {
      await rename(this.path, `${this.path}.1`)
      this.#size = 0
    }
    const kept = bytes.subarray(0, MAX_BYTES)
    await appendFile(this.path, kept)
    this.#size += kept.length
  }
}
