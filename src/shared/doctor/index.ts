import type { FindingEvent } from '../contract/training'
import { newestOf, type Diagnosis, type Patient, type Rule } from './patient'
import { badLogits } from './rules/bad-logits'
import { batchOfOne } from './rules/batch-of-one'
import { deadUnits } from './rules/dead-units'
import { inputRange } from './rules/input-range'
import { labels } from './rules/labels'
import { notFinite } from './rules/not-finite'
import { plateau } from './rules/plateau'
import { rateTooHigh } from './rules/rate-too-high'
import { rateTooLow } from './rules/rate-too-low'
import { vanishing } from './rules/vanishing'
import { zeroWeights } from './rules/zero-weights'

/** What stands earlier explains what stands later: only the first rule that finds something speaks. */
const RULES: readonly Rule[] = [
  inputRange,
  badLogits,
  batchOfOne,
  zeroWeights,
  notFinite,
  deadUnits,
  vanishing,
  plateau,
  rateTooLow,
  rateTooHigh,
  labels,
]

/** What is wrong with a training that doesn't learn; undefined for one that does, or may. */
export function diagnose(
  patient: Patient,
): (Diagnosis & Pick<FindingEvent, 'rule' | 'step' | 'epoch'>) | undefined {
  const { step, epoch } = newestOf(patient)
  for (const { rule, find } of RULES) {
    const found = find(patient)
    if (found) return { rule, step, epoch, ...found }
  }
  return undefined
}

export type { Patient } from './patient'
