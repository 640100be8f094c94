import { AppError, phrase } from '@shared/errors'
import { memorySource } from '../../formats/zip/source'
import { ZipArchive } from '../../formats/zip/zip'
import { DATASET_BYTES, type Split } from '../dataset'
import { asLabels, asPixels } from '../idx'
import type { LeftOut, TreeFile } from '../tree/file-tree'
import { contentsOf, type DatasetFormat, numbered, type ReadOptions } from './format'
import { npyHeader, type NumpyArray, parseNpy } from './npy'

/** Names of pictures and labels: MedMNIST's and Keras's. */
const TRAIN = [
  ['train_images', 'train_labels'],
  ['x_train', 'y_train'],
  ['images', 'labels'],
  ['x', 'y'],
] as const
const TEST = [
  ['test_images', 'test_labels'],
  ['x_test', 'y_test'],
] as const
const VALIDATION = [
  ['val_images', 'val_labels'],
  ['x_val', 'y_val'],
  ['x_valid', 'y_valid'],
] as const

/** NumPy's archive with pictures and labels in arrays. */
export const npzFormat: DatasetFormat = {
  kind: 'npz',
  recognise: ({ files }) => files.some(({ path }) => path.toLowerCase().endsWith('.npz')),

  async gather(tree, { keys }, job) {
    const archives = tree.files.filter(({ path }) => path.toLowerCase().endsWith('.npz'))
    const [file, other] = archives
    if (!file) throw new AppError('not-found', phrase`${tree.place} has no .npz file`)
    if (other)
      throw new AppError(
        'invalid-file',
        phrase`${tree.place} holds more than one data set: ${file.path} and ${other.path}. Import one of these files`,
      )
    const archive = await ZipArchive.open(
      memorySource(await contentsOf(file, job.signal)),
      DATASET_BYTES,
    )
    const names = [...archive.entries.keys()].map((name) => name.replace(/\.npy$/, ''))
    const array = async (name: string): Promise<NumpyArray> =>
      parseNpy(await archive.read(archive.find(`${name}.npy`)), name)
    const has = (pair: readonly string[]): boolean => pair.every((name) => names.includes(name))
    const trainKeys = chosenKeys(names, keys, file.place)
    const trainArrays = pictures(await array(trainKeys[0]), trainKeys[0])
    const train = withLabels(trainArrays, await array(trainKeys[1]), trainKeys[1])
    const testKeys = keys ? undefined : TEST.find(has)
    const testArrays = testKeys && pictures(await array(testKeys[0]), testKeys[0])
    const test =
      testKeys && testArrays && withLabels(testArrays, await array(testKeys[1]), testKeys[1])
    const { height, width, channels } = trainArrays
    if (testArrays && sizeOf(testArrays) !== sizeOf(trainArrays))
      throw new AppError(
        'corrupt',
        phrase`${file.place}: training pictures are ${height} × ${width} × ${channels}, test pictures ${testArrays.height} × ${testArrays.width} × ${testArrays.channels}`,
      )
    const leftOut: LeftOut[] = []
    const validationKeys = keys ? undefined : VALIDATION.find(has)
    const validationArrays =
      validationKeys && pictures(await array(validationKeys[0]), validationKeys[0])
    const isLike = validationArrays && sizeOf(validationArrays) === sizeOf(trainArrays)
    const own =
      test && validationKeys && isLike
        ? withLabels(validationArrays, await array(validationKeys[1]), validationKeys[1])
        : undefined
    const unused = names.filter((name) => !own && VALIDATION.some(([images]) => images === name))
    for (const name of unused)
      leftOut.push({
        path: name,
        reason: phrase`pictures for validation are not used`,
        count: (await array(name)).shape[0] ?? 0,
      })
    const halves = { train, ...(test ? { test } : {}), ...(own ? { validation: own } : {}) }
    const classes = numbered(train, test, own)
    return { form: 'arrays', height, width, channels, classes, ...halves, leftOut, notes: [] }
  },
}

/** Bytes in which an array's header ends. */
const HEADER_BYTES = 4096

