import { createHash } from 'node:crypto'
import { open, readdir, readFile, rm, stat, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { makeFolder } from '../../runtime/make-folder'
import { cacheFolder } from '../../runtime/paths'
import type { Target } from './target'

/** A picture that has been read: what it was, and its bytes at the target. */
export interface ReadPicture {
  readonly height: number
  readonly width: number
  readonly isGrey: boolean
  readonly pixels: Uint8Array
}

const lineSchema = z.strictObject({
  key: z.string(),
  height: z.number().int().min(1),
  width: z.number().int().min(1),
  isGrey: z.boolean(),
})
type Line = z.infer<typeof lineSchema>

/** Lines that are written together. */
const LINES = 128
const KEPT_DAYS = 7

const importsFolder = (): string => join(cacheFolder(), 'imports')
const folderOf = (place: string): string =>
  join(importsFolder(), createHash('sha256').update(place).digest('hex').slice(0, 24))

/**
 * Pictures of an import as they were read, so that an import that was cancelled, or that comes
 * after an analysis, reads none of them twice. It goes when the import is done, and after a week.
 */
export class PictureStore {
  private readonly known = new Map<string, Line & { readonly at: number }>()
  private readonly waiting: string[] = []
  private count = 0

  private constructor(
    private readonly bytes: FileHandle,
    private readonly lines: FileHandle,
    private readonly size: number,
  ) {}

  static async open(place: string, target: Target): Promise<PictureStore> {
    await prune()
    const { height, width, channels, fit } = target
    const folder = folderOf(place)
    await makeFolder(folder)
    const file = join(folder, `${height}x${width}x${channels}-${fit}`)
    const text = await readFile(`${file}.jsonl`, 'utf8').catch(() => '')
    const store = new PictureStore(
      await open(`${file}.bin`, text === '' ? 'w+' : 'r+'),
      await open(`${file}.jsonl`, 'a'),
      height * width * channels,
    )
    for (const line of text.split('\n')) store.learn(line)
    return store
  }

  private learn(line: string): void {
    try {
      const known = lineSchema.parse(JSON.parse(line))
      this.known.set(known.key, { ...known, at: this.count++ })
    } catch {
      // A line that was cut off: its picture is read again.
    }
  }

  /** A picture that was read before. */
  async find(key: string): Promise<ReadPicture | undefined> {
    const known = this.known.get(key)
    if (!known) return undefined
    const pixels = new Uint8Array(this.size)
    const { bytesRead } = await this.bytes.read(pixels, 0, this.size, known.at * this.size)
    if (bytesRead !== this.size) return undefined
    const { height, width, isGrey } = known
    return { height, width, isGrey, pixels }
  }

  async add(key: string, { pixels, ...facts }: ReadPicture): Promise<void> {
    const line = { key, ...facts }
    await this.bytes.write(pixels, 0, pixels.length, this.count * this.size)
    this.known.set(key, { ...line, at: this.count++ })
    this.waiting.push(`${JSON.stringify(line)}\n`)
    if (this.waiting.length >= LINES) await this.flush()
  }

  private async flush(): Promise<void> {
    const text = this.waiting.splice(0).join('')
    if (text !== '') await this.lines.write(text)
  }

  async close(): Promise<void> {
    await this.flush()
    await this.bytes.close()
    await this.lines.close()
  }
}

/** What was kept of an import goes when it is done. */
export const forgetPictures = (place: string): Promise<void> =>
  rm(folderOf(place), { recursive: true, force: true })

async function prune(): Promise<void> {
  const names = await readdir(importsFolder()).catch((): string[] => [])
  for (const name of names) {
    const path = join(importsFolder(), name)
    const age = Date.now() - ((await stat(path).catch(() => undefined))?.mtimeMs ?? Date.now())
    if (age > KEPT_DAYS * 86_400_000) await rm(path, { recursive: true, force: true })
  }
}
