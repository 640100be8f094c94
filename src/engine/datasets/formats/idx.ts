import { AppError, phrase, type Phrase } from '@shared/errors'
import type { Split } from '../dataset'
import { checkLabels, type IdxImages, parseIdxImages, parseIdxLabels } from '../idx'
import { stageOf } from '../progress'
import type { FileTree, LeftOut, TreeFile } from '../tree/file-tree'
import { split } from '../tree/file-tree'
import { classNames, contentsOf, type DatasetFormat, type GatheredArrays, numbered } from './format'
import { mappingNames, upright } from './emnist'

type Role = 'train-images' | 'train-labels' | 'test-images' | 'test-labels'

const bare = (path: string): string =>
  split(path).name.toLowerCase().replace(/\.gz$/, '').replace(/\.idx/, '-idx')

/**
 * What a file is, by its name: `train-images-idx3-ubyte.gz`, `t10k-labels.idx1-ubyte`,
 * `emnist-letters-test-images-idx3-ubyte`, `qmnist-train-labels-idx2-int` …
 */
function roleOf(path: string): Role | undefined {
  const stem = bare(path)
  const content = /image/.test(stem) ? 'images' : /label/.test(stem) ? 'labels' : undefined
  if (!content || !/idx\d?|ubyte/.test(stem)) return undefined
  return `${/t10k|test/.test(stem) ? 'test' : 'train'}-${content}`
}

interface Chosen {
  readonly roles: ReadonlyMap<Role, TreeFile>
  readonly leftOut: readonly LeftOut[]
}

/** The file for each role; of copies the unpacked one, and of these the least deep. */
function choose(tree: FileTree): Chosen {
  const roles = new Map<Role, TreeFile>()
  const leftOut: LeftOut[] = []
  const rank = ({ path }: TreeFile): number =>
    path.split('/').length + (path.toLowerCase().endsWith('.gz') ? 100 : 0)
  const known = tree.files.filter(({ path }) => roleOf(path) !== undefined)
  for (const file of [...known].sort((a, b) => rank(a) - rank(b))) {
    const role = roleOf(file.path)
    if (!role) continue
    const other = roles.get(role)
    if (!other) roles.set(role, file)
    else if (bare(other.path) === bare(file.path))
      leftOut.push({ path: file.path, reason: phrase`another copy of ${other.path}`, count: 0 })
    else
      throw new AppError(
        'invalid-file',
        phrase`${tree.place} holds more than one data set: both ${other.path} and ${file.path} could be its ${role.replace('-', ' ')}. Put each set into a folder of its own`,
      )
  }
  return { roles, leftOut }
}

/**
 * MNIST and every set that is stored like it. Class names come from EMNIST's mapping file or a
 * `classes.txt` beside the files, one a line, else they are numbers.
 */
export const idxFormat: DatasetFormat = {
  kind: 'idx',

  recognise({ files }) {
    const roles = files.map(({ path }) => roleOf(path))
    return roles.includes('train-images') && roles.includes('train-labels')
  },

  async gather(tree, _options, job) {
    const { roles, leftOut } = choose(tree)
    const report = stageOf(job, 'unpack', 'files', roles.size)
    let done = 0
    const read = async (role: Role): Promise<readonly [Uint8Array, string]> => {
      const file = roles.get(role)
      if (!file)
        throw new AppError(
          'not-found',
          phrase`${tree.place} has no ${role.replace('-', ' ')}; it needs images and labels of each part`,
          { folder: tree.place, role },
        )
      const bytes = await contentsOf(file, job.signal)
      report(++done)
      return [bytes, file.path]
    }
    const part = async (name: 'train' | 'test'): Promise<IdxImages & Split> => {
      const [bytes, path] = await read(`${name}-images`)
      const images = parseIdxImages(bytes, path)
      const [marks, marksPath] = await read(`${name}-labels`)
      const labels = parseIdxLabels(marks, marksPath, images.count)
      const turned = /emnist/.test(bare(path)) ? upright(images) : images
      return { ...turned, labels }
    }
    const train = await part('train')
    const test =
      roles.has('test-images') || roles.has('test-labels') ? await part('test') : undefined
    checkSameSize(tree.place, train, test)
    const named = (await mappingNames(tree)) ?? (await ownNames(tree))
    return { form: 'arrays', leftOut, ...labelled(tree.place, train, test, named) }
  },
}

async function ownNames(tree: FileTree): Promise<ReadonlyMap<number, string> | undefined> {
  const names = await classNames(tree, (name) => name === 'classes.txt')
  return names && new Map(names.entries())
}

function checkSameSize(place: string, train: IdxImages, test: IdxImages | undefined): void {
  const { height, width, channels } = train
  if (!test || (test.height === height && test.width === width && test.channels === channels))
    return
  throw new AppError(
    'corrupt',
    phrase`${place}: training pictures are ${height} × ${width} × ${channels}, test pictures ${test.height} × ${test.width} × ${test.channels}`,
  )
}

/** Classes by their names; labels that begin at 1 are counted from 0. */
function labelled(
  place: string,
  train: IdxImages & Split,
  test: (IdxImages & Split) | undefined,
  names: ReadonlyMap<number, string> | undefined,
): Omit<GatheredArrays, 'form' | 'leftOut'> {
  const halves = test ? [train, test] : [train]
  const from = halves.every(({ labels }) => !labels.includes(0)) ? 1 : 0
  // Names that are counted from 0, as in classes.txt, are those of the first label on.
  const nameOf = (label: number): string | undefined =>
    names?.has(0) ? names.get(label - from) : names?.get(label)
  const highest = numbered(...halves).length
  const count = names ? Math.max(...names.keys()) + 1 - (names.has(0) ? 0 : from) : highest - from
  const classes = Array.from({ length: count }, (_, i) => nameOf(i + from) ?? String(i + from))
  const shift = <T extends Split>(half: T): T =>
    from === 0 ? half : { ...half, labels: half.labels.map((label) => label - from) }
  const [first, second] = halves.map(shift)
  for (const half of [first, second])
    if (half) checkLabels(half.labels, classes.length, names ? `${place} (classes.txt)` : place)
  const notes: Phrase[] =
    from === 0 ? [] : [phrase`Labels begin at 1 in these files; here they are counted from 0.`]
  const { height, width, channels } = train
  return {
    classes,
    notes,
    height,
    width,
    channels,
    train: first ?? train,
    ...(second ? { test: second } : {}),
  }
}
