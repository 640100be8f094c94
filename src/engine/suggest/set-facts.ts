import type { SetFacts } from '@shared/suggest/set-facts'
import { classCounts, datasetInfo, loadDataset } from '../datasets'
import { balancedSample, examplesAt, partOf } from '../evaluate/sample'
import type { Work } from '../work/work'
import { pixelStatistics } from './pixel-statistics'

/** Of so many pictures the mean is as good as that of all. */
const ENOUGH_PICTURES = 10_000

/**
 * What a proposal is made from, of the training pictures that are not set aside.
 * @throws AppError `not-found` where the data set isn't on this machine, `cancelled`
 */
export async function setFactsOf(id: string, work: Work = {}): Promise<SetFacts> {
  const { info, train, test } = await loadDataset(id, work)
  const { setAside } = await datasetInfo(id)
  const used = partOf(train, undefined, undefined, setAside?.train)
  const sample = examplesAt(used, balancedSample(used.labels, ENOUGH_PICTURES))
  const { height, width, channels, classes } = info
  return {
    ...{ dataset: id, height, width, channels },
    perClass: classCounts(used.labels, classes.length),
    test: test.count - (setAside?.test.length ?? 0),
    ...pixelStatistics(sample.images, channels),
  }
}
