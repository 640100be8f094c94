import type { NearCopies } from '@shared/contract/dataset-check'
import { tensorflow } from '../../runtime/tensorflow'
import type { Work } from '../../work/work'
import { bestAlignment } from './aligned'
import { closePairs, type ClosePair } from './close-pairs'
import { alikeness } from './copies'
import { inTurns, type Examples } from './examples'
import { deviationOf } from './moments'
import { spectra } from './spectrum'
import { thumbnail, type Thumbnail } from './thumbnail'

/** Pictures are compared at this size; smaller ones as they are. */
const SIDE = 32

/**
 * Largest root mean square of the difference of near copies, in brightness 0 … 1. Copies of
 * Fashion-MNIST's pictures that were compressed as JPEG with quality 80 differ by 0.013 to 0.028;
 * of its 2.4 · 10⁹ pairs of different pictures a few dozen differ by less than 0.03.
 */
const LARGEST_DIFFERENCE = 0.03

/** Largest difference as a share of the fainter picture's standard deviation. */
const LARGEST_SHARE = 0.15

/** Spectra may be further apart than the pictures: a shifted one shows another border. */
const LARGEST_DISTANCE = 2 * LARGEST_DIFFERENCE

async function thumbnailsOf(
  examples: Examples,
  positions: readonly number[],
  signal?: AbortSignal,
): Promise<Thumbnail[]> {
  const small: Thumbnail[] = []
  await inTurns(positions.length, { signal }, (which) => {
    small.push(thumbnail(examples.picture(positions[which] ?? 0), examples.size, SIDE))
  })
  return small
}

/** Pairs with similar spectra: every near copy is among them, and little else. */
async function candidates(
  small: readonly Thumbnail[],
  work: Work<number>,
): Promise<readonly ClosePair[]> {
  const [one] = small
  if (!one || small.length < 2) return []
  const { height, width } = one
  const tf = tensorflow()
  const points = tf.tidy(() => {
    const all = new Float32Array(small.length * height * width)
    for (const [at, { values }] of small.entries()) all.set(values, at * height * width)
    return spectra(tf.tensor2d(all, [small.length, height * width]), height, width)
  })
  try {
    return await closePairs(points, LARGEST_DISTANCE, work)
  } finally {
    points.dispose()
  }
}

/**
 * Pairs of pictures of which one is almost the other: compressed again, shifted by a pixel, or
 * mirrored. Their thumbnails are compared under each of these, in grey.
 * @param positions of the pictures to compare: one of each group of exact copies
 * @param work told how many pairs have been compared
 * @returns the most alike first
 * @throws AppError `cancelled`
 */
export async function nearCopies(
  examples: Examples,
  positions: readonly number[],
  work: Work<number> = {},
): Promise<NearCopies[]> {
  const small = await thumbnailsOf(examples, positions, work.signal)
  const found: NearCopies[] = []
  for (const { first, second } of await candidates(small, work)) {
    const [a, b] = [small[first], small[second]]
    const aligned = a && b && bestAlignment(a, b, LARGEST_DIFFERENCE)
    if (!aligned) continue
    const faintest = Math.min(deviationOf(a.values), deviationOf(b.values))
    if (aligned.rms > LARGEST_SHARE * faintest) continue
    const { rms: difference, mirrored, dy, dx } = aligned
    const pictures: NearCopies['pictures'] = [
      examples.place(positions[first] ?? 0),
      examples.place(positions[second] ?? 0),
    ]
    found.push({
      kind: 'nearCopies',
      pictures,
      difference,
      mirrored,
      dy,
      dx,
      ...alikeness(pictures),
    })
  }
  return found.sort((a, b) => a.difference - b.difference)
}
