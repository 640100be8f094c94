import { describe, expect, it } from 'vitest'
import { slotCount, trainingMemory, weightBytes } from './memory'
import { preset } from './presets'
import { optimizerSchema } from '../recipe/optimizers'
import { resolveModel } from './resolve'
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
    expect(more({ optimizer: adam }) - plain.bytes).toBe(2 * weightBytes(vgg))
    expect(plain.weightBytes).toBe(weightBytes(vgg))
  })

  it.each([
    ['sgd', {}, 0],
    ['sgd', { momentum: 0.9 }, 1],
    ['rmsprop', {}, 1],
    ['rmsprop', { momentum: 0.9 }, 2],
    ['adam', {}, 2],
  ])('%s %j has %i arrays a weight', (kind, settings, count) => {
    expect(slotCount(optimizerSchema.parse({ kind, ...settings }))).toBe(count)
  })

  it('lets a LeNet be trained on the smallest machine', () => {
    const lenet = resolveModel(preset('lenet'))
    expect(trainingMemory(lenet, { batchSize: 256, optimizer: adam }).bytes).toBeLessThan(6e8)
  })
})
