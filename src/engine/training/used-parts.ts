import { asidePhrase, partPhrase } from '@shared/model/words/part'
import type { Words } from '@shared/phrase'
import { NONE_ASIDE, type AsidePlaces } from '@shared/recipe/set-aside'
import type { Examples } from '../evaluate/device-split'
import { classCounts } from '../datasets'

type Halves = Readonly<Record<'train' | 'test', Examples>>

/**
 * What is said of the parts of a data set that a training uses: what is set aside, and the size and
 * the classes of a sample of what is left.
 */
export function usedParts(
  { info, ...whole }: Halves & { readonly info: { readonly classes: readonly string[] } },
  parts: Halves,
  aside: AsidePlaces = NONE_ASIDE,
): readonly Words[] {
  return (['train', 'test'] as const).flatMap((half) => {
    const [{ count: all }, { count, labels }, { length }] = [whole[half], parts[half], aside[half]]
    const said = length > 0 ? [asidePhrase(half, all, length)] : []
    if (count >= all - length) return said
    const counts = classCounts(labels, info.classes.length)
    return [...said, partPhrase(half, all - length, counts, count)]
  })
}
