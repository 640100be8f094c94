import { describe, expect, it } from 'vitest'
import type { RunInfo } from '@shared/contract/training'
import { exerciseRecipe } from '@shared/model/exercises'
import type { Recipe } from '@shared/model/recipe'
import { runsOf } from './runs'

const last: NonNullable<RunInfo['last']> = {
  type: 'epoch',
  epoch: 1,
  step: 235,
  trainLoss: 2.3,
  trainAccuracy: 0.1,
  testLoss: 2.3,
  testAccuracy: 0.1,
}
const run = (id: string, changes: Partial<Recipe>, ended = true): RunInfo => ({
  id,
  title: id,
  recipe: { ...exerciseRecipe('tanh'), ...changes },
  state: 'finished',
  device: 'CPU',
  created: 0,
  modified: 0,
  epochsDone: 1,
  stepsDone: 235,
  stepsTotal: 2350,
  ...(ended ? { last } : {}),
})

describe('the runs of an exercise', () => {
  it('are those of its recipe, whatever the seed and the lesson that came along', () => {
    const runs = [
      run('plain', {}),
      run('seeded', { seed: 7 }),
      run('from the lesson', { lesson: 'convscope:lesson/lenet?q1Yy' }),
      run('slower', { learningRate: 0.05 }),
      run('not yet', {}, false),
    ]
    expect(runsOf('tanh', runs).map(({ id }) => id)).toEqual(['plain', 'seeded', 'from the lesson'])
    expect(runsOf('relu', runs)).toEqual([])
  })
})
