import type { DatasetInfo } from '@shared/contract/datasets'
import type { LabelCheck, LabelDoubt } from '@shared/contract/label-check'
import {
  calibratedJoint,
  classThresholds,
  confidentJoint,
  type Judged,
} from '@shared/math/labels/confident'
import { byMargin, judgeLabels } from '@shared/math/labels/rank'
import { classCounts } from '../datasets'

/** The most labels that are listed; far fewer are ever looked at. */
const MOST_LISTED = 5000
/** Where less is flagged, the least believable are listed all the same. */
const FEWEST_LISTED = 100

/** Out-of-sample probabilities of a data set's pictures, as they are kept. */
export interface Judgement {
  readonly network: string
  readonly folds: number
  readonly epochs: number
  readonly seed: number
  /** n × classes. */
  readonly probabilities: Float32Array
  /** Class of each picture by its file. */
  readonly labels: Int32Array
  /** Places in the training pictures followed by the test pictures. */
  readonly places: Int32Array
}

/** What confident learning says of a data set's labels. */
export function labelCheckOf(
  info: Pick<DatasetInfo, 'id' | 'title' | 'classes' | 'train'>,
  { network, folds, epochs, seed, ...judgement }: Judgement,
): LabelCheck {
  const { probabilities, labels, places } = judgement
  const classes = info.classes.length
  const judged: Judged = { probabilities, labels, classes }
  const all = judgeLabels(judged)
  const flagged = all.filter((each) => each.flagged).length
  const listed = byMargin(all)
    .filter((each, place) => each.flagged || place < FEWEST_LISTED)
    .slice(0, MOST_LISTED)
  return {
    ...{ id: info.id, title: info.title, classes: [...info.classes] },
    ...{ network, folds, epochs, seed, count: labels.length, flagged },
    accuracy: all.filter(({ pGiven, pLikely }) => pGiven >= pLikely).length / labels.length,
    thresholds: Array.from(classThresholds(judged), (t) => (Number.isNaN(t) ? null : t)),
    joint: calibratedJoint(confidentJoint(judged), classCounts(labels, classes)),
    doubts: listed.map(({ at, ...judgementOf }): LabelDoubt => {
      const place = places[at] ?? 0
      return {
        ...(place < info.train
          ? { split: 'train' as const, index: place }
          : { split: 'test' as const, index: place - info.train }),
        ...judgementOf,
      }
    }),
  }
}
