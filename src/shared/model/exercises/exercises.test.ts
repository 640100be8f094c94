import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import vectors from '../../math/reference/vectors.json'
import { preset } from '../presets'
import { resolveModel } from '../resolve'
import { summarise } from '../summary'
import { EXERCISE_IDS, exerciseRecipe } from './index'

const FOLDER = resolve(__dirname, '../../../../resources/recipes/exercises')

describe('the exercises of chapter 6.3', () => {
  it('start with the chapter itself', () => {
    const recipe = exerciseRecipe('chapter')
    expect(recipe).toMatchObject({
      model: preset('lenet'),
      learningRate: 0.9,
      epochs: 10,
      batchSize: 256,
      initializer: 'xavierUniform',
      optimizer: { kind: 'sgd', momentum: 0 },
    })
    expect(summarise(resolveModel(recipe.model)).totals.parameters).toBe(
      vectors['6.3 LeNet parameters'].total,
    )
  })

  it.each([
    ['kernels-3', [28, 28, 6], [6, 6, 16], 576],
    ['kernels-7', [28, 28, 6], [4, 4, 16], 256],
    ['channels', [28, 28, 12], [5, 5, 32], 800],
  ] as const)('%s has the maps that its kernels make', (id, conv1, pool2, flatten) => {
    const { layers } = summarise(resolveModel(exerciseRecipe(id).model))
    const shape = (layer: string) => layers.find((found) => found.id === layer)?.outputShape
    expect([shape('conv1'), shape('pool2'), shape('flatten')]).toEqual([conv1, pool2, [flatten]])
  })

  it.each(['relu', 'tanh', 'max-pooling'] as const)(
    '%s changes no shape and no parameter',
    (id) => {
      const [plain, changed] = [preset('lenet'), exerciseRecipe(id).model].map((spec) =>
        summarise(resolveModel(spec)),
      )
      expect(
        changed!.layers.map(({ outputShape, parameters }) => ({ outputShape, parameters })),
      ).toEqual(plain!.layers.map(({ outputShape, parameters }) => ({ outputShape, parameters })))
    },
  )

  it('exist as files for the command line, and there are no others', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(
      EXERCISE_IDS.filter((id) => id !== 'chapter')
        .map((id) => `${id}.json`)
        .sort(),
    )
    for (const id of EXERCISE_IDS.filter((other) => other !== 'chapter')) {
      expect(JSON.parse(readFileSync(resolve(FOLDER, `${id}.json`), 'utf8')), id).toEqual(
        exerciseRecipe(id),
      )
    }
  })
})
