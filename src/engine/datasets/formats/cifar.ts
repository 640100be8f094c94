import { AppError, phrase } from '@shared/errors'
import { DATASET_BYTES, type Split } from '../dataset'
import { checkLabels } from '../idx'
import { stageOf } from '../progress'
import type { Work } from '../../work/work'
import { type FileTree, split, type TreeFile } from '../tree/file-tree'
import { classNames, contentsOf, type DatasetFormat, type GatheredArrays, numbered } from './format'
import { CHANNELS, PLANES, SIDE, toPixels } from './cifar-pixels'
import { readPythonBatch, readPythonNames } from './cifar-python'

export const CIFAR10_CLASSES = [
  'airplane',
  'automobile',
  'bird',
  'cat',
  'deer',
  'dog',
  'frog',
  'horse',
  'ship',
  'truck',
] as const

/** How one of the four ways lies in files: by the names of its files. */
interface Variant {
  readonly train: RegExp
  readonly test: RegExp
  readonly names: string
  readonly standard?: readonly string[]
  /** Labels before each picture's planes; the last is the class. Undefined for Python's. */
  readonly labelBytes?: number
}

const TEN: Variant = {
  train: /^data_batch_\d+\.bin$/,
  test: /^test_batch\.bin$/,
  names: 'batches.meta.txt',
  standard: CIFAR10_CLASSES,
  labelBytes: 1,
}
const TEN_PYTHON: Variant = {
  train: /^data_batch_\d+$/,
  test: /^test_batch$/,
  names: 'batches.meta',
  standard: CIFAR10_CLASSES,
}
const HUNDRED: Variant = {
  train: /^train\.bin$/,
  test: /^test\.bin$/,
  names: 'fine_label_names.txt',
  labelBytes: 2,
}
const HUNDRED_PYTHON: Variant = { train: /^train$/, test: /^test$/, names: 'meta' }

const batchNumber = ({ path }: TreeFile): number => Number(/\d+/.exec(split(path).name)?.[0] ?? 0)

function filesOf(tree: FileTree, variant: Variant): { train: TreeFile[]; test: TreeFile[] } {
  const where = (test: RegExp): TreeFile[] =>
    tree.files
      .filter(({ path }) => test.test(split(path).name))
      .sort((a, b) => batchNumber(a) - batchNumber(b))
  return { train: where(variant.train), test: where(variant.test) }
}

function present(tree: FileTree, variants: readonly Variant[]): Variant | undefined {
  return variants.find((variant) => {
    const { train, test } = filesOf(tree, variant)
    const isAlone =
      variant !== HUNDRED_PYTHON || tree.files.some(({ path }) => split(path).name === 'meta')
    return train.length > 0 && test.length > 0 && isAlone
  })
}

const format = (kind: 'cifar10' | 'cifar100', variants: readonly Variant[]): DatasetFormat => ({
  kind,
  recognise: (tree) => present(tree, variants) !== undefined,

  async gather(tree, _options, job): Promise<GatheredArrays> {
    const variant = present(tree, variants)
    if (!variant)
      throw new AppError(
        'not-found',
        phrase`${tree.place} has no data_batch_1.bin … and test_batch.bin`,
        { folder: tree.place },
      )
    const files = filesOf(tree, variant)
    const report = stageOf(job, 'unpack', 'files', files.train.length + files.test.length)
    const train = await readAll(files.train, variant, job, report)
    const test = await readAll(files.test, variant, job, (done) =>
      report(files.train.length + done),
    )
    const named = variant.labelBytes
      ? await classNames(tree, (name) => name === variant.names)
      : await readPythonNames(tree, variant.names)
    const classes = named ?? [...(variant.standard ?? numbered(train, test))]
    for (const [half, { labels }] of [
      [files.train, train],
      [files.test, test],
    ] as const)
      checkLabels(labels, classes.length, half.map(({ path }) => path).join(', '))
    const size = { height: SIDE, width: SIDE, channels: CHANNELS }
    return { form: 'arrays', ...size, classes, train, test, leftOut: [], notes: [] }
  },
})

/** CIFAR-10, the binary version and the one for Python. */
export const cifar10Format = format('cifar10', [TEN, TEN_PYTHON])
/** CIFAR-100 with its fine classes. */
export const cifar100Format = format('cifar100', [HUNDRED, HUNDRED_PYTHON])

async function readAll(
  files: readonly TreeFile[],
  { labelBytes }: Variant,
  { signal }: Work,
  report: (done: number) => void,
): Promise<Split> {
  const halves: Split[] = []
  const limit = Math.floor(DATASET_BYTES / files.length)
  for (const [index, file] of files.entries()) {
    const bytes = await contentsOf(file, signal, limit)
    const name = split(file.path).name
    halves.push(labelBytes ? readRecords(bytes, labelBytes, name) : readPythonBatch(bytes, name))
    report(index + 1)
  }
  return {
    images: Buffer.concat(halves.map(({ images }) => images)),
    labels: Uint8Array.from(halves.flatMap(({ labels }) => [...labels])),
    count: halves.reduce((sum, { count }) => sum + count, 0),
  }
}

function readRecords(bytes: Uint8Array, labelBytes: number, name: string): Split {
  const record = labelBytes + PLANES
  if (bytes.length === 0 || bytes.length % record !== 0)
    throw new AppError(
      'corrupt',
      phrase`${name} has ${bytes.length} bytes, which is no whole number of CIFAR-10 records of ${record}; bring it again`,
      { file: name },
    )
  const count = bytes.length / record
  const labels = Uint8Array.from(
    { length: count },
    (_, i) => bytes[i * record + labelBytes - 1] ?? 0,
  )
  const planes = new Uint8Array(count * PLANES)
  for (let i = 0; i < count; i++)
    planes.set(bytes.subarray(i * record + labelBytes, (i + 1) * record), i * PLANES)
  return { images: toPixels(planes), labels, count }
}
