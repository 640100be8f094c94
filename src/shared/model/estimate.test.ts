import { describe, expect, it } from 'vitest'
import { compareModels } from './compare'
import { estimateStep } from './estimate'
import { examine } from './examine'
import { fitToDataset, shrinkToDataset } from './fit'
import { removeLayers, setFields } from './edit'
import { leanDraft } from './lean'
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
    expect(estimateStep(model, summary, { batchSize: 256, optimizer: 'adam' }).weightBytes).toBe(4 * 4 * 61_706)
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

describe('compareModels', () => {
  const lenet = leanDraft(preset('lenet'))

  it('tells what was changed, added and removed, in place', () => {
    const next = removeLayers(setFields(lenet, 'conv1', { channels: 8 }), ['sigmoid1'])
    const rows = compareModels(examine(lenet), examine(next))
    expect(rows.slice(0, 4).map(({ id, change }) => [id, change])).toEqual([['conv1', 'changed'], ['sigmoid1', 'removed'], ['pool1', 'changed'], ['conv2', 'changed']])
    expect(rows[0]).toMatchObject({ fields: [{ name: 'channels', before: '6', after: '8' }], shapes: [[28, 28, 6], [28, 28, 8]], parameters: [156, 208] })
    expect(rows.filter(({ change }) => change === 'same').map(({ id }) => id)).toContain('dense3')
  })

  it('finds a network equal to itself, defaults written or not', () => {
    const rows = compareModels(examine(lenet), examine(preset('lenet')))
    expect(rows.every(({ change }) => change === 'same')).toBe(true)
  })
})
