import type { NewLabels } from '@shared/recipe/relabelled'
import type { Examples } from './device-split'

/**
 * Examples with their corrected labels; the others share their memory.
 * @param positions place of each example in the half that the list is of
 */
export function relabel(
  examples: Examples,
  positions: ArrayLike<number>,
  list: NewLabels = [],
): Examples {
  if (list.length === 0) return examples
  const corrected = new Map(list)
  const labels = examples.labels.slice(0, examples.count)
  for (let at = 0; at < examples.count; at++) {
    const label = corrected.get(positions[at] ?? -1)
    if (label !== undefined) labels[at] = label
  }
  return { ...examples, labels }
}
