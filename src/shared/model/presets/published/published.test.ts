import { describe, expect, it } from 'vitest'
import { parseModelSpec } from '../../spec'
import { resolveModel } from '../../resolve'
import { summarise } from '../../summary'
import { preset, type PresetId } from '..'
import { denseBlock } from './densenet'
import { inception3a } from './googlenet'

const parametersOf = (id: PresetId): number => summarise(resolveModel(preset(id))).totals.parameters

describe('published networks', () => {
  it.each([
    // torchvision's model pages give these counts with their weights: alexnet, vgg11, vgg16, resnet18, resnet50.
    ['alexnet', 61_100_840],
    ['vgg11', 132_863_336],
    ['vgg16', 138_357_544],
    ['resnet18', 11_689_512],
    ['resnet50', 25_557_032],
    // Trainable parameters of keras.applications.MobileNet(weights=None).
    ['mobilenet-v1', 4_231_976],
    // The authors' network for ImageNet in Caffe's model zoo.
    ['nin', 7_595_176],
  ] as const)('%s has %i parameters', (id, count) => {
    expect(parametersOf(id)).toBe(count)
  })

  it.each(['alexnet', 'vgg11', 'vgg16', 'nin', 'resnet18', 'resnet50', 'mobilenet-v1'] as const)('%s tells a thousand classes of 224×224 pictures', (id) => {
    const model = resolveModel(preset(id))
    expect([model.inputShape, model.classes]).toEqual([[224, 224, 3], 1000])
  })

  it('halves ImageNet’s maps to 7×7 before the average', () => {
    const { layers } = summarise(resolveModel(preset('resnet50')))
    expect(layers.find(({ id }) => id === 'block4-3')?.outputShape).toEqual([7, 7, 2048])
  })

  it('GoogLeNet’s block 3a gives 256 channels and has the 159 K weights of the paper’s table 1', () => {
    const input = { height: 28, width: 28, channels: 192 }
    const model = resolveModel(parseModelSpec({ name: '3a', input, layers: [...inception3a('input'), { id: 'average', kind: 'globalAvgPool2d' }] }))
    const weights = model.layers.flatMap((layer) => layer.weights.filter(({ name }) => name === 'weight'))
    const count = weights.reduce((sum, { shape }) => sum + shape.reduce((product, n) => product * n, 1), 0)
    expect(model.classes).toBe(256)
    expect(Math.floor(count / 1024)).toBe(159)
    expect(summarise(model).totals.parameters).toBe(163_696)
  })

  it('DenseNet-121’s first block turns 64 channels into 256 with 335,040 parameters', () => {
    const input = { height: 56, width: 56, channels: 64 }
    const model = resolveModel(parseModelSpec({ name: 'block', input, layers: [...denseBlock('input'), { id: 'average', kind: 'globalAvgPool2d' }] }))
    expect(model.classes).toBe(256)
    expect(summarise(model).totals.parameters).toBe(335_040)
  })
})
