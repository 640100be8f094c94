import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Magick } from '../../src/engine/pictures/codec/library'
import { PictureThreads } from '../../src/engine/pictures/picture-threads'
import { inLanes } from '../../src/engine/work/lanes'
import { encoded } from './photograph'

const TARGET = { height: 64, width: 64, channels: 3, fit: 'stretch' } as const
const CLASSES = 10
/** Photographs that differ; each stands several times under other names. */
const DIFFERENT = 20
const COMMAND = resolve(__dirname, '../../out/main/cli.js')

export interface Import {
  readonly name: string
  readonly seconds: number
  /** Greatest memory of the process, MB; NaN where it is not known. */
  readonly memory: number
  /** Of all pictures' bytes, in their order. */
  readonly sha256?: string
}

/** Photographs of 500 × 375 in folders of ten classes. */
export function writePhotographs(magick: Magick, folder: string, count: number): void {
  const files = Array.from({ length: DIFFERENT }, (_, i) =>
    encoded(magick, 'Jpeg', { width: 500, height: 375, seed: i + 1 }),
  )
  for (let label = 0; label < CLASSES; label++)
    mkdirSync(join(folder, `class ${label}`), { recursive: true })
  for (let i = 0; i < count; i++)
    writeFileSync(
      join(folder, `class ${i % CLASSES}`, `${i}.jpg`),
      files[i % DIFFERENT] ?? new Uint8Array(),
    )
}

/** Reads and fits all pictures of the classes in a folder, by so many threads. */
export async function readPart(folder: string, threads: number, worker: string): Promise<Import> {
  const files = readdirSync(folder).flatMap((name) =>
    readdirSync(join(folder, name)).map((file) => join(folder, name, file)),
  )
  const pool = new PictureThreads(threads, worker)
  const pixels = new Map<string, Uint8Array>()
  const started = performance.now()
  await inLanes(files, threads + 1, async (file) => {
    const fitted = await pool.fitted(await readFile(file), file, TARGET)
    pixels.set(file, fitted.pixels)
  })
  const seconds = (performance.now() - started) / 1000
  pool.close()
  const hash = createHash('sha256')
  for (const file of files) hash.update(pixels.get(file) ?? '')
  return {
    name: `decoded and fitted by ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
    seconds,
    memory: process.resourceUsage().maxRSS / 1024,
    sha256: hash.digest('hex'),
  }
}

/** The whole command, from its start to the data set. */
export function importByCommand(folder: string, count: number): Import {
  const started = performance.now()
  const { stdout, status } = spawnSync(
    process.execPath,
    [COMMAND, 'datasets', 'import', join(folder, 'set'), '--json', '--size', '64'],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        CONVSCOPE_CACHE: join(folder, 'cache'),
        CONVSCOPE_DATA: join(folder, 'data'),
      },
    },
  )
  const seconds = (performance.now() - started) / 1000
  const { train, test } = JSON.parse(stdout) as { train: number; test: number }
  if (status !== 0 || train + test !== count) throw new Error(`The import took ${train + test}.`)
  return { name: '`convscope datasets import`, all of it', seconds, memory: NaN }
}
