import { describe, expect, it } from 'vitest'
import type { RunInfo } from '@shared/contract/training'
import { preset } from '@shared/model/presets'
import { parseRecipe } from '@shared/model/recipe'
import { repetitions } from './repetitions'

const run = (id: string, model: Parameters<typeof preset>[0], more: object): RunInfo => ({
  ...{
    id,
    title: id,
    recipe: parseRecipe({ model: preset(model), dataset: 'fashion-mnist', ...more }),
    state: 'finished',
    device: 'CPU',
    created: 1,
    modified: 1,
  },
  ...{ epochsDone: 1, stepsDone: 2, stepsTotal: 2 },
})

describe('repetitions', () => {
  it('are runs whose recipes differ in the seed alone, in the order of the first', () => {
    const runs = [
      run('a', 'lenet', { seed: 0 }),
      run('b', 'lenet-relu', { seed: 0 }),
      run('c', 'lenet', { seed: 7 }),
      run('d', 'lenet', { seed: 1, learningRate: 0.1 }),
      run('e', 'lenet-relu', { seed: 0 }),
    ]
    expect(repetitions(runs).map((group) => group.map(({ id }) => id))).toEqual([
      ['a', 'c'],
      ['b', 'e'],
      ['d'],
    ])
  })
})
