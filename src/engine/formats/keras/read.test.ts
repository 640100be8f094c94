import { describe, expect, it } from 'vitest'
import { resolveModel } from '@shared/model/resolve'
import { resolveModelArgument } from '../../models'
import { kerasAnswer, kerasFile } from '../testing/keras-files'
import { referenceForward } from '../testing/reference'
import type { ReadModel } from '../read-model'
import { readKerasModel } from './read'

const layersOf = ({ metadata }: ReadModel): string[] => metadata.spec.layers.map(({ id }) => id)

/** The answer to a picture; only the differences of logits count. */
function answer({ metadata, weights }: ReadModel, picture: readonly number[]): number[] {
  const model = resolveModel(metadata.spec)
  const last = model.layers.at(-1)?.layer.id ?? ''
  const values = referenceForward(model, weights, Float32Array.from(picture)).get(last)?.data ?? []
  return [...values]
}

const centred = (values: readonly number[]): number[] => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.map((value) => value - mean)
}

const NETWORKS = ['sequential', 'functional', 'nested', 'every'] as const
const FILES = NETWORKS.flatMap((name) =>
  ['keras2', 'keras3'].flatMap((writer) =>
    ['keras', 'h5'].map((form) => [name, writer, form] as const),
  ),
)

describe('a model that Keras saved', () => {
  it.each(FILES)('%s of %s as .%s answers as Keras does', async (name, writer, form) => {
    const read = await readKerasModel(kerasFile(`${name}-${writer}.${form}`))
    const { input, output } = kerasAnswer(`${name}-${writer}`)
    const found = answer(read, input)
    expect(found).toHaveLength(5)
    const scale = Math.max(1, ...output.map(Math.abs))
    centred(found).forEach((value, i) => {
      expect(Math.abs(value - (centred(output)[i] ?? NaN)) / scale).toBeLessThan(1e-5)
    })
  })

  it('keeps the names of its layers, in models in it after that of the model', async () => {
    const read = await readKerasModel(kerasFile('nested-keras3.keras'))
    expect(layersOf(read).slice(0, 4)).toEqual([
      'base_stem',
      'base_stem_tanh',
      'base_inner_conv',
      'base_inner_norm',
    ])
    expect(layersOf(read)).toContain('conv')
  })

  it('says what acts in training only', async () => {
    const { notes } = await readKerasModel(kerasFile('sequential-keras3.h5'))
    expect(notes?.map(({ values }) => values)).toEqual([[expect.stringMatching(/^RandomFlip "/)]])
  })

  it('is opened by its path, without its loss of digits', async () => {
    const loaded = await resolveModelArgument(kerasFile('functional-keras3.h5'))
    const other = await resolveModelArgument(kerasFile('functional-keras3.keras'))
    expect([...loaded.weights.keys()].length).toBeGreaterThan(8)
    for (const [name, { data }] of loaded.weights)
      expect(other.weights.get(name)?.data).toEqual(data)
  })
})
