import type { DatasetInfo, SplitName } from '@shared/contract/datasets'
import { AppError, phrase } from '@shared/errors'
import {
  MOST_ASIDE,
  NONE_ASIDE,
  withoutPlaces,
  withPlaces,
  type AsidePlaces,
} from '@shared/recipe/set-aside'
import { infoOf } from '../info'
import { oneAtATime } from '../lock'
import type { Manifest } from '../manifest'
import { readyManifest } from '../ready'
import { keepAside, setAsideOf } from './kept'

interface AsideChange {
  readonly aside: AsidePlaces
  readonly back: AsidePlaces
}

const HALVES = ['train', 'test'] as const

/** @throws AppError `invalid-argument` naming the position */
function checkPlaces(manifest: Manifest, places: AsidePlaces): void {
  for (const half of HALVES) {
    const { count } = manifest[half]
    const beyond = places[half].find((at) => at >= count)
    if (beyond !== undefined)
      throw new AppError(
        'invalid-argument',
        phrase`${manifest.title} has no ${half} picture ${beyond}: they are numbered 0 … ${count - 1}`,
        { index: beyond, count },
      )
  }
}

const nothingLeft = (title: string, half: SplitName) =>
  half === 'train'
    ? phrase`No training picture of ${title} would be left: set fewer aside`
    : phrase`No test picture of ${title} would be left: set fewer aside`

/** @throws AppError `invalid-argument`, `too-large` */
function checkLeft(manifest: Manifest, places: AsidePlaces): void {
  for (const half of HALVES) {
    const { length } = places[half]
    if (length >= manifest[half].count)
      throw new AppError('invalid-argument', nothingLeft(manifest.title, half), { half })
    if (length > MOST_ASIDE)
      throw new AppError(
        'too-large',
        phrase`At most ${MOST_ASIDE} pictures of each half can be set aside, not ${length}: a recipe carries the list. Remove them from the files, and import these again`,
        { half },
      )
  }
}

/**
 * Sets pictures of a data set aside and puts others back. Its files are never changed: the list is
 * one of its own, and part of the recipes that are made from then on.
 * @returns the set, and which of the pictures were not so before
 * @throws AppError `invalid-argument` for a picture that there isn't and where none would be left,
 *   `too-large`, `not-found`
 */
export async function changeAside(
  id: string,
  { aside = NONE_ASIDE, back = NONE_ASIDE }: Partial<AsideChange>,
): Promise<{ readonly info: DatasetInfo; readonly changed: AsideChange }> {
  const manifest = await readyManifest(id, {})
  return oneAtATime(id, async () => {
    checkPlaces(manifest, aside)
    checkPlaces(manifest, back)
    const before = (await setAsideOf(manifest)) ?? NONE_ASIDE
    const after = withPlaces(withoutPlaces(before, back), aside)
    checkLeft(manifest, after)
    await keepAside(manifest, after)
    const changed = { aside: withoutPlaces(after, before), back: withoutPlaces(before, after) }
    return { info: await infoOf(manifest), changed }
  })
}
