import { describe, expect, it } from 'vitest'
import { layerFields } from '@shared/model/field/layer-fields'
import { preset } from '@shared/model/presets'
import { resolveModel } from '@shared/model/resolve'
import { parseModelSpec } from '@shared/model/spec'
import { formulaOf } from './formula'

const lenet = resolveModel(preset('lenet'))

describe('the formula with today’s numbers', () => {
  it('of LeNet’s layers ends in the summary’s fields', () => {
    const fields = layerFields(lenet)
    expect(formulaOf(lenet, fields, 'conv2')).toEqual({
      before: 'pool1',
      axes: [
        { size: 'r = 6 + (5 − 1) · 2 = 14', stride: 'S = 2 · 1 = 2', padding: 'P = 2 + 0 · 2 = 2' },
      ],
    })
    expect(formulaOf(lenet, fields, 'dense1')?.axes[0]?.size).toBe('r = 16 + (5 − 1) · 4 = 32')
    expect(formulaOf(lenet, fields, 'sigmoid1')).toBeUndefined()
    for (const { layer } of lenet.layers) {
      const [line] = formulaOf(lenet, fields, layer.id)?.axes ?? []
      if (line)
        expect(Number(line.size.split(' = ').at(-1)), layer.id).toBe(fields.get(layer.id)?.size[0])
    }
  })

  it('has a line an axis where they differ, and none where branches meet', () => {
    const model = resolveModel(
      parseModelSpec({
        name: 'two',
        input: { height: 8, width: 9, channels: 1 },
        layers: [
          { id: 'conv', kind: 'conv2d', channels: 1, kernel: [3, 5], padding: [1, 2] },
          { id: 'sum', kind: 'add', inputs: ['conv', 'input'] },
          { id: 'gap', kind: 'globalAvgPool2d' },
        ],
      }),
    )
    const fields = layerFields(model)
    expect(formulaOf(model, fields, 'conv')?.axes.map(({ padding }) => padding)).toEqual([
      'P = 0 + 1 · 1 = 1',
      'P = 0 + 2 · 1 = 2',
    ])
    expect(formulaOf(model, fields, 'sum')).toBeUndefined()
    expect(formulaOf(model, fields, 'gap')?.axes.map(({ size }) => size)).toEqual([
      'r = 3 + (8 − 1) · 1 = 10',
      'r = 5 + (9 − 1) · 1 = 13',
    ])
  })
})
