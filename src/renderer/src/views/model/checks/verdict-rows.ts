import { PROOF } from '@shared/model/lint/proof'
import { t } from '@renderer/i18n'
import { formatDecimal, formatInteger, formatPercent, formatShape, NO_NUMBER } from '@renderer/i18n/format'
import { signed } from '../texts'
import type { Proof, SeedPair } from './proof'

const MEASURES = ['trainLoss', 'trainAccuracy', 'testLoss', 'testAccuracy'] as const
type Measure = (typeof MEASURES)[number]
const WEIGHTS = ['parameters', 'macs'] as const

/** A line of the verdict's table, ready to be read. */
export interface VerdictRow {
  readonly key: string
  readonly label: string
  readonly drawn: string
  readonly mended: string
  readonly difference: string
  /** One of those that the row above is the mean of. */
  readonly isPart: boolean
}

const mean = (values: readonly number[]): number | null => (values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length)

function measured(measure: Measure, pairs: readonly SeedPair[], words: Pick<VerdictRow, 'key' | 'label' | 'isPart'>): VerdictRow {
  const isShare = measure === 'trainAccuracy' || measure === 'testAccuracy'
  const text = (value: number | null): string => (isShare ? formatPercent(value, 1) : formatDecimal(value))
  const values = pairs.map(({ drawn, mended }) => [drawn[measure], mended[measure]] as const)
  // Of several pairs the means are of the same ones, so that the difference is that of the means.
  const both = values.filter((each): each is readonly [number, number] => each[0] !== null && each[1] !== null)
  const [only] = values
  const [a, b] = pairs.length === 1 && only ? only : [mean(both.map(([first]) => first)), mean(both.map(([, second]) => second))]
  return { ...words, drawn: text(a), mended: text(b), difference: a === null || b === null ? NO_NUMBER : signed(b - a, text) }
}

/** What the trainings came to, in means where there are several pairs; then the test accuracy of each; then what the networks weigh. */
export function verdictRows({ pairs, plan: { totals } }: Proof): readonly VerdictRow[] {
  const means = MEASURES.map((measure) => measured(measure, pairs, { key: measure, label: t(`model.verdict.rows.${measure}`), isPart: false }))
  const parts = pairs.length < 2 ? [] : pairs.map((pair) => measured('testAccuracy', [pair], { key: `seed${pair.seed}`, label: t('model.verdict.seed', { seed: pair.seed }), isPart: true }))
  const weights = WEIGHTS.map((weight): VerdictRow => {
    const [a, b] = [totals.drawn[weight], totals.mended[weight]]
    const difference = a > 0 ? signed(b / a - 1, (size) => formatPercent(size, size < 0.0995 ? 1 : 0)) : NO_NUMBER
    return { key: weight, label: t(`model.verdict.rows.${weight}`), drawn: formatInteger(a), mended: formatInteger(b), difference, isPart: false }
  })
  return [...means, ...parts, ...weights]
}

/** What the verdict rests on, and what its interval takes into account. */
export function verdictBasis({ pairs, verdict, plan: { examples, dataset } }: Proof): string {
  const values = { examples: formatInteger(examples), dataset, epochs: PROOF.epochs, tests: formatInteger(PROOF.tests), n: pairs.length, freedom: verdict.pairs - 1 }
  if (pairs.length === 1) return t('model.verdict.basis', values)
  const trained = t('model.verdict.basisOfPairs', values)
  return verdict.pairs < 2 ? trained : t('model.verdict.withInterval', { trained, ...values })
}

/** Shape of the pictures that the network was cut down to and that took the warning's reason away. */
export const caveat = ({ plan: { cutDown } }: Proof): string | undefined => cutDown && t('model.verdict.cutDown', { shape: formatShape(cutDown) })