/**
 * Whether an npz holds pictures and their labels, and not, say, a network's weights: arrays by the
 * names that data sets have, or one of three or four dimensions with whole numbers for each of its
 * entries.
 */
export async function holdsPictures(file: TreeFile, signal?: AbortSignal): Promise<boolean> {
  const archive = await ZipArchive.open(memorySource(await contentsOf(file, signal)), DATASET_BYTES)
  const arrays = await Promise.all(
    [...archive.entries.values()].map(async (entry) => {
      const name = entry.name.replace(/\.npy$/, '')
      return { name, ...npyHeader(await archive.head(entry, HEADER_BYTES), name) }
    }),
  )
  const names = arrays.map(({ name }) => name)
  if (TRAIN.some((pair) => pair.every((name) => names.includes(name)))) return true
  return arrays.some(
    ({ shape: [count, ...rest] }) =>
      (rest.length === 2 || rest.length === 3) &&
      arrays.some(
        ({ type, shape }) => /^[biu]/.test(type) && shape.length <= 2 && shape[0] === count,
      ),
  )
}

function chosenKeys(
  names: readonly string[],
  keys: ReadOptions['keys'],
  place: string,
): readonly [string, string] {
  const found = keys
    ? [keys].find((pair) => pair.every((name) => names.includes(name)))
    : TRAIN.find((pair) => pair.every((name) => names.includes(name)))
  if (found) return found
  throw new AppError(
    'invalid-argument',
    keys
      ? phrase`${place} has no arrays “${keys[0]}” and “${keys[1]}”. It has: ${names.join(', ')}`
      : phrase`Which arrays of ${place} are the pictures and the labels? Name them (--keys pictures,labels). It has: ${names.join(', ')}`,
    { names },
  )
}

interface Pictures {
  readonly height: number
  readonly width: number
  readonly channels: number
  readonly count: number
  readonly images: Uint8Array
}

const sizeOf = ({ height, width, channels }: Pictures): string => [height, width, channels].join()

/** [count, height, width], [count, height, width, channels] or [count, channels, height, width]. */
function pictures({ shape, data }: NumpyArray, name: string): Pictures {
  const images = asPixels(data, name)
  const [count = 0, a = 0, b = 0, c] = shape
  if (shape.length === 3) return { count, height: a, width: b, channels: 1, images }
  if (shape.length === 4 && (c === 1 || c === 3))
    return { count, height: a, width: b, channels: c, images }
  if (shape.length === 4 && (a === 1 || a === 3)) {
    const [height, width, channels] = [b, c ?? 0, a]
    const size = height * width
    const turned = new Uint8Array(images.length)
    for (let i = 0; i < count; i++)
      for (let channel = 0; channel < channels; channel++)
        for (let pixel = 0; pixel < size; pixel++)
          turned[(i * size + pixel) * channels + channel] =
            images[(i * channels + channel) * size + pixel] ?? 0
    return { count, height, width, channels, images: turned }
  }
  throw new AppError(
    'invalid-file',
    phrase`“${name}” has the shape ${shape.join(' × ')}; pictures need count × height × width, with 1 or 3 channels`,
  )
}

/** Labels [count], [count, 1] or one-hot rows. */
function withLabels({ images, count }: Pictures, { shape, data }: NumpyArray, name: string): Split {
  const [rows, columns = 1] = shape
  if (rows !== count || shape.length > 2 || count < 1)
    throw new AppError('corrupt', phrase`“${name}” has ${rows ?? 0} labels for ${count} pictures`)
  if (columns === 1) return { images, labels: asLabels(data, name), count }
  const labels = Array.from({ length: count }, (_, i) => {
    const row = Array.from(data.slice(i * columns, (i + 1) * columns), Number)
    const ones = row.filter((value) => value === 1).length
    if (ones !== 1 || row.some((value) => value !== 0 && value !== 1))
      throw new AppError(
        'unsupported',
        phrase`“${name}” gives a picture several labels; a data set gives each picture one class`,
      )
    return row.indexOf(1)
  })
  return { images, labels: asLabels(labels, name), count }
}
