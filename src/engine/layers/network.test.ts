import type { Tensor4D } from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { preset, PRESET_IDS } from '@shared/model/presets'
import { resolveModel } from '@shared/model/resolve'
import { tensorflow } from '../runtime/tensorflow'
import { initialiseWeights } from '../training/initialise'
import { Network } from './network'
import { noise } from './testing/layers'

const OPTIONS = { seed: 1, initializer: 'xavierUniform', biasInitializer: 'uniformFanIn' } as const
const model = resolveModel(preset('modern'))

describe('Network', () => {
  it.each(PRESET_IDS)('computes every layer of %s in the shape that its model tells', (id) => {
    const resolved = resolveModel(preset(id))
    const network = Network.create(resolved, initialiseWeights(resolved, OPTIONS))
    const x = noise([2, ...resolved.inputShape], 1) as Tensor4D
    const activations = network.activations(x)
    expect(activations.map(({ id: layer }) => layer)).toEqual(
      resolved.layers.map(({ layer }) => layer.id),
    )
    expect(activations.map(({ output }) => output.shape.slice(1))).toEqual(
      resolved.layers.map(({ outputShape }) => outputShape),
    )
    const logits = network.predict(x)
    expect([...logits.dataSync()]).toEqual([...(activations.at(-1)?.output.dataSync() ?? [])])
    for (const tensor of [x, logits, ...activations.map(({ output }) => output)]) tensor.dispose()
    network.dispose()
  })

  it('hands out and takes back its weights, named as the design says', () => {
    const weights = initialiseWeights(model, OPTIONS)
    const network = Network.create(model, initialiseWeights(model, { ...OPTIONS, seed: 2 }))
    network.setWeights(weights)
    expect(network.weights()).toEqual(weights)
    expect([...weights.keys()].slice(0, 5)).toEqual([
      'conv1.weight',
      'norm1.gamma',
      'norm1.beta',
      'norm1.mean',
      'norm1.variance',
    ])
    network.dispose()
  })

  it('names a weight that is missing or misshapen, and changes nothing then', () => {
    const weights = initialiseWeights(model, OPTIONS)
    const network = Network.create(model, weights)
    const { shape = [], data = new Float32Array() } = weights.get('dense2.weight') ?? {}
    const without = new Map(
      [...initialiseWeights(model, { ...OPTIONS, seed: 2 })].filter(
        ([key]) => key !== 'dense2.bias',
      ),
    )
    expect(() => network.setWeights(without)).toThrow(/dense2\.bias/)
    const misshapen = new Map([
      ...weights,
      ['dense2.weight', { shape: [...shape].reverse(), data }] as const,
    ])
    expect(() => Network.create(model, misshapen)).toThrow(/10×64.*64×10/)
    expect(network.weights()).toEqual(weights)
    network.dispose()
  })

  it('leaves no tensor behind', () => {
    const { numTensors } = tensorflow().memory()
    const network = Network.create(model, initialiseWeights(model, OPTIONS))
    const x = noise([1, ...model.inputShape], 1) as Tensor4D
    network.predict(x).dispose()
    for (const { output } of network.activations(x)) output.dispose()
    network.setWeights(network.weights())
    x.dispose()
    network.dispose()
    expect(tensorflow().memory().numTensors).toBe(numTensors)
  })
})
