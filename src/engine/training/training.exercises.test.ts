import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EXERCISE_IDS } from '@shared/model/exercises'
import { parseRecipe } from '@shared/model/recipe'
import { resolveModel } from '@shared/model/resolve'
import type { NamedArrays } from '@shared/model/weights'
import { EagerStepLoop } from './eager-step-loop'
import { initialiseWeights } from './initialise'
import { loopRecipe } from './loop-parts'
import { uniforms } from '../runtime/random'

const FOLDER = resolve(__dirname, '../../../resources/recipes/exercises')
const PREPARED = EXERCISE_IDS.filter((id) => id !== 'chapter')
const EXAMPLES = 16

describe.each(PREPARED)('exercise %s of chapter 6.3', (id) => {
  it('is a recipe that builds, starts without a preference, and changes every weight in a step', () => {
    const recipe = parseRecipe(JSON.parse(readFileSync(resolve(FOLDER, `${id}.json`), 'utf8')))
    const model = resolveModel(recipe.model)
    const draw = uniforms(7, 'split')
    const bytes = (length: number, below: number): Uint8Array =>
      Uint8Array.from({ length }, () => Math.floor(draw() * below))
    const examples = {
      count: EXAMPLES,
      images: bytes(EXAMPLES * 28 * 28, 256),
      labels: bytes(EXAMPLES, 10),
    }
    const before: NamedArrays = initialiseWeights(model, recipe)
    const loop = new EagerStepLoop({
      model,
      recipe: loopRecipe(recipe, examples, model.classes),
      weights: before,
      train: examples,
      heldOut: examples,
    })
    try {
      const { loss } = loop.step({
        indices: Int32Array.from({ length: EXAMPLES }, (_, i) => i),
        learningRate: recipe.learningRate,
        step: 0,
      })
      // Guessing among ten classes has a loss of ln 10 = 2.30 per example.
      expect(loss / EXAMPLES).toBeGreaterThan(1.8)
      expect(loss / EXAMPLES).toBeLessThan(4)
      const after = loop.weights()
      expect(after.size).toBe(10)
      for (const [name, { data }] of after) {
        expect([...data].every(Number.isFinite), name).toBe(true)
        expect(Array.from(data), name).not.toEqual(Array.from(before.get(name)?.data ?? []))
      }
    } finally {
      loop.dispose()
    }
  })
})
