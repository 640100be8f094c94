import type { ProgressEvent, RunInfo } from '@shared/contract/training'
import { proofSeconds } from '@shared/model/lint/proof'
import { runOutlook } from '@renderer/composables/run-outlook'
import { SIDES, type ProofPlan, type Side } from './proof-plan'

/** How far a pair of trainings has come: a fraction of both, and the seconds that are left of both, once that can be told. */
export interface PairOutlook {
  readonly fraction: number
  readonly left?: number
}

/**
 * @param elapsed seconds since this side was begun
 * @param rate multiply-accumulates a second, by which the two sides are weighed against each other
 */
export function pairOutlook(plan: ProofPlan, side: Side, elapsed: number, rate: number, run?: RunInfo, progress?: ProgressEvent): PairOutlook {
  const [drawn, mended] = SIDES.map((each) => proofSeconds(plan.totals[each].macs, plan.examples, rate)) as [number, number]
  const { fraction, etaSeconds } = run ? runOutlook(run, progress) : { fraction: 0, etaSeconds: undefined }
  if (side === 'mended') return { fraction: (drawn + fraction * mended) / (drawn + mended), ...(etaSeconds === undefined ? {} : { left: etaSeconds }) }
  // The second takes as much longer than the first as it has more to compute.
  return { fraction: (fraction * drawn) / (drawn + mended), ...(etaSeconds === undefined ? {} : { left: etaSeconds + ((elapsed + etaSeconds) * mended) / drawn }) }
}
