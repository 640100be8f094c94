import { trainedMeaning } from '@shared/model/output/trained'
import type { ResolvedModel } from '@shared/model/resolve'
import type { Examples } from '../evaluate/device-split'
import { evaluateModel } from '../evaluate/evaluate-model'
import { bestWeights } from '../runs/best-weights'
import { stepsPerEpochOf, type RunFile } from '../runs/run-folder'
import type { Choosing } from './trainer'

/**
 * How a run with a validation part chooses its epoch, and reads the test part with the weights that
 * it has kept of that epoch; undefined for runs without one.
 */
export function choosingOf(
  folder: string,
  file: RunFile,
  { model, test }: { readonly model: ResolvedModel; readonly test: Examples },
): Choosing | undefined {
  const { validation, normalisation, loss } = file.recipe
  if (!validation) return undefined
  const from = Math.floor((file.extensions?.at(-1)?.step ?? 0) / stepsPerEpochOf(file))
  const entry = { title: file.title, meaning: trainedMeaning(model) }
  return {
    patience: validation.patience,
    from,
    test: async (best, signal) => {
      const { weights } = await bestWeights(folder, best)
      const evaluated = { entry, model, weights, loss, ...(normalisation && { normalisation }) }
      return evaluateModel(evaluated, test, { signal })
    },
  }
}
