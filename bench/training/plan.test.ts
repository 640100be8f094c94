import { expect, it } from 'vitest'
import { parseModelSpec } from '../../src/shared/model/spec'
import { resolveModel } from '../../src/shared/model/resolve'
import { CASE_IDS, CASES } from './cases'
import { batchIndices, type Exercise } from './exercise'
import { planOf } from './plan'

it('a plan writes out the defaults of a ModelSpec', () => {
  const spec = parseModelSpec({
    name: 'small',
    input: { height: 5, width: 6, channels: 1 },
    layers: [
      { id: 'conv', kind: 'conv2d', channels: 2, kernel: [3, 2], padding: 'same' },
      { id: 'pool', kind: 'maxPool2d', window: 2 },
      { id: 'flat', kind: 'flatten' },
      { id: 'dense', kind: 'dense', units: 3 },
    ],
  })
  const [conv, pool, , dense] = planOf(resolveModel(spec))
  expect(conv).toMatchObject({
    inputs: ['input'],
    inputShapes: [[5, 6, 1]],
    kernel: [3, 2],
    stride: [1, 1],
    dilation: [1, 1],
    padding: [
      [1, 1],
      [0, 1],
    ],
    bias: true,
  })
  expect(pool).toMatchObject({
    inputs: ['conv'],
    kernel: [2, 2],
    stride: [2, 2],
    padding: [
      [0, 0],
      [0, 0],
    ],
  })
  expect(dense).toMatchObject({ inputs: ['flat'], inputShapes: [[12]] })
})

it('an epoch’s batches hold every example once, whole batches only', () => {
  for (const id of CASE_IDS) {
    const { recipe } = CASES[id]
    const exercise = { recipe, data: { count: 2000 } } as Exercise
    const batches = Math.floor(2000 / recipe.batchSize)
    const seen = Array.from({ length: batches }, (_, step) => [
      ...batchIndices(exercise, step),
    ]).flat()
    expect(new Set(seen).size).toBe(batches * recipe.batchSize)
    expect(batchIndices(exercise, batches)).toEqual(batchIndices(exercise, 0))
  }
})
