import { describe, expect, it } from 'vitest'
import { preset } from '../presets'
import { resolveModel } from '../resolve'
import { lint, type Finding } from '.'
import { proofPlan, SIDES, type ProofPlan, type Side } from './proof-plan'
import { briefTrainings, provenBy, trainedBefore, type Training } from './proof-runs'

const spec = preset('lenet')
const finding = lint(resolveModel(spec)).find(({ rule }) => rule === 'saturatingChain') as Finding
const info = {
  id: 'fashion-mnist',
  title: 'Fashion-MNIST',
  height: 28,
  width: 28,
  channels: 1,
  classes: Array.from({ length: 10 }, String),
}
const plan = proofPlan(spec, finding, info, 1e12) as ProofPlan

let made = 0
function training(
  side: Side,
  seed: number,
  { examples = 512, state = 'finished', accuracy = 0.5 } = {},
): Training {
  const id = String(made++)
  const last = { trainLoss: 1, trainAccuracy: 0.5, testLoss: 1, testAccuracy: accuracy }
  return {
    id,
    recipe: plan.withExamples(examples).recipe(side, seed),
    created: made * 10_000,
    modified: made * 10_000 + 4000,
    state,
    stepsDone: 16,
    last,
  }
}
const pair = (seed: number, settings = {}) => SIDES.map((side) => training(side, seed, settings))

describe('provenBy', () => {
  it('joins the two sides of a seed, in the order of seeds', () => {
    const runs = [...pair(2), ...pair(0), training('drawn', 1)]
    const proof = provenBy(plan, runs)
    expect(
      proof?.pairs.map(({ seed, drawn, fixed, seconds }) => [seed, drawn.run, fixed.run, seconds]),
    ).toEqual([
      [0, runs[2]?.id, runs[3]?.id, 8],
      [2, runs[0]?.id, runs[1]?.id, 8],
    ])
    expect(proof?.plan.examples).toBe(512)
    expect(proof?.plan.recipe('fixed', 2)).toEqual(runs[1]?.recipe)
  })

  it('takes the number of pictures that most pairs had, and of equally many the larger', () => {
    expect(
      provenBy(plan, [...pair(0, { examples: 1024 }), ...pair(0), ...pair(1)])?.plan.examples,
    ).toBe(512)
    expect(provenBy(plan, [...pair(0, { examples: 1024 }), ...pair(0)])?.plan.examples).toBe(1024)
    expect(
      provenBy(plan, [training('drawn', 0), training('fixed', 0, { examples: 1024 })]),
    ).toBeUndefined()
  })

  it('takes the newer of two trainings with one seed, and what failed as such', () => {
    const [older, fixed, newer] = [
      training('drawn', 0),
      training('fixed', 0, { state: 'failed' }),
      training('drawn', 0, { accuracy: 0.6 }),
    ]
    const [only] = provenBy(plan, [newer, older, fixed])?.pairs ?? []
    expect(only).toMatchObject({
      drawn: { run: newer.id, testAccuracy: 0.6 },
      fixed: { failure: '' },
    })
  })

  it('asks for the same network and recipe, whatever the network is called', () => {
    const [drawn, fixed] = pair(0) as [Training, Training]
    const changed = (recipe: object): Training => ({
      ...fixed,
      recipe: { ...fixed.recipe, ...recipe },
    })
    expect(
      provenBy(plan, [drawn, changed({ model: { ...fixed.recipe.model, name: 'Another' } })])
        ?.pairs,
    ).toHaveLength(1)
    expect(provenBy(plan, [drawn, changed({ learningRate: 0.01 })])).toBeUndefined()
    expect(provenBy(plan, [drawn, changed({ model: preset('lenet-relu') })])).toBeUndefined()
  })
})

describe('trainedBefore', () => {
  it('finds the very training that a plan asks for', () => {
    const [drawn] = pair(0) as [Training, Training]
    expect(trainedBefore(plan.withExamples(512), 'drawn', 0, [drawn])?.run).toBe(drawn.id)
    expect(
      trainedBefore(plan.withExamples(512), 'drawn', 0, [
        drawn,
        training('drawn', 0, { state: 'failed' }),
      ])?.run,
    ).toBe(drawn.id)
    for (const [of, side, seed] of [
      [1024, 'drawn', 0],
      [512, 'fixed', 0],
      [512, 'drawn', 1],
    ] as const) {
      expect(trainedBefore(plan.withExamples(of), side, seed, [drawn])).toBeUndefined()
    }
  })
})

it('briefTrainings leaves out what no proof trained', () => {
  const [drawn] = pair(0) as [Training, Training]
  const others = [
    { epochs: 10 },
    { batchSize: 256 },
    { limitTest: 1000 },
    { dataset: 'mnist' },
  ].map((recipe) => ({ ...drawn, recipe: { ...drawn.recipe, ...recipe } }))
  expect(briefTrainings([drawn, ...others], 'fashion-mnist')).toEqual([drawn])
})
