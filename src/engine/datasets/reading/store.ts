import { createHash } from 'node:crypto'
import { open, readdir, readFile, rm, stat, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { wordsSchema } from '@shared/contract/common'
import type { Words } from '@shared/errors'
import { crc32 } from '../../formats/zip/crc32'
import type { FittedPicture, PictureTarget } from '../../pictures/fitted'
import { makeFolder } from '../../runtime/make-folder'
import { cacheFolder } from '../../runtime/paths'

export interface Unreadable {
  readonly path: string
  readonly reason: Words
  readonly code: string
}

/** What came of a picture: its bytes, or why it can't be read. */
export type Reading = FittedPicture | { readonly unreadable: Unreadable }

const lineSchema = z.union([
  z.strictObject({
    key: z.string(),
    height: z.number().int().min(1),
    width: z.number().int().min(1),
    isGrey: z.boolean(),
    /** Which picture of the file of pixels it is, and their checksum. */
    at: z.number().int().min(0),
    crc: z.number().int().min(0),
  }),
  z.strictObject({
    key: z.string(),
    unreadable: z.strictObject({ path: z.string(), reason: wordsSchema, code: z.string() }),
  }),
])
type Line = z.infer<typeof lineSchema>

/** Lines that are written together: what a process that is killed may lose. */
const LINES = 32
const KEPT_DAYS = 7

const importsFolder = (): string => join(cacheFolder(), 'imports')
const folderOf = (place: string): string =>
  join(importsFolder(), createHash('sha256').update(place).digest('hex').slice(0, 24))

/**
 * What came of an import's pictures, so that an import that was cancelled or interrupted, or that
 * comes after an analysis, reads none of them twice. It goes when the import is done, and after a
 * week. Pixels are held against their checksums, so whatever became of the files, a wrong picture
 * is never found: it is read again.
 */
export class PictureStore {
  private readonly known = new Map<string, Line>()
  private readonly waiting: string[] = []
  private count = 0

  private constructor(
    private readonly bytes: FileHandle,
    private readonly lines: FileHandle,
    private readonly size: number,
  ) {}

  static async open(place: string, target: PictureTarget): Promise<PictureStore> {
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
    // The next line must not go on where a process was killed inside one.
    if (text !== '' && !text.endsWith('\n')) store.waiting.push('\n')
    return store
  }

  private learn(line: string): void {
    try {
      const known = lineSchema.parse(JSON.parse(line))
      this.known.set(known.key, known)
      if ('at' in known) this.count = Math.max(this.count, known.at + 1)
    } catch {
      // A line that was cut off: its picture is read again.
    }
  }

  has(key: string): boolean {
    return this.known.has(key)
  }

  /** What came of a picture before. */
  async find(key: string): Promise<Reading | undefined> {
    const known = this.known.get(key)
    if (!known || 'unreadable' in known) return known
    const { height, width, isGrey, at, crc } = known
    const pixels = new Uint8Array(this.size)
    const { bytesRead } = await this.bytes.read(pixels, 0, this.size, at * this.size)
    if (bytesRead !== this.size || crc32(pixels) !== crc) return undefined
    return { height, width, isGrey, pixels }
  }

  async add(key: string, reading: Reading): Promise<void> {
    const line = 'unreadable' in reading ? { key, ...reading } : await this.write(key, reading)
    this.known.set(key, line)
    this.waiting.push(`${JSON.stringify(line)}\n`)
    if (this.waiting.length >= LINES) await this.flush()
  }

  private async write(key: string, { pixels, ...facts }: FittedPicture): Promise<Line> {
    const at = this.count++
    await this.bytes.write(pixels, 0, pixels.length, at * this.size)
    return { key, ...facts, at, crc: crc32(pixels) }
  }

  private async flush(): Promise<void> {
    const text = this.waiting.splice(0).join('')
    if (text !== '') await this.lines.write(text)
  }

  async close(): Promise<void> {
    try {
      await this.flush()
    } finally {
      await this.bytes.close()
      await this.lines.close()
    }
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
