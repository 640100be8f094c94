import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inEnglish } from '../phrase'
import { resolveModel } from '../model/resolve'
import { macsOf, suggest } from './suggest'
import type { SetFacts } from './set-facts'

const facts = (more: Partial<SetFacts> = {}): SetFacts => ({
  dataset: 'textures',
  ...{ height: 64, width: 64, channels: 1 },
  perClass: [120, 120, 120],
  test: 90,
  ...{ mean: [0.45], std: [0.2] },
  ...more,
})
/** A machine that makes so many multiply-accumulates a second. */
const machine =
  (macs: number) =>
  (spec: Parameters<typeof macsOf>[0]): number =>
    macsOf(spec) / macs

describe('a proposal for a data set', () => {
  it('is a network of its pictures and classes, normalised, with a reason each', () => {
    const { recipe, reasons, seconds } = suggest(facts(), machine(1e10))
    expect(recipe.model.input).toEqual({ height: 64, width: 64, channels: 1 })
    expect(resolveModel(recipe.model).classes).toBe(3)
    expect(recipe).toMatchObject({
      dataset: 'textures',
      normalisation: { mean: [0.45], std: [0.2] },
      optimizer: { kind: 'adam' },
      batchSize: 32,
      epochs: 45,
    })
    expect(seconds).toBeCloseTo((45 * (360 + 30) * macsOf(recipe.model)) / 1e10)
    expect(reasons.map(({ words }) => inEnglish(words))).toEqual([
      "5 convolutions with batch normalisation, 16 channels in the first, make maps of 4×4 from pictures of 64×64 for 3 classes. The maps are averaged, so the position of a thing in the picture doesn't matter; dropout reduces overfitting.",
      'The values of the training pictures have the mean 0.45 and the standard deviation 0.2. They are brought to 0 and 1.',
      'Adam with the rate 0.002 suits networks with batch normalisation. The rate rises during the first epoch and then falls to 0, so that the last epochs settle.',
      `360 training pictures in batches of 32, 45 epochs: 540 steps, about ${Math.round(seconds)} seconds on this machine.`,
    ])
  })

  it('keeps the positions of small pictures, and few pictures get no dropout', () => {
    const kinds = (more: Partial<SetFacts>): string[] =>
      suggest(facts(more), machine(1e10)).recipe.model.layers.map(({ kind }) => kind)
    const small = kinds({ height: 28, width: 28 })
    expect(small).not.toContain('globalAvgPool2d')
    expect(small).not.toContain('dropout')
    expect(kinds({ height: 28, width: 28, perClass: [6000, 6000] })).toContain('dropout')
  })

  it('is narrower on a slower machine, and shorter where that isn’t enough', () => {
    const many = facts({ height: 28, width: 28, perClass: Array<number>(10).fill(6000) })
    const on = (macs: number) => {
      const { recipe, seconds } = suggest(many, machine(macs))
      const [conv] = recipe.model.layers
      return { ...conv, epochs: recipe.epochs, seconds }
    }
    expect(on(1e12)).toMatchObject({ channels: 32, epochs: 8 })
    expect(on(8e9)).toMatchObject({ channels: 16, epochs: 8 })
    expect(on(2e9)).toMatchObject({ channels: 8, epochs: 8 })
    expect(on(5e8)).toMatchObject({ channels: 8, epochs: 3 })
    for (const macs of [1e12, 8e9, 2e9]) expect(on(macs).seconds).toBeLessThanOrEqual(240)
  })

  it('fits pictures of every size', () => {
    const side = fc.integer({ min: 1, max: 400 })
    fc.assert(
      fc.property(
        side,
        side,
        fc.constantFrom(1, 3),
        fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 2, maxLength: 30 }),
        (height, width, channels, perClass) => {
          const own = facts({ height, width, channels, perClass })
          const { recipe } = suggest(own, machine(1e9))
          expect(resolveModel(recipe.model).classes).toBe(perClass.length)
          expect(recipe.batchSize).toBeGreaterThan(0)
        },
      ),
      { numRuns: 60 },
    )
  })
})
