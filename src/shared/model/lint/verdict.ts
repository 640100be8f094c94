import { differenceOfShares, type ShareDifference } from '../../math/two-shares'

/** What one of the two trainings came to. A diverged value is null. */
export interface Outcome {
  readonly trainLoss: number | null
  readonly trainAccuracy: number | null
  readonly testLoss: number | null
  readonly testAccuracy: number | null
  /** Steps that were trained. */
  readonly steps: number
  /** Why it came to no end; the values are then the last ones before. */
  readonly failure?: string
}

/**
 * `better`, `worse`: the mended network's test accuracy differs by more than the choice of test pictures explains. `unclear`: it
 * does not. A network that can't be trained has lost to one that can.
 */
export type VerdictWord = 'better' | 'worse' | 'unclear' | 'drawnFailed' | 'mendedFailed' | 'bothFailed'

export interface Verdict {
  readonly word: VerdictWord
  /** Of the test accuracy; absent where there is none of both. */
  readonly accuracy?: ShareDifference
}

/** What two short trainings say, by the test accuracy of both on the same `tests` pictures. */
export function verdictOf(drawn: Outcome, mended: Outcome, tests: number): Verdict {
  const accuracy = drawn.testAccuracy === null || mended.testAccuracy === null ? undefined : differenceOfShares(drawn.testAccuracy, mended.testAccuracy, tests)
  const failed = [drawn, mended].map(({ failure }) => failure !== undefined)
  if (failed[0] || failed[1]) return { word: failed[0] && failed[1] ? 'bothFailed' : failed[0] ? 'drawnFailed' : 'mendedFailed', ...(accuracy ? { accuracy } : {}) }
  if (!accuracy) return { word: 'unclear' }
  return { word: accuracy.low > 0 ? 'better' : accuracy.high < 0 ? 'worse' : 'unclear', accuracy }
}
