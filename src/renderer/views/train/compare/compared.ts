import { cellOf, type Comparison, type ComparisonCell } from '@shared/contract/comparison'
import { t } from '@renderer/i18n'
import type { ExampleText, Placed } from '../example-text'

/** A test picture with what two models made of it. */
interface Compared extends Placed {
  readonly label: number
  readonly first: number
  readonly second: number
}

/** The pictures of a cell, in the data set's order. */
export function comparedIn(comparison: Comparison, cell: ComparisonCell): readonly Compared[] {
  const { labels, positions, first, second } = comparison
  return [...labels.keys()]
    .filter((at) => cellOf(comparison, at) === cell)
    .map((at) => ({
      index: positions[at] ?? at,
      label: labels[at] ?? 0,
      first: first.predictions[at] ?? 0,
      second: second.predictions[at] ?? 0,
    }))
}

/** The class of a picture, and below it both answers. */
export function textOfCompared(
  { classes }: Pick<Comparison, 'classes'>,
  { index, ...example }: Compared,
): ExampleText {
  const name = (at: number): string => classes[at] ?? String(at)
  const [label, first, second] = [name(example.label), name(example.first), name(example.second)]
  return {
    name: label,
    caption: label,
    facts: t('train.compare.answers', { first, second }),
    label: t('train.compare.open', { index, label, first, second }),
  }
}
