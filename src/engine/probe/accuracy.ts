import { loadDataset } from '../datasets'
import { Network } from '../layers/network'
import type { LoadedModel } from '../models/loaded-model'
import { DeviceSplit, firstExamples } from '../training/device-split'
import { evaluateNetwork } from '../training/evaluate'
import type { ScanJob } from './scan'
import { checkFits } from './strongest'

/** Examples of a slice: small, because the window asks for more meanwhile. */
const SLICE = 200

export interface Accuracy {
  readonly right: number
  readonly examined: number
  /** Mean cross-entropy. */
  readonly loss: number
}

/**
 * Share of right answers on the first `count` test pictures, slice by slice, so that other questions are answered between.
 * @throws AppError `unsupported` for pictures of another size, `not-found`, `cancelled`
 */
export async function accuracyOf(loaded: LoadedModel, id: string, count: number, job: ScanJob = {}): Promise<Accuracy> {
  const { info, test } = await loadDataset(id, job)
  checkFits(loaded, info)
  const examples = firstExamples(test, count)
  const network = Network.create(loaded.model, loaded.weights, loaded.silenced)
  const split = new DeviceSplit(examples, loaded.model.inputShape, loaded.normalisation)
  try {
    const { labels, predictions, loss } = await evaluateNetwork(network, split, { batchSize: SLICE, ...job })
    return { right: predictions.reduce((sum, prediction, i) => sum + (prediction === labels[i] ? 1 : 0), 0), examined: examples.count, loss }
  } finally {
    network.dispose()
    split.dispose()
  }
}
