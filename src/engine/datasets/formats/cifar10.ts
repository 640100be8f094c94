import { join } from 'node:path'
import { AppError, phrase } from '@shared/errors'
import { DATASET_BYTES, type Split } from '../dataset'
import { checkLabels } from '../idx'
import { stageOf } from '../progress'
import { readSourceFile } from '../source-file'
import { classNames, type DatasetFormat, namesIn } from './format'

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

const SIDE = 32
const CHANNELS = 3
const PLANE = SIDE * SIDE
/** A label, then the red, green and blue planes, row by row (Krizhevsky, CIFAR-10 page). */
const RECORD = 1 + CHANNELS * PLANE
const TRAIN = /^data_batch_\d+\.bin$/
const TEST = 'test_batch.bin'

/** The archive unpacks to a folder of this name; both it and its parent are taken. */
async function batchFolder(folder: string): Promise<string | undefined> {
  for (const candidate of [folder, join(folder, 'cifar-10-batches-bin')]) {
    const names = await namesIn(candidate, 'files').catch((): string[] => [])
    if (names.includes(TEST) && names.some((name) => TRAIN.test(name))) return candidate
  }
  return undefined
}

/** CIFAR-10's binary version. */
export const cifar10Format: DatasetFormat = {
  kind: 'cifar10',

  async recognise(folder) {
    return (await batchFolder(folder)) !== undefined
  },

  async read(folder, _options, job) {
    const batches = await batchFolder(folder)
    if (!batches)
      throw new AppError(
        'not-found',
        phrase`${folder} has no data_batch_1.bin … and test_batch.bin`,
        { folder },
      )
    const names = await namesIn(batches, 'files')
    const train = names
      .filter((name) => TRAIN.test(name))
      .sort((a, b) => batchNumber(a) - batchNumber(b))
    const classes = (await classNames(batches, 'batches.meta.txt')) ?? [...CIFAR10_CLASSES]
    const report = stageOf(job, 'unpack', 'files', train.length + 1)
    const read = async (files: readonly string[], before: number): Promise<Split> => {
      const parts: Uint8Array[] = []
      for (const [index, name] of files.entries()) {
        parts.push(
          checkBatch(
            await readSourceFile(join(batches, name), {
              signal: job.signal,
              limit: Math.floor(DATASET_BYTES / files.length),
            }),
            name,
          ),
        )
        report(before + index + 1)
      }
      const split = unpackRecords(Buffer.concat(parts))
      checkLabels(split.labels, classes.length, files.join(', '))
      return split
    }
    return {
      kind: 'cifar10',
      height: SIDE,
      width: SIDE,
      channels: CHANNELS,
      classes,
      train: await read(train, 0),
      test: await read([TEST], train.length),
    }
  },
}

const batchNumber = (name: string): number => Number(/\d+/.exec(name)?.[0])

function checkBatch(bytes: Uint8Array, name: string): Uint8Array {
  if (bytes.length > 0 && bytes.length % RECORD === 0) return bytes
  throw new AppError(
    'corrupt',
    phrase`${name} has ${bytes.length} bytes, which is no whole number of CIFAR-10 records of ${RECORD}; bring it again`,
    { file: name },
  )
}

/** Planes become pixels: [channel, row, column] → [row, column, channel]. */
function unpackRecords(records: Uint8Array): Split {
  const count = records.length / RECORD
  const images = new Uint8Array(count * CHANNELS * PLANE)
  const labels = new Uint8Array(count)
  for (let record = 0; record < count; record++) {
    const from = record * RECORD
    labels[record] = records[from] ?? 0
    for (let pixel = 0; pixel < PLANE; pixel++) {
      const to = (record * PLANE + pixel) * CHANNELS
      for (let channel = 0; channel < CHANNELS; channel++)
        images[to + channel] = records[from + 1 + channel * PLANE + pixel] ?? 0
    }
  }
  return { images, labels, count }
}
