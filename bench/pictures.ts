import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { loadMagick, type Magick } from '../src/engine/pictures/codec/library'
import { PictureThread } from '../src/engine/pictures/picture-thread'
import { threadCount } from '../src/engine/pictures/picture-threads'
import { importByCommand, readPart, writePhotographs, type Import } from './pictures/imports'
import { thisMachine } from './lib/machine'
import { encoded, type Written } from './pictures/photograph'
import { countOf, printReport, runBench, type Asked } from './lib/report'
import { median, rounded } from './lib/statistics'
import { figure, markdownTable } from './lib/table'

const USAGE = `Usage: npm run bench -- pictures [--repetitions 5] [--import 2000] [--json]
Takes less than two minutes; --import says how many photographs of 500 × 375 are imported.`
const OPTIONS = ['repetitions', 'only', 'import'] as const
const WORKER = resolve(__dirname, '../out/main/picture-worker.js')

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

/** This program again, with options of its own: the greatest memory is that part's alone. */
function inOwnProcess<T>(options: readonly string[], input?: Uint8Array): T {
  const { stdout, status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', __filename, ...options],
    { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'inherit'] },
  )
  if (status !== 0) throw new Error(`${options.join(' ')} ended with status ${status}.`)
  return JSON.parse(stdout) as T
}

/** One part, named by `--only`: a case by its number, or `import:threads:folder`. */
async function part(only: string, repetitions: number): Promise<unknown> {
  const [kind, threads = '', folder = ''] = only.split(/:(\d+):/)
  if (kind === 'import') return readPart(folder, countOf('only', threads, 1), WORKER)
  return decodeCase(countOf('only', only, 1) - 1, repetitions)
}

function imports(magick: Magick, count: number): readonly Import[] {
  const folder = mkdtempSync(join(tmpdir(), 'convscope-bench-'))
  try {
    writePhotographs(magick, join(folder, 'set'), count)
    const several = threadCount()
    const parts = (several === 1 ? [1] : [1, several]).map((threads) =>
      inOwnProcess<Import>(['--only', `import:${threads}:${join(folder, 'set')}`]),
    )
    if (new Set(parts.map(({ sha256 }) => sha256)).size !== 1)
      throw new Error('One thread and several made other bytes.')
    return [...parts, importByCommand(folder, count)]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const decodedTable = (decoded: readonly Decoded[]): string =>
  markdownTable(
    ['decoded, with its preview', 'file MB', 'first ms', 'next ms', 'memory MB'],
    decoded.map(({ name, file, first, next, memory }) => [
      name,
      figure(file),
      figure(first),
      figure(next),
      figure(memory),
    ]),
  )

const importTable = (all: readonly Import[], count: number): string =>
  markdownTable(
    [
      `${count.toLocaleString('en')} JPEGs of 500 × 375 to 64 × 64`,
      'seconds',
      'ms a picture',
      '25,000 of them, minutes',
      'memory MB',
    ],
    all.map(({ name, seconds, memory }) => [
      name,
      figure(seconds),
      figure((1000 * seconds) / count),
      figure((25_000 * seconds) / count / 60),
      figure(memory),
    ]),
  )

async function main(asked: Asked<(typeof OPTIONS)[number]>): Promise<void> {
  const repetitions = asked.count('repetitions', 5)
  const only = asked.text('only')
  if (only !== undefined) {
    console.log(JSON.stringify(await part(only, repetitions)))
    return
  }
  const count = asked.count('import', 2000)
  const magick = await loadMagick()
  const decoded = CASES.map((each, index) => {
    const times = String(each[1] > 1000 ? 1 : repetitions)
    const options = ['--only', String(index + 1), '--repetitions', times]
    const [format, width, height] = each
    const smooth = format === 'Png' && width > 1000
    return inOwnProcess<Decoded>(options, encoded(magick, format, { width, height, smooth }))
  })
  const imported = imports(magick, count)
  const result = decoded.map((each) => ({
    ...each,
    first: rounded(each.first),
    next: rounded(each.next),
  }))
  printReport(
    thisMachine(),
    [decodedTable(decoded), importTable(imported, count)],
    { decoded: result, imported },
    asked.json,
  )
}

runBench(USAGE, OPTIONS, main)
