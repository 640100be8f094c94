import { checkClasses } from '@shared/model/output/class-check'
import { classCounts, datasetInfo, loadDataset } from '../datasets'
import type { LoadedModel } from '../models/loaded-model'
import { partOf } from '../evaluate/sample'
import { evaluateModel } from '../evaluate/evaluate-model'
import type { Work } from '../work/work'
import { checkFits } from './strongest'

/** Examples of a slice: few, so that the window's other questions are answered soon. */
const SLICE = 200

export interface Accuracy {
  readonly right: number
  /** How many of the test pictures were shown to it, how many there are, and how many besides. */
  readonly examined: number
  readonly of: number
  readonly setAside: number
  /** Examined pictures of each class. */
  readonly perClass: number[]
  /** Mean of the loss that the network was trained with. */
  readonly loss: number
}

/**
 * Share of right answers on a class-balanced sample of `count` test examples, without those set aside, computed in slices, so
 * that other questions are answered in between.
 * @throws AppError `unsupported` for examples of another size and for models whose outputs don't
 *   mean classes, `invalid-argument` for another number of classes, `not-found`, `cancelled`
 */
export async function accuracyOf(
  loaded: LoadedModel,
  id: string,
  count: number,
  job: Work = {},
): Promise<Accuracy> {
  const { info, test } = await loadDataset(id, job)
  checkFits(loaded, info)
  checkClasses(loaded, info)
  const { setAside, relabelled } = await datasetInfo(id)
  const aside = setAside?.test ?? []
  const examples = partOf(test, count, undefined, aside, relabelled?.test)
  const { labels, predictions, loss } = await evaluateModel(loaded, examples, {
    batchSize: SLICE,
    ...job,
  })
  return {
    right: predictions.reduce((sum, prediction, i) => sum + (prediction === labels[i] ? 1 : 0), 0),
    examined: examples.count,
    of: test.count - aside.length,
    setAside: aside.length,
    perClass: classCounts(examples.labels, info.classes.length),
    loss,
  }
}
