import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Contents,
  contentsOf,
  type InspectFile,
  inspectFileSchema,
  type KeptInspect,
} from '@shared/contract/kept'
import { writeFileAtomic } from './files'
import { JsonFile } from './json-file'
import type { PathTokens } from './tokens'

interface WithContents {
  readonly kept: KeptInspect
  readonly contents: Contents
}

/**
 * The state of Inspect for the next window: a file, and next to it the bytes of pictures that are
 * in none of the user's files.
 */
export class InspectStore {
  readonly #file: JsonFile<ReturnType<typeof inspectFileSchema.nullable>>
  readonly #contents: string
  #last: Promise<void> = Promise.resolve()

  constructor(
    folder: string,
    private readonly tokens: Pick<PathTokens, 'register' | 'pathOf'>,
  ) {
    this.#file = new JsonFile(join(folder, 'inspect.json'), inspectFileSchema.nullable(), null)
    this.#contents = join(folder, 'inspect-pictures')
  }

  /**
   * Files get new tokens; contents that can't be read are left out, and the window leaves out the
   * pictures made of them.
   */
  async read(): Promise<{ kept: KeptInspect | null; contents: Record<string, Uint8Array> }> {
    await this.settled()
    const file = await this.#file.read()
    if (!file) return { kept: null, contents: {} }
    const contents: Record<string, Uint8Array> = {}
    for (const id of new Set(file.pictures.flatMap(contentsOf))) {
      const bytes = await readFile(this.#path(id)).catch(() => undefined)
      if (bytes) contents[id] = new Uint8Array(bytes)
    }
    const pictures = file.pictures.map((picture) =>
      picture.kind === 'file'
        ? {
            kind: 'token' as const,
            name: picture.name,
            token: this.tokens.register(picture.path).token,
          }
        : picture,
    )
    return { kept: { ...file, pictures }, contents }
  }

  /**
   * Writes in the order of the calls: new contents, then the file that names them; then contents
   * that are no longer named are removed.
   */
  write(next: WithContents): Promise<void> {
    const write = (): Promise<void> => this.#write(next)
    const written = this.#last.then(write, write)
    this.#last = written
    return written
  }

  async #write({ kept, contents }: WithContents): Promise<void> {
    for (const [id, bytes] of Object.entries(contents)) await writeFileAtomic(this.#path(id), bytes)
    const file = this.#asFile(kept)
    await this.#file.write(file)
    const named = new Set(file.pictures.flatMap(contentsOf))
    const present = await readdir(this.#contents).catch(() => [])
    for (const id of present) if (!named.has(id)) await rm(this.#path(id), { force: true })
  }

  /**
   * A path whose token main has forgotten can't be written; the index of the current picture is
   * adapted.
   */
  #asFile({ pictures, current, ...rest }: KeptInspect): InspectFile {
    const files = pictures.map((picture) => {
      if (picture.kind !== 'token') return picture
      const path = this.tokens.pathOf(picture.token)
      return path === undefined ? undefined : { kind: 'file' as const, name: picture.name, path }
    })
    const currentPicture = current === null ? undefined : files[current]
    const known = files.filter((file) => file !== undefined)
    return {
      ...rest,
      pictures: known,
      current: currentPicture ? known.indexOf(currentPicture) : null,
    }
  }

  #path(id: string): string {
    return join(this.#contents, id)
  }

  /** Settles when everything passed to `write` is on the disk, or has failed. */
  async settled(): Promise<void> {
    await this.#last.catch(() => undefined)
  }
}
