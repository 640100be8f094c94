import { softmaxRows } from '@shared/math/calibration/softmax'
import { learningRateAt } from '@shared/model/learning-rate'
import { trainedMeaning } from '@shared/model/output/trained'
import type { Recipe } from '@shared/model/recipe'
import { resolveModel } from '@shared/model/resolve'
import type { NamedArrays } from '@shared/model/weights'
import { AppError, phrase } from '@shared/errors'
import { classRows } from '../evaluate/class-rows'
import type { Examples } from '../evaluate/device-split'
import { examplesAt } from '../evaluate/sample'
import { epochOrder } from '../runtime/random'
import { loopRecipe } from '../training/loop-parts'
import { createStepLoop, prepareThreads } from '../training/create-step-loop'
import { initialiseWeights } from '../training/initialise'
import { counted, nextTurn, type Work } from '../work/work'
import { dealFolds } from './folds'

/** Steps between two turns of the event loop end after about so many seconds. */
const TURN_MS = 30

/** A step counts as so many examples answered, for the time that is left. */
const ANSWERS_A_STEP = 256

interface CrossValidation {
  readonly recipe: Recipe
  readonly folds: number
}

/**
 * Probabilities of all examples by networks that did not see them: `folds` networks, each trained
 * on all parts but one and asked about that one.
 * @returns n × classes, in the examples' order
 * @throws AppError `diverged`, `cancelled`
 */
export async function outOfSample(
  examples: Examples,
  classes: number,
  { recipe, folds }: CrossValidation,
  work: Work,
): Promise<Float32Array> {
  const model = resolveModel(recipe.model)
  prepareThreads(model, 'auto')
  const fold = dealFolds(examples.labels.subarray(0, examples.count), folds, recipe.seed)
  const probabilities = new Float32Array(examples.count * classes)
  const parts = Array.from({ length: folds }, (_, k) => ({
    seen: positionsWhere(fold, (of) => of !== k),
    held: positionsWhere(fold, (of) => of === k),
  }))
  const steps = parts.map(({ seen }) => recipe.epochs * Math.ceil(seen.length / recipe.batchSize))
  const answers = Math.ceil(examples.count / ANSWERS_A_STEP)
  const total = steps.reduce((sum, each) => sum + each, answers)
  const { signal, onProgress } = counted(work, 'train', 'steps', total, { everyMs: 100 })
  let before = 0
  for (const { seen, held } of parts) {
    const [train, test] = [examplesAt(examples, seen), examplesAt(examples, held)]
    const weights = await trained({ train, test }, recipe, {
      signal,
      onProgress: (done) => onProgress(before + done),
    })
    before += recipe.epochs * Math.ceil(seen.length / recipe.batchSize)
    const { logits } = await classRows(
      { entry: { title: recipe.model.name, meaning: trainedMeaning(model) }, model, weights },
      test,
      { signal },
    )
    before += Math.floor(held.length / ANSWERS_A_STEP)
    onProgress(before)
    const { data } = softmaxRows({ data: logits, classes })
    for (const [row, at] of held.entries())
      probabilities.set(data.subarray(row * classes, (row + 1) * classes), at * classes)
  }
  onProgress(total)
  return probabilities
}

const positionsWhere = (fold: Uint8Array, holds: (of: number) => boolean): Int32Array =>
  Int32Array.from(fold.keys()).filter((at) => holds(fold[at] ?? 0))

/** Trains a network of a recipe in this process, and gives its weights. */
async function trained(
  { train, test }: { readonly train: Examples; readonly test: Examples },
  recipe: Recipe,
  { signal, onProgress }: Work<number>,
): Promise<NamedArrays> {
  const model = resolveModel(recipe.model)
  const weights = initialiseWeights(model, recipe)
  await nextTurn(signal)
  const { loop } = createStepLoop(
    { model, recipe: loopRecipe(recipe, train, model.classes), weights, train, heldOut: test },
    'auto',
  )
  try {
    const perEpoch = Math.ceil(train.count / recipe.batchSize)
    let turned = performance.now()
    let order: Int32Array = new Int32Array()
    for (let step = 0; step < perEpoch * recipe.epochs; step++) {
      const from = (step % perEpoch) * recipe.batchSize
      if (from === 0) order = epochOrder(recipe.seed, Math.floor(step / perEpoch), train.count)
      const { loss } = loop.step({
        indices: order.slice(from, from + recipe.batchSize),
        learningRate: learningRateAt(recipe, step, perEpoch),
        step,
      })
      if (!Number.isFinite(loss))
        throw new AppError(
          'diverged',
          phrase`A training of the check diverged at step ${step + 1}: its loss is no number.`,
        )
      if (performance.now() - turned < TURN_MS) continue
      onProgress?.(step + 1)
      await nextTurn(signal)
      turned = performance.now()
    }
    return loop.weights()
  } finally {
    loop.dispose()
  }
}
