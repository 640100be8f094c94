import { cellOf, type Comparison } from '@shared/contract/comparison'
import { mcnemarExact, type PairedAnswers } from '@shared/math/mcnemar'
import { checkClasses } from '@shared/model/output/class-check'
import { AppError, phrase } from '@shared/errors'
import { datasetInfo, loadDataset } from '../datasets'
import { evaluateModel } from '../evaluate/evaluate-model'
import { relabel } from '../evaluate/relabel'
import { examplesAt, partPositions } from '../evaluate/sample'
import type { LoadedModel } from '../models'
import { counted, type Work } from '../work/work'
import { checkSuits } from './model-examples'

export interface CompareOptions {
  /** The data set; that of the first model's training, or else of the second's, if absent. */
  readonly dataset?: string
  /** Only so many test pictures, of every class its share. */
  readonly limitTest?: number
  /** Whether the test pictures that are set aside are left out. @default true */
  readonly leaveOut?: boolean
}

/** @throws AppError `invalid-argument` where neither model names one */
function datasetOf(first: LoadedModel, second: LoadedModel): string {
  const id = first.entry.dataset ?? second.entry.dataset
  if (id !== undefined) return id
  throw new AppError(
    'invalid-argument',
    phrase`Neither “${first.entry.title}” nor “${second.entry.title}” names the data set that it was trained on: choose one.`,
  )
}

/**
 * Two models on the same test pictures: which pictures both have right, only one of them, or
 * neither, and whether they differ by more than chance explains.
 * @throws AppError `invalid-argument` where the pictures or the classes don't suit a model,
 *   `not-found`, `cancelled`
 */
export async function compareModels(
  first: LoadedModel,
  second: LoadedModel,
  { dataset: chosen, limitTest, leaveOut = true }: CompareOptions,
  work: Work,
): Promise<Comparison> {
  const id = chosen ?? datasetOf(first, second)
  const dataset = await loadDataset(id, work)
  for (const model of [first, second]) {
    checkSuits(model, dataset)
    checkClasses(model, dataset.info)
  }
  const { setAside, relabelled } = await datasetInfo(id)
  const aside = leaveOut ? setAside?.test : undefined
  const positions = partPositions(dataset.test, limitTest, undefined, aside)
  const examples = relabel(examplesAt(dataset.test, positions), positions, relabelled?.test)
  const { signal, onProgress } = counted(work, 'compare', 'examples', 2 * examples.count)
  const sides: Awaited<ReturnType<typeof evaluateModel>>[] = []
  for (const [done, model] of [first, second].entries())
    sides.push(
      await evaluateModel(model, examples, {
        signal,
        onProgress: (progress) => onProgress(done * examples.count + progress.done),
      }),
    )
  const [one, other] = sides as [(typeof sides)[number], (typeof sides)[number]]
  const answers = {
    labels: one.labels,
    first: sideOf(first, one),
    second: sideOf(second, other),
  }
  const cells = { both: 0, onlyFirst: 0, onlySecond: 0, neither: 0 } satisfies PairedAnswers
  for (let at = 0; at < examples.count; at++) cells[cellOf(answers, at)]++
  const { info } = dataset
  return {
    ...{ dataset: id, title: info.title, classes: [...info.classes] },
    ...answers,
    positions,
    ...cells,
    p: mcnemarExact(cells),
  }
}

const sideOf = (
  { entry }: LoadedModel,
  { accuracy, predictions }: { readonly accuracy: number; readonly predictions: Int32Array },
): Comparison['first'] => ({ title: entry.title, accuracy, predictions })
