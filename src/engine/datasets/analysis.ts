import type { DatasetAnalysis } from '@shared/contract/datasets'
import type { RawDataset, Split } from './dataset'
import type { Gathered, ReadOptions } from './formats/format'
import type { FittedPicture } from '../pictures/fitted'
import type { Unreadable } from './reading/store'
import { DEFAULT_TEST_SHARE } from './split'
import { thumbnails, thumbnailSize } from './thumbnails'
import type { FileTree } from './tree/file-tree'

/** Sizes that an analysis lists; of more than that it says how many there are. */
const LISTED_SIZES = 20

/** What was made of files. */
export interface Made {
  readonly raw: RawDataset
  readonly unreadable: readonly Unreadable[]
  readonly pictures: readonly Pick<FittedPicture, 'height' | 'width' | 'isGrey'>[] | undefined
  readonly fit: DatasetAnalysis['fit']
  /** File names of pictures of each class. */
  readonly examples: readonly (readonly string[])[]
}

/** What is said of it: what is taken and what is left out make what was found. */
export function analysisOf(
  place: string,
  { passedOver, leftOut: unlisted }: FileTree,
  gathered: Gathered,
  { raw, unreadable, pictures, fit, examples }: Made,
  { testShare = DEFAULT_TEST_SHARE, seed = 0 }: ReadOptions,
): DatasetAnalysis {
  const { kind, height, width, channels, classes, train, test, validation } = raw
  const own = gathered.form === 'files' ? [] : unlisted
  const leftOut = [...gathered.leftOut, ...own].map(({ path, reason, count = 1 }) => ({
    path,
    reason,
    count,
  }))
  const small = thumbnails(raw)
  const all = train.count + test.count + (validation?.count ?? 0)
  const grey = pictures ? pictures.filter(({ isGrey }) => isGrey).length : channels === 1 ? all : 0
  return {
    kind,
    place,
    found: all + unreadable.length + leftOut.reduce((sum, { count }) => sum + count, 0),
    taken: all,
    train: train.count,
    test: test.count,
    ...(validation ? { validation: validation.count } : {}),
    split: gathered.test ? 'own' : 'drawn',
    testShare,
    seed,
    classes: classes.map((name, label) => ({
      name,
      train: countOf(train, label),
      test: countOf(test, label),
      examples: [...(examples[label] ?? [])],
      thumbnails: small[label] ?? new Uint8Array(),
    })),
    thumbnail: thumbnailSize(raw),
    sizes: pictures ? sizesOf(pictures) : sizesOf([{ height, width }], all),
    colours: { grey, colour: all - grey },
    height,
    width,
    channels,
    fit,
    leftOut,
    unreadable: [...unreadable],
    passedOver,
    notes: [...gathered.notes],
  }
}

const countOf = ({ labels }: Split, wanted: number): number => {
  let count = 0
  for (const label of labels) if (label === wanted) count++
  return count
}

/** How many pictures have which size, the most frequent first. */
function sizesOf(
  pictures: readonly { readonly height: number; readonly width: number }[],
  count = 1,
): DatasetAnalysis['sizes'] {
  const counts = new Map<string, { height: number; width: number; count: number }>()
  for (const { height, width } of pictures) {
    const key = `${height} ${width}`
    const known = counts.get(key)
    if (known) known.count += count
    else counts.set(key, { height, width, count })
  }
  const sorted = [...counts.values()].sort((a, b) => b.count - a.count)
  return { different: sorted.length, listed: sorted.slice(0, LISTED_SIZES) }
}
