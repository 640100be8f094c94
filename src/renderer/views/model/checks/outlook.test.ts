import { describe, expect, it } from 'vitest'
import { lint } from '@shared/model/lint'
import { proofSeconds } from '@shared/model/lint/proof'
import { preset } from '@shared/model/presets'
import { resolveModel } from '@shared/model/resolve'
import { roughly } from './cost'
import { pairOutlook } from './outlook'
import { proofPlan, SIDES, type ProofPlan } from '@shared/model/lint/proof-plan'

const RATE = 2e10
const INFO = {
  id: 'fashion-mnist',
  title: 'Fashion-MNIST',
  height: 28,
  width: 28,
  channels: 1,
  classes: Array.from({ length: 10 }, String),
}

function planOf(
  name: Parameters<typeof preset>[0],
  macs: { drawn: number; fixed: number },
): ProofPlan {
  const spec = preset(name)
  const [finding] = lint(resolveModel(spec))
  const plan = finding && proofPlan(spec, finding, INFO, RATE)
  if (!plan) throw new Error('nothing to prove')
  return {
    ...plan,
    totals: {
      drawn: { ...plan.totals.drawn, macs: macs.drawn },
      fixed: { ...plan.totals.fixed, macs: macs.fixed },
    },
  }
}

describe('the plan of a proof', () => {
  it('trains both networks alike, and pairs apart in their seeds alone', () => {
    const plan = planOf('lenet', { drawn: 1, fixed: 1 })
    const [drawn, fixed, again] = [
      plan.recipe('drawn', 0),
      plan.recipe('fixed', 0),
      plan.recipe('drawn', 3),
    ]
    expect({ ...fixed, model: drawn.model }).toEqual(drawn)
    expect(fixed.model).not.toEqual(drawn.model)
    expect(again).toEqual({ ...drawn, seed: 3 })
  })
})

describe('how far a pair has come', () => {
  const plan = planOf('lenet', { drawn: 1e9, fixed: 3e9 })
  const [drawn, fixed] = SIDES.map((side) =>
    proofSeconds(plan.totals[side], plan.examples, RATE),
  ) as [number, number]
  const run = {
    ...{
      id: 'a',
      title: 'A',
      recipe: plan.recipe('drawn', 0),
      state: 'running' as const,
      device: 'CPU',
      created: 1,
      modified: 1,
    },
    epochsDone: 0,
    stepsDone: 16,
    stepsTotal: 64,
  }
  const progress = {
    type: 'progress' as const,
    epoch: 1,
    step: 16,
    loss: 1,
    accuracy: 0.5,
    examplesPerSecond: 100,
    learningRate: 0.001,
    etaSeconds: 30,
  }

  it('weighs the two trainings by what they compute', () => {
    const moment = { elapsed: 10, since: 2, run, progress }
    const first = pairOutlook(plan, RATE, { side: 'drawn', ...moment })
    expect(first.fraction).toBeCloseTo((0.25 * drawn) / (drawn + fixed), 10)
    // The first takes 38 s as it goes.
    expect(first.left).toBeCloseTo(28 + (38 * fixed) / drawn, 10)
    const second = pairOutlook(plan, RATE, { side: 'fixed', ...moment })
    expect([second.fraction, second.left]).toEqual([
      expect.closeTo((drawn + 0.25 * fixed) / (drawn + fixed), 10),
      28,
    ])
  })

  it('is reckoned until there is a step to go by, and never below nothing', () => {
    expect(pairOutlook(plan, RATE, { side: 'drawn', elapsed: 0, since: 0 })).toEqual({
      fraction: 0,
      left: expect.closeTo(drawn + fixed, 8) as number,
    })
    expect(pairOutlook(plan, RATE, { side: 'fixed', elapsed: 1, since: 0 })).toEqual({
      fraction: drawn / (drawn + fixed),
      left: fixed - 1,
    })
    expect(pairOutlook(plan, RATE, { side: 'fixed', elapsed: 1e6, since: 0 }).left).toBe(0)
  })
})

describe('an estimate', () => {
  it.each([
    [0.4, 5],
    [6.6, 10],
    [60, 60],
    [61, 70],
    [290, 290],
    [301, 330],
  ])('of %d s is told as %d s', (seconds, told) => {
    expect(roughly(seconds)).toBe(told)
  })
})
