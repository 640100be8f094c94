import type { Evaluation } from '@shared/contract/training'
import { AppError, phrase } from '@shared/errors'
import { loadDataset } from '../datasets'
import { loadModel } from '../models'
import { checkLists } from '../evaluate/check-aside'
import { relabel } from '../evaluate/relabel'
import { examplesAt, partPositions } from '../evaluate/sample'
import { evaluateModel } from '../evaluate/evaluate-model'
import { readRun } from '../runs/run-folder'
import type { Work } from '../work/work'
import { keepEvaluation, keptEvaluation } from './evaluations'
import { runFolder } from '../runs/run-ids'

/**
 * Evaluates the network of a run's newest checkpoint on the test examples of its recipe. The result
 * is kept next to the checkpoint.
 * @throws AppError `not-found` without a data set or checkpoint, `cancelled`
 */
export async function evaluateRun(run: string, work: Work): Promise<Evaluation> {
  const loaded = await loadModel(`run:${run}`)
  const { dataset: id } = loaded.entry
  if (id === undefined || loaded.step === undefined)
    throw new AppError('not-found', phrase`This run has no checkpoint to evaluate yet.`, { run })
  const lossKind = loaded.loss ?? 'crossEntropy'
  const kept = await keptEvaluation(runFolder(run), loaded.step)
  if (kept?.lossKind === lossKind) return kept

  const dataset = await loadDataset(id, work)
  const { info, test } = dataset
  const { recipe } = await readRun(runFolder(run))
  checkLists(recipe, dataset)
  const { limitTest, part, setAside, relabelled } = recipe
  const positions = partPositions(test, limitTest, part, setAside?.test)
  // The confusion matrix follows from the labels and predictions, which the window needs anyway.
  const { confusion: _, ...answers } = await evaluateModel(
    loaded,
    relabel(examplesAt(test, positions), positions, relabelled?.test),
    work,
  )
  const evaluation = { dataset: id, classes: [...info.classes], lossKind, positions, ...answers }
  await keepEvaluation(runFolder(run), loaded.step, evaluation, work.signal)
  return evaluation
}
