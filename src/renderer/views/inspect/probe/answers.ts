import type { Pass } from '@shared/contract/inspect'
import { t } from '@renderer/i18n'

/** One output of a network and what it stands for. */
export interface Answer {
  /** Channel of the last layer. */
  readonly channel: number
  readonly label: string
}

/** What can be asked about at a network's end: a class, label or value for each output. */
export function answersOf({
  meaning,
  predictions,
  values,
}: Pick<Pass, 'meaning' | 'predictions' | 'values'>): readonly Answer[] {
  if (meaning.kind === 'regression')
    return values.map(({ index, label }) => ({ channel: index, label }))
  const inOrder = [...predictions].sort((a, b) => a.index - b.index)
  if (meaning.kind !== 'binary') return inOrder.map(({ unit, label }) => ({ channel: unit, label }))
  // One unit tells both classes: what raises it speaks for the second, what lowers it for the first.
  const [first, second] = inOrder
  return first && second
    ? [
        {
          channel: second.unit,
          label: t('probe.target.against', { first: first.label, second: second.label }),
        },
      ]
    : []
}
