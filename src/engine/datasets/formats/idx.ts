import { join } from 'node:path'
import { AppError, phrase } from '@shared/errors'
import type { RawDataset, Split } from '../dataset'
import { checkLabels, type IdxImages, parseIdxImages, parseIdxLabels } from '../idx'
import { stageOf } from '../progress'
import { readSourceFile } from '../source-file'
import { DEFAULT_TEST_SHARE, stratifiedSplit } from '../split'
import { classNames, type DatasetFormat, namesIn, takeExamples } from './format'

type Role = 'train-images' | 'train-labels' | 'test-images' | 'test-labels'

/**
 * What a file is, by its name: `train-images-idx3-ubyte.gz`, `t10k-labels.idx1-ubyte`,
 * `emnist-letters-test-images-idx3-ubyte` …
 */
function roleOf(name: string): Role | undefined {
  const stem = name.toLowerCase().replace(/\.gz$/, '')
  const content = /image/.test(stem) ? 'images' : /label/.test(stem) ? 'labels' : undefined
  if (!content || !/idx\d?|ubyte/.test(stem)) return undefined
  return `${/t10k|test/.test(stem) ? 'test' : 'train'}-${content}`
}

/** The file for each role; an unpacked one is taken before the same one packed. */
async function filesIn(folder: string): Promise<Map<Role, string>> {
  const found = new Map<Role, string>()
  for (const name of await namesIn(folder, 'files')) {
    const role = roleOf(name)
    if (!role) continue
    const other = found.get(role)
    if (other && other.replace(/\.gz$/, '') !== name.replace(/\.gz$/, '')) {
      throw new AppError(
        'invalid-file',
        phrase`${folder} holds more than one data set: both ${other} and ${name} could be its ${role.replace('-', ' ')}. Put each set into a folder of its own`,
      )
    }
    if (!other || other.endsWith('.gz')) found.set(role, name)
  }
  return found
}

/**
 * MNIST and every set that is stored like it. Class names come from a `classes.txt` beside the
 * files, one a line, else they are numbers.
 */
export const idxFormat: DatasetFormat = {
  kind: 'idx',

  async recognise(folder) {
    const roles = (await namesIn(folder, 'files')).map(roleOf)
    return roles.includes('train-images') && roles.includes('train-labels')
  },

  async read(folder, { testShare = DEFAULT_TEST_SHARE, seed = 0 }, job) {
    const files = await filesIn(folder)
    const report = stageOf(job, 'unpack', 'files', files.size)
    let done = 0
    const read = async (role: Role): Promise<Uint8Array> => {
      const name = files.get(role)
      if (!name)
        throw new AppError(
          'not-found',
          phrase`${folder} has no ${role.replace('-', ' ')}; it needs images and labels of each part`,
          { folder, role },
        )
      const bytes = await readSourceFile(join(folder, name), { signal: job.signal })
      report(++done)
      return bytes
    }
    const part = async (name: 'train' | 'test'): Promise<IdxImages & Split> => {
      const images = parseIdxImages(await read(`${name}-images`), files.get(`${name}-images`) ?? '')
      const labels = parseIdxLabels(
        await read(`${name}-labels`),
        files.get(`${name}-labels`) ?? '',
        images.count,
      )
      return { ...images, labels }
    }
    const train = await part('train')
    const test =
      files.has('test-images') || files.has('test-labels') ? await part('test') : undefined
    const parts = test ? { train, test } : splitOff(train, testShare, seed)
    return assemble(folder, train, test, parts, await classNames(folder, 'classes.txt'))
  },
}

function splitOff(
  all: IdxImages & Split,
  testShare: number,
  seed: number,
): { train: Split; test: Split } {
  const size = all.height * all.width * all.channels
  const { train, test } = stratifiedSplit(all.labels, testShare, seed)
  return { train: takeExamples(all, size, train), test: takeExamples(all, size, test) }
}

function assemble(
  folder: string,
  first: IdxImages,
  second: IdxImages | undefined,
  { train, test }: { train: Split; test: Split },
  names: readonly string[] | undefined,
): RawDataset {
  const { height, width, channels } = first
  if (
    second &&
    (second.height !== height || second.width !== width || second.channels !== channels)
  ) {
    throw new AppError(
      'corrupt',
      phrase`${folder}: training pictures are ${height} × ${width} × ${channels}, test pictures ${second.height} × ${second.width} × ${second.channels}`,
    )
  }
  let highest = 0
  for (const { labels } of [train, test])
    for (const label of labels) highest = Math.max(highest, label)
  const classes = names ?? Array.from({ length: highest + 1 }, (_, label) => String(label))
  for (const { labels } of [train, test])
    checkLabels(labels, classes.length, names ? `${folder} (classes.txt)` : folder)
  return { kind: 'idx', height, width, channels, classes, train, test }
}
