import { describe, expect, it } from 'vitest'
import { parseModelSpec, type ModelSpec } from '../../spec'
import { resolveModel } from '../../resolve'
import { summarise } from '../../summary'
import { preset, type PresetId } from '..'
import { denseBlock } from './densenet'
import { inception3a } from './googlenet'
import { convNormRelu, IMAGENET, relu, type LayerInput } from './parts'

const parametersOf = (id: PresetId): number => summarise(resolveModel(preset(id))).totals.parameters

describe('published networks', () => {
  it.each([
    // Chapter 6.3 of "Dive into Deep Learning": 6·(25 + 1) + 16·(6·25 + 1) + 120·(400 + 1) +
    // 84·(120 + 1) + 10·(84 + 1).
    ['lenet', 61_706],
    // torchvision 0.2x, torchvision/models/alexnet.py,
    // AlexNet_Weights.IMAGENET1K_V1.meta["num_params"].
    ['alexnet', 61_100_840],
    // torchvision/models/vgg.py, VGG11_Weights and VGG16_Weights, meta["num_params"]; the paper's
    // table 2: 133 and 138 million.
    ['vgg11', 132_863_336],
    ['vgg16', 138_357_544],
    // torchvision/models/resnet.py, ResNet18_Weights and ResNet50_Weights, meta["num_params"].
    ['resnet18', 11_689_512],
    ['resnet50', 25_557_032],
    // summary() of keras.applications.MobileNet: 4,253,864 in all, 4,231,976 of them trainable; the
    // paper's table 8: 4.2 million.
    ['mobilenet-v1', 4_231_976],
    // nin_imagenet of the authors (M. Lin) in Caffe's model zoo: "a snapshot of size 29MB",
    // float32. See the next test.
    ['nin', 7_595_176],
  ] as const)('%s has %i parameters', (id, count) => {
    expect(parametersOf(id)).toBe(count)
  })

  it('LeNet-5 as published has the paper’s layers, and a dense one for its radial basis functions', () => {
    // LeCun et al., 1998, II.B; S2 and S4 are 14×14 and 5×5.
    const { layers } = summarise(resolveModel(preset('lenet5-published')))
    const counts = layers.filter(({ parameters }) => parameters > 0)
    expect(counts.map(({ id, parameters }) => [id, parameters])).toEqual([
      ['C1', 156],
      ['S2', 12],
      ['C3', 1516],
      ['S4', 32],
      ['C5', 48_120],
      ['F6', 10_164],
      ['output', 850],
    ])
    expect(parametersOf('lenet5-published') - 850).toBe(60_000)
    const shapes = new Map(layers.map(({ id, outputShape }) => [id, outputShape.join('×')]))
    expect(['C1', 'S2', 'C3', 'S4', 'C5'].map((id) => shapes.get(id))).toEqual([
      ...['28×28×6', '14×14×6', '10×10×16', '5×5×16', '1×1×120'],
    ])
  })

  it('NiN’s weights fill the 29 MB that its authors tell', () => {
    expect(Math.round((4 * parametersOf('nin')) / 2 ** 20)).toBe(29)
  })

  it.each(['alexnet', 'vgg11', 'vgg16', 'nin', 'resnet18', 'resnet50', 'mobilenet-v1'] as const)(
    '%s tells a thousand classes of 224×224 pictures',
    (id) => {
      const model = resolveModel(preset(id))
      expect([model.inputShape, model.classes]).toEqual([[224, 224, 3], 1000])
    },
  )

  it('halves ImageNet’s maps to 7×7 before the average', () => {
    const { layers } = summarise(resolveModel(preset('resnet50')))
    expect(layers.find(({ id }) => id === 'block4-3')?.outputShape).toEqual([7, 7, 2048])
  })

  it('GoogLeNet’s block 3a gives 256 channels and has the 159 K weights of the paper’s table 1', () => {
    // Szegedy et al., 2014, table 1, row "inception (3a)", column "params"; biases are not in it.
    const input = { height: 28, width: 28, channels: 192 }
    const model = resolveModel(
      parseModelSpec({
        name: '3a',
        input,
        layers: [...inception3a('input'), { id: 'average', kind: 'globalAvgPool2d' }],
      }),
    )
    const weights = model.layers.flatMap((layer) =>
      layer.weights.filter(({ name }) => name === 'weight'),
    )
    const count = weights.reduce(
      (sum, { shape }) => sum + shape.reduce((product, n) => product * n, 1),
      0,
    )
    expect(model.classes).toBe(256)
    expect(Math.floor(count / 1024)).toBe(159)
    expect(summarise(model).totals.parameters).toBe(163_696)
  })

  it('GoogLeNet’s preset is that block between a convolution and a classifier', () => {
    const stem = 9 * 192 + 192
    expect(parametersOf('googlenet-block')).toBe(stem + 163_696 + 256 * 10 + 10)
  })

  it('DenseNet-121’s first block turns 64 channels into 256', () => {
    const input = { height: 56, width: 56, channels: 64 }
    const model = resolveModel(
      parseModelSpec({
        name: 'block',
        input,
        layers: [...denseBlock('input'), { id: 'average', kind: 'globalAvgPool2d' }],
      }),
    )
    expect(model.classes).toBe(256)
    expect(summarise(model).totals.parameters).toBe(335_040)
    expect(parametersOf('densenet-block')).toBe(9 * 64 + 2 * 64 + 335_040 + 2 * 256 + 256 * 10 + 10)
  })

  it('four such blocks with their transitions are the DenseNet-121 of torchvision', () => {
    // torchvision/models/densenet.py, DenseNet121_Weights.IMAGENET1K_V1.meta["num_params"].
    expect(summarise(resolveModel(densenet121())).totals.parameters).toBe(7_978_856)
  })
})

/**
 * Huang et al., table 1: blocks of 6, 12, 24 and 16 layers; between them the channels and the map
 * are halved.
 */
function densenet121(): ModelSpec {
  const depths = [6, 12, 24, 16]
  let [from, channels] = ['pool', 64]
  const blocks = depths.flatMap((depth, index): LayerInput[] => {
    const stem = `block${index + 1}-`
    const block = denseBlock(from, depth, stem)
    channels += 32 * depth
    const norm: LayerInput = {
      id: `${stem}norm`,
      kind: 'batchNorm',
      inputs: [`${stem}${depth}-join`],
    }
    if (index === depths.length - 1) return [...block, norm, relu(`${stem}relu`)]
    from = `${stem}halve`
    channels /= 2
    return [
      ...block,
      norm,
      relu(`${stem}relu`),
      { id: `${stem}transition`, kind: 'conv2d', channels, kernel: 1, bias: false },
      { id: from, kind: 'avgPool2d', window: 2 },
    ]
  })
  return parseModelSpec({
    name: 'DenseNet-121',
    input: { ...IMAGENET },
    layers: [
      ...convNormRelu('stem', { channels: 64, kernel: 7, stride: 2, padding: 3 }),
      { id: 'pool', kind: 'maxPool2d', window: 3, stride: 2, padding: 1 },
      ...blocks,
      { id: 'average', kind: 'globalAvgPool2d' },
      { id: 'dense', kind: 'dense', units: 1000 },
    ],
  })
}
