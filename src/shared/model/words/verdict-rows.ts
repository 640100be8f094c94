import type { ProofPlan } from '../lint/proof-plan'
import type { OutcomePair } from '../lint/verdict'
import { signed, type Speech } from './speech'

const MEASURES = ['trainLoss', 'trainAccuracy', 'testLoss', 'testAccuracy'] as const
type Measure = (typeof MEASURES)[number]
const WEIGHTS = ['parameters', 'macs'] as const

/** A formatted row of the verdict's table. */
export interface VerdictRow {
  readonly key: string
  readonly label: string
  readonly drawn: string
  readonly fixed: string
  readonly difference: string
  /** One of the values that the row above averages. */
  readonly isPart: boolean
}

export type SeededPair = OutcomePair & { readonly seed: number }

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length

function measured(
  speech: Speech,
  measure: Measure,
  pairs: readonly OutcomePair[],
  words: Pick<VerdictRow, 'key' | 'label' | 'isPart'>,
): VerdictRow {
  const isShare = measure === 'trainAccuracy' || measure === 'testAccuracy'
  const text = (value: number | null): string =>
    isShare ? speech.percent(value, 1) : speech.decimal(value, 3)
  const values = pairs.map(({ drawn, fixed }) => [drawn[measure], fixed[measure]] as const)
  // The means of several pairs use the same pairs, so that the difference is that of the means.
  const both = values.filter(
    (each): each is readonly [number, number] => each[0] !== null && each[1] !== null,
  )
  const [only] = values
  const [a, b] =
    pairs.length === 1 && only
      ? only
      : [mean(both.map(([first]) => first)), mean(both.map(([, second]) => second))]
  return {
    ...words,
    drawn: text(a),
    fixed: text(b),
    difference: a === null || b === null ? text(null) : signed(b - a, text),
  }
}

/**
 * The outcomes of the trainings, averaged where there are several pairs; then the test accuracy of
 * each; then the sizes of the networks.
 */
export function verdictRows(
  speech: Speech,
  pairs: readonly SeededPair[],
  { totals }: Pick<ProofPlan, 'totals'>,
): readonly VerdictRow[] {
  const means = MEASURES.map((measure) =>
    measured(speech, measure, pairs, {
      key: measure,
      label: speech.say(`verdict.rows.${measure}`, {}),
      isPart: false,
    }),
  )
  const parts =
    pairs.length < 2
      ? []
      : pairs.map((pair) =>
          measured(speech, 'testAccuracy', [pair], {
            key: `seed${pair.seed}`,
            label: speech.say('verdict.seed', { seed: pair.seed }),
            isPart: true,
          }),
        )
  const weights = WEIGHTS.map((weight): VerdictRow => {
    const [a, b] = [totals.drawn[weight], totals.fixed[weight]]
    const difference =
      a > 0
        ? signed(b / a - 1, (size) => speech.percent(size, size < 0.0995 ? 1 : 0))
        : speech.percent(null, 0)
    return {
      key: weight,
      label: speech.say(`verdict.rows.${weight}`, {}),
      drawn: speech.integer(a),
      fixed: speech.integer(b),
      difference,
      isPart: false,
    }
  })
  return [...means, ...parts, ...weights]
}
