import type { DatasetCheck } from '@shared/contract/dataset-check'
import type { Work } from '../../work/work'
import { loadDataset } from '../load'
import { stageOf } from '../progress'
import { balanceOf } from './balance'
import { distinctPictures } from './copies'
import { examplesOf } from './examples'
import { flawsOf } from './flaws'
import { keepCheck } from './kept'
import { nearCopies } from './near-copies'

/**
 * Looks for what makes a data set's figures wrong: pictures that are there more than once, above
 * all in both halves; pictures that show nothing; classes with few examples. Every finding has its
 * evidence in numbers; no picture is changed. What was found is kept in the cache beside the set.
 * @throws AppError those of `loadDataset`, `cancelled`
 */
export async function checkDataset(id: string, work: Work = {}): Promise<DatasetCheck> {
  const { signal } = work
  const dataset = await loadDataset(id, { signal })
  const examples = examplesOf(dataset)
  const { count } = examples
  const told = (onProgress: (done: number) => void): Work<number> => ({ signal, onProgress })
  const look = stageOf(work, 'check', 'pictures', 2 * count)
  const { first, copies } = await distinctPictures(examples, told(look))
  const { flaws, usual } = await flawsOf(
    examples,
    told((done) => look(count + done)),
  )
  const compare = stageOf(work, 'compare', 'pairs', (first.length * (first.length + 1)) / 2)
  const near = await nearCopies(examples, first, told(compare))
  const { title, classes } = dataset.info
  const check: DatasetCheck = {
    id,
    title,
    classes: [...classes],
    train: dataset.train.count,
    test: dataset.test.count,
    balance: balanceOf(dataset),
    findings: [...copies, ...near, ...flaws],
    usual,
    sizesKnown: dataset.info.kind !== 'images' || examples.was !== undefined,
  }
  await keepCheck(id, dataset.fingerprint, check)
  return check
}
