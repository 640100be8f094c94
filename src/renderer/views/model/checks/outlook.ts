import type { ProgressEvent, RunInfo } from '@shared/contract/training'
import { proofSeconds } from '@shared/model/lint/proof'
import { SIDES, type ProofPlan, type Side } from '@shared/model/lint/proof-plan'
import { runOutlook } from '@renderer/stores/runs/outlook'

/**
 * How far a pair of trainings has come: a fraction of both, and the seconds that are left of both.
 */
export interface PairOutlook {
  readonly fraction: number
  readonly left: number
}

interface Moment {
  readonly side: Side
  /** Seconds since this side was begun. */
  readonly elapsed: number
  /** Seconds since its newest progress. */
  readonly since: number
  readonly run?: RunInfo
  readonly progress?: ProgressEvent
}

/**
 * @param rate multiply-accumulates a second: by it the sides are weighed against each other, and
 * reckoned until a step has been made
 */
export function pairOutlook(
  plan: ProofPlan,
  rate: number,
  { side, elapsed, since, run, progress }: Moment,
): PairOutlook {
  const [drawn, fixed] = SIDES.map((each) =>
    proofSeconds(plan.totals[each], plan.examples, rate),
  ) as [number, number]
  const { fraction, etaSeconds } = run
    ? runOutlook(run, progress)
    : { fraction: 0, etaSeconds: undefined }
  const own = side === 'drawn' ? drawn : fixed
  const left = Math.max(0, etaSeconds === undefined ? own - elapsed : etaSeconds - since)
  if (side === 'fixed') return { fraction: (drawn + fraction * fixed) / (drawn + fixed), left }
  // The second takes as much longer than the first as it has more to compute.
  return {
    fraction: (fraction * drawn) / (drawn + fixed),
    left: left + ((elapsed + left) * fixed) / drawn,
  }
}
