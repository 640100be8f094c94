import { describe, expect, it } from 'vitest'
import { learningRateAt } from '@shared/model/learning-rate'
import { parseRecipe, type RecipeInput } from '@shared/model/recipe'
import { resolveModel } from '@shared/model/resolve'
import type { NamedArrays } from '@shared/model/weights'
import { afterLoss, type PlateauState } from '@shared/recipe/schedules/plateau-state'
import { EagerStepLoop } from './eager-step-loop'
import { GraphStepLoop } from './graph-step-loop'
import { loopRecipe, type LoopParts } from './loop-parts'
import type { StepLoop } from './step-loop'
import vectors from './testing/recipe-vectors.json'

/** PyTorch's numbers are of double precision, these of single precision. */
const CLOSE = 1e-5

const MODEL: RecipeInput['model'] = {
  name: 'two layers',
  input: { height: 2, width: 2, channels: 1 },
  layers: [
    { id: 'flatten', kind: 'flatten' },
    { id: 'hidden', kind: 'dense', units: 5 },
    { id: 'tanh', kind: 'activation', function: 'tanh' },
    { id: 'out', kind: 'dense', units: 3 },
  ],
}
const { first, batches, labels, images } = vectors

function partsOf(changes: Partial<RecipeInput>): LoopParts {
  const recipe = parseRecipe({ model: MODEL, dataset: 'made', batchSize: 4, ...changes })
  const model = resolveModel(recipe.model)
  const shapes = new Map<string, readonly number[]>(
    model.layers.flatMap(({ layer, weights }) =>
      weights.map(({ name, shape }) => [`${layer.id}.${name}`, shape] as const),
    ),
  )
  const examples = {
    count: labels.length,
    images: Uint8Array.from(images),
    labels: Uint8Array.from(labels),
  }
  const weights: NamedArrays = new Map(
    Object.entries(first).map(([name, data]) => [
      name,
      { shape: shapes.get(name) ?? [], data: Float32Array.from(data) },
    ]),
  )
  return {
    model,
    recipe: loopRecipe(recipe, examples, 3),
    weights,
    train: examples,
    heldOut: examples,
  }
}

const LOOPS: readonly (readonly [string, (parts: LoopParts) => StepLoop])[] = [
  ['step by step', (parts) => new EagerStepLoop(parts)],
  ['compiled', (parts) => new GraphStepLoop(parts, { parts: 1 })],
  ['compiled, in two parts', (parts) => new GraphStepLoop(parts, { parts: 2 })],
  ['compiled, two steps a call', (parts) => new GraphStepLoop(parts, { parts: 1, stepsAtOnce: 2 })],
]

const differences = (found: NamedArrays, expected: Readonly<Record<string, number[]>>): number =>
  Math.max(
    ...Object.entries(expected).flatMap(([name, values]) =>
      values.map((value, i) => Math.abs(value - (found.get(name)?.data[i] ?? NaN))),
    ),
  )

describe.each(LOOPS)('ten steps %s', (_, make) => {
  it.each(vectors.trainings.map((each) => [JSON.stringify(each.recipe), each] as const))(
    'are PyTorch’s: %s',
    async (__, { recipe, weights, shown }) => {
      const given = recipe as Partial<RecipeInput> & { readonly learningRate: number }
      const loop = make(partsOf(given))
      const calls = batches.map((indices, step) => ({
        indices: Int32Array.from(indices),
        learningRate: given.learningRate,
        step,
      }))
      for (let at = 0; at < calls.length; at += 2) loop.steps(calls.slice(at, at + 2))
      expect(differences(loop.weights(), weights)).toBeLessThan(CLOSE)
      expect(differences(loop.shownWeights(), shown)).toBeLessThan(CLOSE)
      const tested = await loop.evaluate()
      const plain = make({ ...partsOf({}), weights: loop.shownWeights() })
      expect(tested.losses).toEqual((await plain.evaluate()).losses)
      loop.dispose()
      plain.dispose()
    },
  )
})

describe('the learning rate', () => {
  it.each(vectors.cycles)('of one cycle is PyTorch’s: $schedule', (cycle) => {
    const { schedule, learningRate, epochs, stepsPerEpoch, rates } = cycle
    const recipe = parseRecipe({ model: MODEL, dataset: 'made', schedule, learningRate, epochs })
    rates.forEach((rate, step) =>
      expect(learningRateAt(recipe, step, stepsPerEpoch)).toBeCloseTo(rate, 9),
    )
  })

  it.each(vectors.plateaus)('on a plateau is PyTorch’s: $schedule', (plateau) => {
    const { learningRate, rates } = plateau
    const recipe = parseRecipe({
      ...{ model: MODEL, dataset: 'made', learningRate },
      schedule: plateau.schedule as RecipeInput['schedule'],
    })
    let state: PlateauState | undefined
    const found = vectors.losses.map((loss, epoch) => {
      state = afterLoss(recipe.schedule, learningRate, state, loss)
      return learningRateAt(recipe, epoch + 1, 1, state?.rate)
    })
    found.forEach((rate, i) => expect(rate).toBeCloseTo(rates[i] ?? NaN, 9))
    expect(learningRateAt(recipe, 0, 1)).toBe(learningRate)
  })
})
