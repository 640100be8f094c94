import { describe, expect, it } from 'vitest'
import { estimateStep } from './estimate'
import { fitToDataset, shrinkToDataset } from './fit'
import { ALL_PRESET_IDS, preset } from './presets'
import { resolveModel } from './resolve'
import { summarise } from './summary'

describe('estimateStep', () => {
  const model = resolveModel(preset('lenet'))
  const summary = summarise(model)

  it('adds weights with their copies, outputs for the batch and the largest gradients', () => {
    const estimate = estimateStep(model, summary, { batchSize: 256, optimizer: 'sgd', rate: 1e9 })
    expect(estimate.weightBytes).toBe(2 * 4 * 61_706)
    expect(estimate.activationBytes).toBe(256 * (summary.totals.activationBytes + 4 * 784))
    expect(estimate.gradientBytes).toBe(4 * 256 * 2 * 28 * 28 * 6)
    expect(estimate.seconds).toBeCloseTo((3 * 416_520 * 256) / 1e9, 9)
    expect(estimateStep(model, summary, { batchSize: 256, optimizer: 'adam' }).weightBytes).toBe(
      4 * 4 * 61_706,
    )
  })
})

describe('fitting', () => {
  const fashion = { height: 28, width: 28, channels: 1, classes: 10 }

  it.each(ALL_PRESET_IDS)('%s suits Fashion-MNIST on request, whatever it was made for', (id) => {
    const model = resolveModel(shrinkToDataset(preset(id), fashion))
    expect([model.inputShape, model.classes]).toEqual([[28, 28, 1], 10])
  })

  it('keeps both branches of a residual block in step', () => {
    const { layers } = summarise(resolveModel(shrinkToDataset(preset('resnet18'), fashion)))
    // 224 / 32 = 7 cells before the average; 28 with three of five halvings gone leaves 7 too.
    expect(layers.find(({ id }) => id === 'block4-2')?.outputShape).toEqual([7, 7, 512])
  })

  it('changes the last convolution where an average makes the answer', () => {
    const fitted = fitToDataset(preset('nin'), { ...fashion, height: 224, width: 224 })
    expect(fitted.layers.find(({ id }) => id === 'conv4b')).toMatchObject({ channels: 10 })
  })
})
