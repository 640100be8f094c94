import { describe, expect, it } from 'vitest'
import vectors from '../math/vectors.json'
import { fieldOfUnit } from '../math/receptive-field'
import { preset, PRESET_IDS } from './presets'
import { resolveModel } from './resolve'
import { parseModelSpec, type ModelSpecInput } from './spec'
import { summarise } from './summary'

const summaryOf = (spec: ModelSpecInput) => summarise(resolveModel(parseModelSpec(spec)))
const lenet = summarise(resolveModel(preset('lenet')))
const layerOf = (id: string) => lenet.layers.find((layer) => layer.id === id)

describe('LeNet of chapter 6.3', () => {
  it('has the chapter’s shapes, layer by layer', () => {
    expect(lenet.layers.map(({ id, outputShape }) => [id, outputShape])).toEqual(
      vectors['lenet shapes'],
    )
  })

  it('has the chapter’s parameters', () => {
    const { total, ...layers } = vectors['lenet parameters']
    const counted = lenet.layers
      .filter((layer) => layer.parameters > 0)
      .map(({ id, parameters }) => [id, parameters])
    expect(Object.fromEntries(counted)).toEqual(layers)
    expect(lenet.totals.parameters).toBe(total)
  })

  it('counts a multiply-accumulate for each weight and position', () => {
    expect(layerOf('conv1')?.macs).toBe(28 * 28 * 6 * 25)
    expect(layerOf('conv2')?.macs).toBe(10 * 10 * 16 * 25 * 6)
    expect(layerOf('dense1')?.macs).toBe(400 * 120)
    expect(layerOf('pool1')?.macs).toBe(0)
    expect(lenet.totals.macs).toBe(416_520)
  })

  it.each(['conv1', 'pool1', 'conv2', 'pool2', 'dense1'] as const)(
    '%s has the published receptive field',
    (id) => {
      const [size, stride, padding = 0] = vectors.lenet[id]
      expect(layerOf(id)?.receptiveField).toEqual({
        size: [size, size],
        stride: [stride, stride],
        start: [-padding, -padding],
      })
    },
  )

  it('carries the field on through activations, flatten and later dense layers', () => {
    expect(layerOf('sigmoid2')?.receptiveField).toEqual(layerOf('conv2')?.receptiveField)
    expect(layerOf('flatten')?.receptiveField).toEqual(layerOf('pool2')?.receptiveField)
    expect(layerOf('dense3')?.receptiveField).toEqual(layerOf('dense1')?.receptiveField)
  })

  it('a unit of dense1 sees rows −2 … 29', () => {
    const field = layerOf('dense1')?.receptiveField
    expect(field && fieldOfUnit(field, [0, 0])).toEqual({ rows: [-2, 29], columns: [-2, 29] })
  })

  it('adds up the bytes of every output', () => {
    const values = vectors['lenet shapes'].map(([, shape]) =>
      (shape as number[]).reduce((a, b) => a * b, 1),
    )
    expect(lenet.totals.activationBytes).toBe(4 * values.reduce((a, b) => a + b, 0))
  })
})

describe('other networks', () => {
  const input = { height: 16, width: 12, channels: 2 }

  it('global pooling sees the whole map', () => {
    const { layers } = summaryOf({
      name: 'global',
      input,
      layers: [
        { id: 'conv', kind: 'conv2d', channels: 3, kernel: 3, padding: 1, stride: [2, 1] },
        { id: 'gap', kind: 'globalAvgPool2d' },
      ],
    })
    expect(layers[1]?.receptiveField).toEqual({ size: [17, 14], stride: [2, 1], start: [-1, -1] })
  })

  it('dilation widens the field and groups thin the weights', () => {
    const { layers } = summaryOf({
      name: 'dilated',
      input,
      layers: [
        { id: 'conv', kind: 'conv2d', channels: 4, kernel: 3, dilation: 2, groups: 2, bias: false },
        { id: 'gap', kind: 'globalAvgPool2d' },
      ],
    })
    expect(layers[0]).toMatchObject({
      parameters: 3 * 3 * 1 * 4,
      macs: 12 * 8 * 4 * 9,
      receptiveField: { size: [5, 5] },
    })
  })

  it('has no single field where branches with different centres meet, nor after', () => {
    const { layers } = summaryOf({
      name: 'skewed',
      input,
      layers: [
        {
          id: 'a',
          kind: 'conv2d',
          channels: 2,
          kernel: 3,
          padding: [
            [1, 1],
            [1, 1],
          ],
        },
        {
          id: 'b',
          kind: 'conv2d',
          channels: 2,
          kernel: 3,
          padding: [
            [2, 0],
            [2, 0],
          ],
          inputs: ['input'],
        },
        { id: 'sum', kind: 'add', inputs: ['a', 'b'] },
        { id: 'gap', kind: 'globalAvgPool2d' },
      ],
    })
    expect(layers.map((layer) => layer.receptiveField === null)).toEqual([false, false, true, true])
  })

  it('batch norm counts gamma and beta, not its running statistics', () => {
    const { layers } = summaryOf({
      name: 'norm',
      input,
      layers: [
        { id: 'norm', kind: 'batchNorm' },
        { id: 'gap', kind: 'globalAvgPool2d' },
      ],
    })
    expect(layers[0]?.parameters).toBe(4)
  })

  it.each(PRESET_IDS)('preset %s resolves and ends in ten logits', (id) => {
    expect(summarise(resolveModel(preset(id))).layers.at(-1)?.outputShape).toEqual([10])
  })
})
