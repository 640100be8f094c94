import { asidePhrase, partPhrase, relabelledPhrase } from '@shared/model/words/part'
import type { Words } from '@shared/phrase'
import { NONE_RELABELLED, type RelabelledPlaces } from '@shared/recipe/relabelled'
import { NONE_ASIDE, type AsidePlaces } from '@shared/recipe/set-aside'
import type { Examples } from '../evaluate/device-split'
import { classCounts } from '../datasets'

interface Lists {
  readonly setAside?: AsidePlaces | undefined
  readonly relabelled?: RelabelledPlaces | undefined
}
type Halves = Readonly<Record<'train' | 'test', Examples>>

/**
 * What is said of the parts of a data set that a training uses: what is set aside, which labels are
 * corrected, and the size and the classes of a sample of what is left.
 */
export function usedParts(
  { info, ...whole }: Halves & { readonly info: { readonly classes: readonly string[] } },
  parts: Halves,
  { setAside: aside = NONE_ASIDE, relabelled = NONE_RELABELLED }: Lists,
): readonly Words[] {
  return (['train', 'test'] as const).flatMap((half) => {
    const [{ count: all }, { count, labels }, { length }] = [whole[half], parts[half], aside[half]]
    const said = [
      ...(length > 0 ? [asidePhrase(half, all, length)] : []),
      ...(relabelled[half].length > 0 ? [relabelledPhrase(half, relabelled[half].length)] : []),
    ]
    if (count >= all - length) return said
    const counts = classCounts(labels, info.classes.length)
    return [...said, partPhrase(half, all - length, counts, count)]
  })
}
