import type { Words } from '../../errors'
import { meanDifference } from '../../math/mean-difference'
import { differenceOfShares, type ShareDifference } from '../../math/two-shares'

/** The outcome of one training. A diverged value is null. */
export interface Outcome {
  readonly trainLoss: number | null
  readonly trainAccuracy: number | null
  readonly testLoss: number | null
  readonly testAccuracy: number | null
  /** Steps that were trained. */
  readonly steps: number
  /** Why it failed; the values are then the last ones before. */
  readonly failure?: Words
}

/** The facts about a run that has ended. */
export interface EndedRun {
  readonly last?:
    | Partial<
        Readonly<
          Record<
            'trainLoss' | 'trainAccuracy' | 'testLoss' | 'testAccuracy',
            number | null | undefined
          >
        >
      >
    | undefined
  readonly stepsDone: number
  readonly state: string
  readonly problem?: Words | undefined
}

/** The outcome of a run. */
export const outcomeOf = ({ last, stepsDone, state, problem }: EndedRun): Outcome => ({
  trainLoss: last?.trainLoss ?? null,
  trainAccuracy: last?.trainAccuracy ?? null,
  testLoss: last?.testLoss ?? null,
  testAccuracy: last?.testAccuracy ?? null,
  steps: stepsDone,
  ...(state === 'failed' ? { failure: problem ?? '' } : {}),
})

/** The two trainings of one seed. */
export interface OutcomePair {
  readonly drawn: Outcome
  readonly fixed: Outcome
}

/**
 * `better`, `worse`: the test accuracy with the fix differs by more than chance explains.
 * `unclear`: it does not. A network whose trainings fail more often than the other's loses:
 * `drawnFailed`, `fixedFailed`; `bothFailed`: they fail equally often.
 */
export type VerdictWord =
  'better' | 'worse' | 'unclear' | 'drawnFailed' | 'fixedFailed' | 'bothFailed'

/**
 * If there were no difference, pairs like these would occur in less than one case of a hundred, in
 * less than one of twenty, or more often.
 */
export type Sureness = 'sure' | 'fairlySure' | 'unsure'

export interface Verdict {
  readonly word: VerdictWord
  /** The pairs that the difference is computed from: those whose two trainings both finished. */
  readonly pairs: number
  /**
   * Of the test accuracy; absent without a pair. The interval of one pair is that of other test
   * pictures, of several that of other seeds.
   */
  readonly accuracy?: ShareDifference
  /**
   * Of several pairs, how often pairs would differ at least so much if there were no difference,
   * and what that is called.
   */
  readonly chance?: number
  readonly sureness?: Sureness
  /** Failed trainings of each network. */
  readonly failures: { readonly drawn: number; readonly fixed: number }
}

/**
 * The result of pairs of short trainings, by the test accuracy of all on the same `tests` pictures.
 */
export function verdictOf(pairs: readonly OutcomePair[], tests: number): Verdict {
  const failures = {
    drawn: pairs.filter(({ drawn }) => failed(drawn)).length,
    fixed: pairs.filter(({ fixed }) => failed(fixed)).length,
  }
  const shares = pairs.flatMap(({ drawn, fixed }) => {
    const [first, second] = [drawn.testAccuracy, fixed.testAccuracy]
    return failed(drawn) || failed(fixed) || first === null || second === null
      ? []
      : [[first, second] as const]
  })
  const difference = differenceIn(shares, tests)
  return {
    word: wordOf(failures, difference.accuracy),
    pairs: shares.length,
    failures,
    ...difference,
  }
}

const failed = ({ failure }: Outcome): boolean => failure !== undefined

function differenceIn(
  shares: readonly (readonly [number, number])[],
  tests: number,
): Pick<Verdict, 'accuracy' | 'chance' | 'sureness'> {
  const [only] = shares
  if (!only) return {}
  if (shares.length === 1) return { accuracy: differenceOfShares(...only, tests) }
  const { chance, ...accuracy } = meanDifference(
    shares.map(([first, second]) => second - first),
    1 / tests,
  )
  return {
    accuracy,
    chance,
    sureness: chance < 0.01 ? 'sure' : chance < 0.05 ? 'fairlySure' : 'unsure',
  }
}

function wordOf(
  { drawn, fixed }: Verdict['failures'],
  accuracy: ShareDifference | undefined,
): VerdictWord {
  if (drawn + fixed > 0)
    return drawn > fixed ? 'drawnFailed' : drawn < fixed ? 'fixedFailed' : 'bothFailed'
  if (!accuracy) return 'unclear'
  return accuracy.low > 0 ? 'better' : accuracy.high < 0 ? 'worse' : 'unclear'
}
