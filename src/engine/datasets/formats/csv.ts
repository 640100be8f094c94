import { AppError, phrase } from '@shared/errors'
import type { Split } from '../dataset'
import { nextTurn, type Work } from '../../work/work'
import { type FileTree, type LeftOut, split, type TreeFile } from '../tree/file-tree'
import { contentsOf, type DatasetFormat, labelsOf, numbered } from './format'
import { isPictureName } from './picture-names'

const CSV = /\.csv(\.gz)?$/i
const isTest = (path: string): boolean => /test|t10k|val/i.test(split(path).name)
/** Fewer numbers a line are no picture. */
const FEWEST_PIXELS = 16
/** Between two turns of whatever else waits. */
const LINES_AT_ONCE = 2000

interface Table {
  readonly side: number
  readonly channels: number
  readonly split: Split
  readonly leftOut: readonly LeftOut[]
}

/** A label and a picture's pixels on each line, as MNIST is handed round: `5,0,0,12, …`. */
export const csvFormat: DatasetFormat = {
  kind: 'csv',

  recognise: ({ files }) =>
    files.some(({ path }) => CSV.test(path)) && !files.some(({ path }) => isPictureName(path)),

  async gather(tree, _options, job) {
    const tables: { file: TreeFile; table: Table }[] = []
    const leftOut: LeftOut[] = []
    for (const file of tree.files.filter(({ path }) => CSV.test(path))) {
      const read = await readTable(file, job)
      if ('reason' in read) leftOut.push({ path: file.path, ...read })
      else tables.push({ file, table: read })
    }
    const [first] = tables
    if (!first)
      throw new AppError(
        'invalid-file',
        phrase`${tree.place} has no CSV file with a label and a square picture's pixels on each line`,
        { folder: tree.place },
      )
    const { side, channels } = first.table
    const alike = tables.filter(({ table }) => table.side === side && table.channels === channels)
    for (const { file, table } of tables)
      if (table.side !== side || table.channels !== channels)
        leftOut.push({
          path: file.path,
          reason: phrase`its pictures have another size than those of ${first.file.path}`,
          count: table.split.count,
        })
    const halves = partsOf(alike)
    const size = { height: side, width: side, channels }
    return {
      form: 'arrays',
      ...size,
      ...halves,
      classes: numbered(halves.train, halves.test),
      leftOut: [...leftOut, ...alike.flatMap(({ table }) => table.leftOut)],
      notes: [],
    }
  },
}

/** Files whose names say so are for testing, if there are others. */
function partsOf(tables: readonly { file: TreeFile; table: Table }[]): {
  train: Split
  test?: Split
} {
  const [train, test] = [false, true].map((wanted) =>
    tables.filter(({ file }) => isTest(file.path) === wanted).map(({ table }) => table.split),
  )
  if (!train || train.length === 0) return { train: joined(test ?? []) }
  return { train: joined(train), ...(test && test.length > 0 ? { test: joined(test) } : {}) }
}

function joined(parts: readonly Split[]): Split {
  const labels = parts.flatMap(({ labels }) => [...labels])
  return {
    images: Buffer.concat(parts.map(({ images }) => images)),
    labels: labelsOf(
      labels,
      labels.reduce((most, label) => Math.max(most, label), 0),
    ),
    count: labels.length,
  }
}

const cellsOf = (line: string): string[] => line.split(',').map((cell) => cell.trim())

/** Where the label stands: where the heading says so, else first. */
function layoutOf(cells: readonly string[]): { label: number; isHeading: boolean } {
  const isHeading = cells.some((cell) => Number.isNaN(Number(cell || 'x')))
  const named = cells.findIndex((cell) => /^"?(label|class|target|y)"?$/i.test(cell))
  return { label: named < 0 ? 0 : named, isHeading }
}

/** Sides and channels of as many values, if they make a square picture. */
function shapeOf(values: number): { side: number; channels: number } | undefined {
  for (const channels of [1, 3]) {
    const side = Math.sqrt(values / channels)
    if (Number.isInteger(side) && values >= FEWEST_PIXELS) return { side, channels }
  }
  return undefined
}

async function readTable(file: TreeFile, job: Work): Promise<Table | Pick<LeftOut, 'reason'>> {
  const lines = new TextDecoder().decode(await contentsOf(file, job.signal)).split(/\r?\n/)
  const heading = cellsOf(lines[0]?.replace(/^\ufeff/, '') ?? '')
  const { label, isHeading } = layoutOf(heading)
  const shape = shapeOf(heading.length - 1)
  if (!shape)
    return shapeOf(heading.length)
      ? { reason: phrase`its lines have no label` }
      : { reason: phrase`its lines are no label and a square picture` }
  const size = heading.length - 1
  const most = lines.length - (isHeading ? 1 : 0)
  const images = new Uint8Array(most * size)
  const labels: number[] = []
  const leftOut: LeftOut[] = []
  for (let number = isHeading ? 1 : 0; number < lines.length; number++) {
    if (number % LINES_AT_ONCE === 0) await nextTurn(job.signal)
    const line = lines[number] ?? ''
    if (line.trim() === '') continue
    const values = line.split(',').map(Number)
    const [named] = values.splice(label, 1)
    const isRight =
      values.length === size &&
      Number.isInteger(named) &&
      Number(named) >= 0 &&
      Number(named) < 65_536 &&
      values.every((value) => value >= 0 && value <= 255)
    if (isRight) {
      images.set(values, labels.length * size)
      labels.push(Number(named))
    } else
      leftOut.push({
        path: `${file.path}:${number + 1}`,
        reason: phrase`not a label and ${size} pixels of 0 … 255`,
      })
  }
  if (labels.length === 0) return { reason: phrase`its lines are no label and a square picture` }
  const highest = labels.reduce((top, each) => Math.max(top, each), 0)
  return {
    ...shape,
    split: {
      images: images.subarray(0, labels.length * size),
      labels: labelsOf(labels, highest),
      count: labels.length,
    },
    leftOut,
  }
}

/** A table of file names and classes, where there is one; see `flat.ts`. */
export async function labelTables(tree: FileTree): Promise<ReadonlyMap<string, string>> {
  const classes = new Map<string, string>()
  for (const file of tree.files.filter(({ path }) => CSV.test(path))) {
    const lines = new TextDecoder().decode(await contentsOf(file)).split(/\r?\n/)
    for (const line of lines) {
      const [name, label] = cellsOf(line).map((cell) => cell.replace(/^"|"$/g, ''))
      if (name && label) classes.set(split(name).name.toLowerCase(), label)
    }
  }
  return classes
}
