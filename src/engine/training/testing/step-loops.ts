import { parseRecipe, type Recipe, type RecipeInput } from '@shared/model/recipe'
import { resolveModel } from '@shared/model/resolve'
import type { NamedArray, NamedArrays } from '@shared/model/weights'
import type { OptimizerKind } from '@shared/recipe/optimizers'
import { differences, largest } from '../compare-gradients'
import type { Examples } from '../../evaluate/device-split'
import { EagerStepLoop } from '../eager-step-loop'
import { checkBatch, GraphStepLoop } from '../graph-step-loop'
import { initialiseWeights } from '../initialise'
import { loopRecipe, type LoopParts } from '../loop-parts'
import { uniforms } from '../../runtime/random'

/** Examples in a batch of the tests. */
export const BATCH = checkBatch(1)

function noise(count: number, shape: readonly number[], classes: number): Examples {
  const draw = uniforms(5, 'split')
  const bytes = (length: number, below: number): Uint8Array =>
    Uint8Array.from({ length }, () => Math.floor(draw() * below))
  return {
    count,
    images: bytes(count * shape.reduce((product, n) => product * n, 1), 256),
    labels: bytes(count, classes),
  }
}

/** A training with a few random images of the network's size. */
export function partsOf(
  changes: Partial<RecipeInput> & Pick<RecipeInput, 'model'>,
  count = 3 * BATCH,
): LoopParts {
  const recipe: Recipe = parseRecipe({
    dataset: 'noise',
    batchSize: BATCH,
    learningRate: 0.01,
    seed: 3,
    ...changes,
  })
  const model = resolveModel(recipe.model)
  const examples = noise(count, model.inputShape, Math.max(2, model.classes))
  return {
    model,
    recipe: loopRecipe(recipe, examples, Math.max(2, model.classes)),
    weights: initialiseWeights(model, recipe),
    train: examples,
    heldOut: examples,
  }
}

/** Indices of a step's examples, drawn from all. */
export const indicesOf = (step: number, count: number, size = BATCH): Int32Array =>
  Int32Array.from({ length: size }, (_, i) => (step * 7 + i * 5) % count)

/**
 * Learning rates with which these networks learn. The first steps of an adaptive optimizer change
 * every weight by about the rate. Ten times as much saturates the chapter's LeNet, and its
 * gradients would then be mostly rounding errors of probabilities.
 */
const LEARNING_RATES = { sgd: 0.01, adam: 0.001, adamw: 0.001, rmsprop: 0.0003 } as const

/**
 * The largest difference, as a share of its array's largest value, or of a thousandth of the
 * largest of all: some arrays hold nothing but rounding.
 */
export function worst(expected: NamedArrays, actual: NamedArrays): number {
  const sizes = [...expected.values()].map(({ data }) => largest(data))
  const least = Math.max(1e-3 * Math.max(...sizes), Number.MIN_VALUE)
  const found = [...differences(expected, actual).values()]
  return Math.max(...found.map((difference, i) => difference / Math.max(sizes[i] ?? 0, least)))
}

/**
 * The same, only for elements whose gradient is among the array's large ones. An adaptive optimizer
 * divides by the size of the gradient, so it makes a full step of one that is only rounding.
 */
function worstOfLarge(expected: NamedArrays, actual: NamedArrays, gradients: NamedArrays): number {
  const large = (name: string, arrays: NamedArrays): [string, NamedArray][] => {
    const array = arrays.get(name)
    const gradient = gradients.get(name.replace(/\/.*/, ''))?.data
    if (!array || !gradient) return []
    const bound = 0.1 * gradient.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    const data = array.data.filter((_, i) => Math.abs(gradient[i] ?? 0) >= bound)
    return [[name, { shape: [data.length], data }]]
  }
  const [left, right] = [expected, actual].map(
    (arrays) => new Map([...expected.keys()].flatMap((name) => large(name, arrays))),
  )
  return worst(left as NamedArrays, right as NamedArrays)
}

/** The largest differences over some steps, as shares. */
export interface StepDifferences {
  readonly loss: number
  readonly gradients: number
  /** Weights and the optimizer's arrays. */
  readonly state: number
}

/**
 * Makes `steps` steps with both loops. The compiled one starts each step from the state that the
 * eager one has reached.
 * @param split number of parts of a batch in the compiled loop
 */
export function compareSteps(parts: LoopParts, steps: number, split = 1): StepDifferences {
  const eager = new EagerStepLoop(parts)
  const graph = new GraphStepLoop(parts, { parts: split })
  const found = { loss: 0, gradients: 0, state: 0 }
  try {
    for (let step = 0; step < steps; step++) {
      const call = {
        indices: indicesOf(step, parts.train.count),
        learningRate: LEARNING_RATES[parts.recipe.optimizer.kind],
        step,
      }
      graph.restore(eager.weights(), eager.optimizerState())
      const gradients = eager.gradients(call)
      found.gradients = Math.max(found.gradients, worst(gradients, graph.gradients(call)))
      const [expected, actual] = [eager.step(call), graph.step(call)]
      found.loss = Math.max(
        found.loss,
        Math.abs(expected.loss - actual.loss) / Math.abs(expected.loss),
      )
      if (actual.correct !== expected.correct)
        throw new Error(
          `step ${step}: ${actual.correct} right answers, and ${expected.correct} step by step`,
        )
      const compare = parts.recipe.optimizer.kind === 'sgd' ? worst : worstOfLarge
      found.state = Math.max(
        found.state,
        compare(eager.optimizerState(), graph.optimizerState(), gradients),
        compare(eager.weights(), graph.weights(), gradients),
      )
    }
    return found
  } finally {
    eager.dispose()
    graph.dispose()
  }
}

/** Each optimizer with all of its settings in use. */
export const OPTIMIZERS = {
  sgd: { kind: 'sgd', momentum: 0.9, nesterov: true, weightDecay: 1e-4 },
  adam: { kind: 'adam', weightDecay: 1e-4 },
  adamw: { kind: 'adamw', decoupledDecay: 0.05 },
  rmsprop: { kind: 'rmsprop', momentum: 0.9 },
} as const satisfies Readonly<Record<OptimizerKind, RecipeInput['optimizer']>>
