import type { DatasetInfo } from '@shared/contract/datasets'
import { preset } from '@shared/model/presets'
import { describe, expect, it } from 'vitest'
import { parseRecipe } from '@shared/model/recipe'
import { importDataset } from '../engine/datasets'
import { ownHome } from '../engine/datasets/testing/home'
import { many, put } from '../engine/datasets/testing/make-files'
import { fitRecipe, fitSpec } from './fit-recipe'

const info = (height: number, channels: number, classes: number): DatasetInfo => ({
  id: 'set',
  title: 'Set',
  kind: 'idx',
  state: 'ready',
  height,
  width: height,
  channels,
  classes: Array.from({ length: classes }, (_, index) => String(index)),
  train: 1,
  test: 1,
  bytes: 1,
  origin: 'known',
})

describe('a network fitted to its data set', () => {
  it('stays as it is where it fits', () => {
    expect(fitSpec(preset('lenet'), info(28, 1, 10))).toEqual({ spec: preset('lenet') })
  })

  it('takes other sizes and classes, and says so', () => {
    const { spec, note } = fitSpec(preset('lenet'), info(32, 3, 7))
    expect(spec.input).toEqual({ height: 32, width: 32, channels: 3 })
    expect(spec.layers.at(-1)).toMatchObject({ units: 7 })
    expect(note).toContain('28×28×1 and 10 classes became 32×32×3 and 7 classes')
  })

  it('refuses pictures that are too small, naming the layer', () => {
    expect(() => fitSpec(preset('lenet'), info(4, 1, 10))).toThrow(/conv2/)
  })
})

describe('other pictures', () => {
  const home = ownHome()
  const output = { note: () => undefined } as unknown as Parameters<typeof fitRecipe>[1]

  it('are fitted as the data set’s own were, where nothing else is said', async () => {
    await put(`${home.folder}/set`, { ...many('cat', 60), ...many('dog', 190) })
    const { id } = await importDataset(`${home.folder}/set`, { fit: 'crop', size: [28, 28] })
    const recipe = parseRecipe({ model: preset('lenet'), dataset: id })
    expect((await fitRecipe(recipe, output, true)).fitting).toBe('crop')
    expect((await fitRecipe(recipe, output)).fitting).toBe('stretch')
  })
})
