import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { loadMagick, type Magick } from '../src/engine/pictures/codec/library'
import { PictureThread } from '../src/engine/pictures/picture-thread'
import { thisMachine } from './lib/machine'
import { countOf, printReport, runBench, type Asked } from './lib/report'
import { median, rounded } from './lib/statistics'
import { figure, markdownTable } from './lib/table'

const USAGE = `Usage: npm run bench -- pictures [--repetitions 5] [--json]
Takes about two minutes.`
const OPTIONS = ['repetitions', 'only'] as const
const WORKER = resolve(__dirname, '../out/main/picture-worker.js')

type Written = 'Jpeg' | 'Png' | 'WebP' | 'Gif' | 'Bmp' | 'Tiff' | 'Avif'
/** Formats and sizes: a photograph of a data set, one of a phone, and the largest there is. */
const CASES: readonly (readonly [format: Written, width: number, height: number])[] = [
  ...(['Jpeg', 'Png', 'WebP', 'Gif', 'Bmp', 'Tiff', 'Avif'] as const).map(
    (format) => [format, 500, 375] as const,
  ),
  ['Jpeg', 1000, 872],
  ['Jpeg', 6000, 4000],
  ['Jpeg', 8000, 6000],
  ['Jpeg', 12_500, 8000],
  ['Png', 12_500, 8000],
]

/** A picture with smooth colours, an edge and some noise, as a photograph has them. */
function encoded(magick: Magick, [format, width, height]: (typeof CASES)[number]): Uint8Array {
  const { MagickImage, MagickReadSettings, MagickFormat } = magick
  const rgb = new Uint8Array(3 * width * height)
  let noise = 1
  for (let at = 0, row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      noise = (Math.imul(noise, 1_103_515_245) + 12_345) >>> 0
      const grain = (noise >>> 28) - 8
      rgb[at++] = 20 + (200 * row) / height + grain
      rgb[at++] = 127 + 100 * Math.sin((6 * column) / width) + grain
      rgb[at++] = (column > row ? 200 : 40) + grain
    }
  }
  const image = MagickImage.create()
  image.read(rgb, new MagickReadSettings({ format: MagickFormat.Rgb, width, height, depth: 8 }))
  image.quality = 88
  const file = image.write(MagickFormat[format], (bytes) => bytes.slice())
  image.dispose()
  return file
}

const megabytes = (bytes: number): number => bytes / 1024 / 1024

interface Decoded {
  readonly name: string
  readonly file: number
  readonly first: number
  readonly next: number
  readonly memory: number
}

/** One case in a process of its own, whose greatest memory is the case's alone. */
async function decodeCase(index: number, repetitions: number): Promise<Decoded> {
  const picked = CASES[index]
  if (!picked) throw new Error(`There is no case ${index}.`)
  const [format, width, height] = picked
  const bytes = new Uint8Array(readFileSync(0))
  const before = process.memoryUsage().rss
  const thread = new PictureThread(WORKER)
  const times: number[] = []
  for (let i = 0; i <= repetitions; i++) {
    const started = performance.now()
    await thread.decode(bytes, format)
    times.push(performance.now() - started)
  }
  return {
    name: `${format.toUpperCase()} ${width} × ${height}`,
    file: megabytes(bytes.length),
    first: times[0] ?? NaN,
    next: median(times.slice(1)),
    memory: megabytes(process.resourceUsage().maxRSS * 1024 - before),
  }
}

function inOwnProcess(index: number, repetitions: number, file: Uint8Array): Decoded {
  const options = ['--only', String(index + 1), '--repetitions', String(repetitions)]
  const { stdout, status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', __filename, ...options],
    { input: file, encoding: 'utf8', stdio: ['pipe', 'pipe', 'inherit'] },
  )
  if (status !== 0) throw new Error(`The process of case ${index} ended with status ${status}.`)
  return JSON.parse(stdout) as Decoded
}

async function main(asked: Asked<(typeof OPTIONS)[number]>): Promise<void> {
  const repetitions = asked.count('repetitions', 5)
  const only = asked.text('only')
  if (only !== undefined) {
    console.log(JSON.stringify(await decodeCase(countOf('only', only, 1) - 1, repetitions)))
    return
  }
  const magick = await loadMagick()
  const decoded = CASES.map((each, index) =>
    inOwnProcess(index, each[1] > 1000 ? 1 : repetitions, encoded(magick, each)),
  )
  const table = markdownTable(
    ['decoded, with its preview', 'file MB', 'first ms', 'next ms', 'memory MB'],
    decoded.map(({ name, file, first, next, memory }) => [
      name,
      figure(file),
      figure(first),
      figure(next),
      figure(memory),
    ]),
  )
  const result = decoded.map((each) => ({
    ...each,
    first: rounded(each.first),
    next: rounded(each.next),
  }))
  printReport(thisMachine(), [table], { decoded: result }, asked.json)
}

runBench(USAGE, OPTIONS, main)
