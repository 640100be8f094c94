import { AppError, phrase } from '@shared/errors'
import type { DatasetAnalysis } from '@shared/contract/datasets'
import type { FittedPicture } from '../pictures/fitted'
import type { Work } from '../work/work'
import type { PartName } from './cache'
import { DATASET_BYTES, type RawDataset, type Split } from './dataset'
import { analysisOf, type Made } from './analysis'
import { withFormat } from './formats'
import { takeExamples } from './examples'
import type { GatheredArrays, GatheredFiles, PictureFile, ReadOptions } from './formats/format'
import { isRead, readPictures } from './reading/read-pictures'
import { targetOf } from './reading/target'
import { DEFAULT_TEST_SHARE, stratifiedSplit } from './split'

/** What files hold, and the data set that they make. */
export interface Examined {
  readonly analysis: DatasetAnalysis
  readonly raw: RawDataset
}

const LISTED_EXAMPLES = 3

/**
 * Reads a folder, an archive or a file as a data set and says what it found: classes, sizes, what is
 * left out and why. What is taken and what is left out make what was found. Nothing is kept.
 * @throws AppError `invalid-file`, `corrupt`, `too-large`, `not-found`, `cancelled` …
 */
export function examine(place: string, options: ReadOptions, job: Work): Promise<Examined> {
  return withFormat(place, job, async (format, tree) => {
    const gathered = await format.gather(tree, options, job)
    const made =
      gathered.form === 'arrays'
        ? fromArrays(format.kind, gathered, options)
        : await fromFiles(place, format.kind, gathered, options, job)
    return { raw: made.raw, analysis: analysisOf(place, tree, gathered, made, options) }
  })
}

function fromArrays(
  kind: RawDataset['kind'],
  { height, width, channels, classes, train, test, validation }: GatheredArrays,
  { testShare = DEFAULT_TEST_SHARE, seed = 0 }: ReadOptions,
): Made {
  const size = height * width * channels
  let halves = { train, test: test ?? train }
  if (!test) {
    const parts = stratifiedSplit(train.labels, testShare, seed)
    halves = {
      train: takeExamples(train, size, parts.train),
      test: takeExamples(train, size, parts.test),
    }
  }
  const own = test && validation ? { validation } : {}
  const raw = { kind, height, width, channels, classes, ...halves, ...own }
  return { raw, unreadable: [], pictures: undefined, fit: 'stretch', examples: [] }
}

async function fromFiles(
  place: string,
  kind: RawDataset['kind'],
  { classes, train, test, validation = [] }: GatheredFiles,
  options: ReadOptions,
  job: Work,
): Promise<Made> {
  const files = [...train, ...(test ?? []), ...validation]
  const ownTest = train.length + (test?.length ?? 0)
  const partOf = (index: number): PartName =>
    index < train.length ? 'train' : index < ownTest ? 'test' : 'validation'
  const hasOwnTest = test !== undefined
  const target = await targetOf([...train, ...(test ?? [])], options, job)
  const { height, width, channels, fit } = target
  if (files.length * height * width * channels > DATASET_BYTES)
    throw new AppError(
      'too-large',
      phrase`${files.length} pictures of ${height} × ${width} × ${channels} need more than ${Math.floor(DATASET_BYTES / 1e6)} MB; choose a smaller size`,
      { folder: place },
    )
  const readings = await readPictures(place, files, target, job)
  const unreadable = readings.flatMap((reading) => (isRead(reading) ? [] : [reading.unreadable]))
  const readable = files.flatMap((file, index) => {
    const reading = readings[index]
    return reading && isRead(reading) ? [{ ...file, reading, part: partOf(index) }] : []
  })
  const { testShare = DEFAULT_TEST_SHARE, seed = 0 } = options
  const labels = readable.map(({ label }) => label)
  const drawn = new Set(hasOwnTest ? [] : stratifiedSplit(labels, testShare, seed).test)
  const split = (wanted: PartName): Split =>
    splitOf(
      readable.filter(({ part }, index) => (drawn.has(index) ? 'test' : part) === wanted),
      height * width * channels,
      classes.length,
    )
  const own = readable.some(({ part }) => part === 'validation')
    ? { validation: split('validation') }
    : {}
  const halves = { train: split('train'), test: split('test'), ...own }
  return {
    raw: { kind, height, width, channels, classes, ...halves },
    unreadable,
    pictures: readable.map(({ reading }) => reading),
    fit,
    examples: classes.map((_, label) => namesOf(files, label)),
  }
}

const namesOf = (files: readonly PictureFile[], label: number): string[] =>
  files
    .filter((file) => file.label === label)
    .slice(0, LISTED_EXAMPLES)
    .map(({ file }) => file.path)

function splitOf(
  pictures: readonly { readonly label: number; readonly reading: FittedPicture }[],
  size: number,
  classes: number,
): Split {
  const images = new Uint8Array(pictures.length * size)
  pictures.forEach(({ reading }, index) => images.set(reading.pixels, index * size))
  const labels = new (classes > 256 ? Uint16Array : Uint8Array)(pictures.map(({ label }) => label))
  const sizes = Uint16Array.from(
    pictures.flatMap(({ reading: { height, width } }) => [height, width]),
    (side) => Math.min(side, 0xffff),
  )
  return { images, labels, count: pictures.length, sizes }
}
