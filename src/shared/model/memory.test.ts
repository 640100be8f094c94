import { describe, expect, it } from 'vitest'
import { slotCount, trainingMemory, weightBytes } from './memory'
import { preset } from './presets'
import { optimizerSchema } from '../recipe/optimizers'
import { resolveModel } from './resolve'
import { parseModelSpec } from './spec'
import { summarise } from './summary'

const sgd = optimizerSchema.parse({ kind: 'sgd' })
const adam = optimizerSchema.parse({ kind: 'adam' })
const vgg = resolveModel(preset('vgg16'))

describe('weightBytes', () => {
  it('counts what is trained, and running statistics besides', () => {
    expect(weightBytes(vgg)).toBe(4 * 138_357_544)
    const modern = resolveModel(preset('modern'))
    const statistics = modern.layers
      .flatMap(({ weights }) => weights)
      .filter(({ trainable }) => !trainable)
    expect(statistics.length).toBeGreaterThan(0)
    expect(weightBytes(modern)).toBeGreaterThan(4 * summarise(modern).totals.parameters)
  })
})

describe('trainingMemory', () => {
  it('grows with the batch, the pictures and the optimizer’s arrays', () => {
    const plain = trainingMemory(vgg, { batchSize: 16, optimizer: sgd })
    const more = (changes: object): number =>
      trainingMemory(vgg, { batchSize: 16, optimizer: sgd, ...changes }).bytes
    expect(more({ batchSize: 32 })).toBeGreaterThan(plain.bytes)
    expect(more({ pictureBytes: 1e9 })).toBe(plain.bytes + 2e9)
    expect(more({ optimizer: adam }) - plain.bytes).toBe(12 * weightBytes(vgg))
    expect(plain.weightBytes).toBe(weightBytes(vgg))
  })

  it.each([
    ['sgd', {}, 0],
    ['sgd', { momentum: 0.9 }, 1],
    ['rmsprop', {}, 1],
    ['rmsprop', { momentum: 0.9 }, 2],
    ['adam', {}, 2],
  ])('%s %j has %i arrays a weight', (kind, settings, count) => {
    expect(slotCount({ optimizer: optimizerSchema.parse({ kind, ...settings }) })).toBe(count)
  })

  it.each([
    ['SGD', sgd, 5.13e9],
    ['Adam', adam, 11.96e9],
  ])('is above what two large dense layers were measured to take: %s', (_, optimizer, measured) => {
    const layers = [
      { id: 'flatten', kind: 'flatten' },
      { id: 'a', kind: 'dense', units: 65_536 },
      { id: 'b', kind: 'dense', units: 1400 },
      { id: 'o', kind: 'dense', units: 10 },
    ]
    const input = { height: 28, width: 28, channels: 1 }
    const large = resolveModel(parseModelSpec({ name: 'Large', input, layers }))
    const { bytes } = trainingMemory(large, { batchSize: 1, optimizer })
    expect(bytes).toBeGreaterThan(measured)
    expect(bytes).toBeLessThan(1.2 * measured)
  })

  it('lets a LeNet be trained on the smallest machine', () => {
    const lenet = resolveModel(preset('lenet'))
    expect(trainingMemory(lenet, { batchSize: 256, optimizer: adam }).bytes).toBeLessThan(6e8)
  })
})
