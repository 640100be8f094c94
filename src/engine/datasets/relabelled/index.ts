import type { DatasetInfo } from '@shared/contract/datasets'
import { AppError, phrase } from '@shared/errors'
import {
  NONE_RELABELLED,
  withLabels,
  type NewLabels,
  type RelabelledPlaces,
} from '@shared/recipe/relabelled'
import { MOST_ASIDE, NONE_ASIDE, type AsidePlaces } from '@shared/recipe/set-aside'
import { readCachedLabels } from '../cache'
import { infoOf } from '../info'
import { oneAtATime } from '../lock'
import type { Manifest } from '../manifest'
import { readyManifest } from '../ready'
import { keepRelabelled, relabelledOf } from './kept'

export interface LabelChange {
  /** Pictures with the class that they count as from now on. */
  readonly labels: RelabelledPlaces
  /** Pictures that count as their files say again. */
  readonly back: AsidePlaces
}

const HALVES = ['train', 'test'] as const

/** @throws AppError `invalid-argument` naming the position or the class, `too-large` */
function checkLabels({ title, classes, ...halves }: Manifest, labels: RelabelledPlaces): void {
  for (const half of HALVES) {
    const { count } = halves[half]
    for (const [at, label] of labels[half]) {
      if (at >= count)
        throw new AppError(
          'invalid-argument',
          phrase`${title} has no ${half} picture ${at}: they are numbered 0 … ${count - 1}`,
          { index: at, count },
        )
      if (label >= classes.length)
        throw new AppError(
          'invalid-argument',
          phrase`${title} has no class ${label}: they are numbered 0 … ${classes.length - 1}`,
          { label, classes: classes.length },
        )
    }
  }
}

/** A label that is the file's own is no correction. */
async function otherLabels(
  manifest: Manifest,
  half: (typeof HALVES)[number],
  labels: NewLabels,
): Promise<[number, number][]> {
  if (labels.length === 0) return []
  const own = await readCachedLabels(manifest, half)
  return labels.filter(([at, label]) => own[at] !== label).map(([at, label]) => [at, label])
}

/** What of a list is not so in another. */
const without = (list: NewLabels, other: NewLabels): [number, number][] => {
  const known = new Map(other)
  return list.filter(([at, label]) => known.get(at) !== label).map(([at, label]) => [at, label])
}

/**
 * Lets pictures of a data set count as other classes than their files say, and others as these say
 * again. Its files are never changed: the list is one of its own, and part of the recipes that are
 * made from then on.
 * @returns the set, and the change that takes this one back
 * @throws AppError `invalid-argument` for a picture or a class that there isn't, `too-large`,
 *   `not-found`
 */
export async function changeLabels(
  id: string,
  { labels = NONE_RELABELLED, back = NONE_ASIDE }: Partial<LabelChange>,
): Promise<{ readonly info: DatasetInfo; readonly undo: LabelChange }> {
  const manifest = await readyManifest(id, {})
  return oneAtATime(id, async () => {
    checkLabels(manifest, labels)
    const before = (await relabelledOf(manifest)) ?? NONE_RELABELLED
    const after = { train: [] as [number, number][], test: [] as [number, number][] }
    for (const half of HALVES) {
      const changed = withLabels(before[half], labels[half], back[half])
      after[half] = await otherLabels(manifest, half, changed)
      if (after[half].length > MOST_ASIDE)
        throw new AppError(
          'too-large',
          phrase`At most ${MOST_ASIDE} labels of each half can be corrected, not ${after[half].length}: a recipe carries the list. Correct them in the files, and import these again`,
          { half },
        )
    }
    await keepRelabelled(manifest, after)
    const gone = (half: (typeof HALVES)[number]): number[] => {
      const known = new Set(before[half].map(([at]) => at))
      return after[half].map(([at]) => at).filter((at) => !known.has(at))
    }
    return {
      info: await infoOf(manifest),
      undo: {
        labels: {
          train: without(before.train, after.train),
          test: without(before.test, after.test),
        },
        back: { train: gone('train'), test: gone('test') },
      },
    }
  })
}
