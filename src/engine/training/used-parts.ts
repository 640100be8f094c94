import { partPhrase } from '@shared/model/words/part'
import type { Words } from '@shared/phrase'
import type { Examples } from '../evaluate/device-split'
import { classCounts } from '../datasets'

type Halves = Readonly<Record<'train' | 'test', Examples>>

/** What is said of the parts of a data set that a training uses: their sizes and classes. */
export function usedParts(
  { info, ...whole }: Halves & { readonly info: { readonly classes: readonly string[] } },
  parts: Halves,
): readonly Words[] {
  return (['train', 'test'] as const).flatMap((half) => {
    const [{ count: of }, { count, labels }] = [whole[half], parts[half]]
    if (count >= of) return []
    const counts = classCounts(labels, info.classes.length)
    return [partPhrase(half, of, counts, count)]
  })
}
