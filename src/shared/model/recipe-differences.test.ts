import { describe, expect, it } from 'vitest'
import { preset } from './presets'
import { parseRecipe, type RecipeInput } from './recipe'
import { recipeDifferences } from './recipe-differences'

const recipe = (change: Partial<RecipeInput> = {}) =>
  parseRecipe({ model: preset('lenet'), dataset: 'fashion-mnist', ...change })

describe('the differences of recipes', () => {
  it('are none of equal ones, whatever lesson they come from', () => {
    expect(recipeDifferences([recipe(), recipe(), recipe()])).toEqual([])
  })

  it('are the settings in which they are not all alike, with what each has', () => {
    const adam = { kind: 'adam' as const }
    expect(
      recipeDifferences([
        recipe({ seed: 1 }),
        recipe({ seed: 2, limitTrain: 500 }),
        recipe({ seed: 1 }),
      ]),
    ).toEqual([
      { path: 'seed', values: [1, 2, 1] },
      { path: 'limitTrain', values: [undefined, 500, undefined] },
    ])
    const paths = recipeDifferences([recipe(), recipe({ optimizer: adam })]).map(({ path }) => path)
    expect(paths).toContain('optimizer.kind')
    expect(paths).toContain('optimizer.beta1')
    expect(paths).not.toContain('learningRate')
  })

  it('name a layer by its id, so that one more layer moves no others', () => {
    const lenet = preset('lenet')
    const wider = {
      ...lenet,
      layers: lenet.layers.map((layer) =>
        layer.id === 'conv1' ? { ...layer, channels: 12 } : layer,
      ),
    }
    const shorter = { ...lenet, layers: lenet.layers.filter(({ id }) => id !== 'sigmoid1') }
    expect(recipeDifferences([recipe(), recipe({ model: wider })])).toEqual([
      { path: 'model.layers.conv1.channels', values: [6, 12] },
    ])
    const places = recipeDifferences([recipe(), recipe({ model: shorter })])
    expect(places.length).toBeGreaterThan(0)
    expect(places.every(({ path }) => path.startsWith('model.layers.sigmoid1.'))).toBe(true)
  })
})
