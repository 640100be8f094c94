import { t } from '@renderer/i18n'
import { formatDecimal, formatPercent } from '@renderer/i18n/format'
import type { Example } from './mistakes'

/** A picture by its place in the test set. */
export interface Placed {
  readonly index: number
}

/** What is said of a picture. */
export interface ExampleText {
  /** Name of its class. */
  readonly name: string
  readonly caption: string
  readonly facts: string
  /** What a click does, with all there is to say. */
  readonly label: string
}

/** What a network made of a picture. */
export function textOfAnswer(classes: readonly string[], example: Example): ExampleText {
  const { index, loss, confidence } = example
  const name = (at: number): string => classes[at] ?? String(at)
  const [label, prediction] = [name(example.label), name(example.prediction)]
  const isRight = example.label === example.prediction
  return {
    name: label,
    caption: t('train.worst.caption', { label, prediction }),
    facts: t('train.worst.facts', {
      loss: formatDecimal(loss, 2),
      confidence: formatPercent(confidence),
    }),
    label: t(isRight ? 'train.worst.openRight' : 'train.worst.open', { index, label, prediction }),
  }
}
