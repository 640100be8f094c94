import { largestAt } from '../calibration/softmax'
import { classThresholds, confidentClasses, type Judged } from './confident'

/** How the network judges the label of an example. */
export interface LabelJudgement {
  /** Position of the example. */
  readonly at: number
  readonly given: number
  /** The most probable other class. */
  readonly likely: number
  /** Probability of the given label (self-confidence) and of the likely one. */
  readonly pGiven: number
  readonly pLikely: number
  /** (pGiven − pLikely + 1) / 2: 0 is surely wrong, 1 surely right. */
  readonly margin: number
  /** Whether confident learning finds it wrong: it is confidently, and most probably, of another class. */
  readonly flagged: boolean
}

/**
 * The judgement of every label, in the examples' order: normalised margin (cleanlab's `rank.py`),
 * and the off-diagonal of the confident joint (`confident_learning` of its `filter.py`).
 * @param probabilities out of sample: of a network that did not see the example
 */
export function judgeLabels(judged: Judged): readonly LabelJudgement[] {
  const { probabilities, labels, classes } = judged
  const rows = { data: probabilities, classes }
  const confident = confidentClasses(judged, classThresholds(judged))
  return Array.from({ length: labels.length }, (_, at) => {
    const given = labels[at] ?? 0
    const p = (k: number): number => probabilities[at * classes + k] ?? 0
    let likely = given === 0 ? 1 : 0
    for (let k = 0; k < classes; k++) if (k !== given && p(k) > p(likely)) likely = k
    const [pGiven, pLikely] = [p(given), p(likely)]
    return {
      at,
      given,
      likely,
      pGiven,
      pLikely,
      margin: (pGiven - pLikely + 1) / 2,
      flagged: isOther(confident[at] ?? -1, given) && largestAt(rows, at) !== given,
    }
  })
}

const isOther = (likely: number, given: number): boolean => likely >= 0 && likely !== given

/** The least believable labels first; of equal ones in their own order. */
export const byMargin = (judgements: readonly LabelJudgement[]): readonly LabelJudgement[] =>
  [...judgements].sort((a, b) => a.margin - b.margin || a.at - b.at)
