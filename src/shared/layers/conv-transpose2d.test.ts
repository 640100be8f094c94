import { describe, expect, it } from 'vitest'
import { area, boxOf } from '../math/field/cells'
import { span } from '../math/field/intervals'
import { layerFields } from '../model/field/layer-fields'
import { unitField } from '../model/field/unit-field'
import { resolveModel } from '../model/resolve'
import { parseModelSpec } from '../model/spec'
import { summarise } from '../model/summary'
import { convTranspose2d, convTranspose2dSchema } from './conv-transpose2d'

const layer = (parameters: object) =>
  convTranspose2dSchema.parse({ id: 'up', kind: 'convTranspose2d', channels: 6, ...parameters })
const shape = (parameters: object): readonly number[] =>
  convTranspose2d.outputShape(layer(parameters), [[5, 7, 4]])

describe('a transposed convolution', () => {
  it('makes maps of (n − 1)·s − 2p + α(k − 1) + 1 + more, as PyTorch does', () => {
    expect(shape({ kernel: 2, stride: 2 })).toEqual([10, 14, 6])
    expect(shape({ kernel: 4, stride: 2, padding: 1 })).toEqual([10, 14, 6])
    expect(shape({ kernel: 3, stride: 2, padding: 1, outputPadding: 1 })).toEqual([10, 14, 6])
    expect(shape({ kernel: [2, 3], stride: [3, 1], dilation: [1, 2], padding: [0, 2] })).toEqual([
      14, 7, 6,
    ])
    expect(
      shape({
        kernel: 3,
        padding: [
          [1, 0],
          [0, 2],
        ],
      }),
    ).toEqual([6, 7, 6])
  })

  it('refuses padding that leaves nothing, and groups that divide no channels', () => {
    expect(() => shape({ kernel: 2, padding: 3 })).toThrow('removes the whole output of 5×7')
    expect(() => shape({ kernel: 2, groups: 3 })).toThrow('3 groups must divide')
    const most = (padding: unknown) =>
      convTranspose2d.paddingThatFits(layer({ kernel: 2, padding }), [5, 7, 4])
    expect(most(3)).toEqual([2, 3])
    expect(most([1, 4])).toEqual([1, 3])
    expect(most([2, 3])).toBeNull()
  })

  it('counts weights, fans and multiplications as PyTorch does', () => {
    const grouped = layer({ kernel: [2, 3], stride: 2, groups: 2 })
    expect(convTranspose2d.weights(grouped, [[5, 7, 4]])).toEqual([
      { name: 'weight', shape: [2, 3, 2, 6], fanIn: 18, fanOut: 24, trainable: true },
      { name: 'bias', shape: [6], fanIn: 18, fanOut: 24, trainable: true },
    ])
    // Every one of 5·7 cells of 4 channels meets a kernel of 2·3 cells for 3 outputs.
    expect(convTranspose2d.macs(grouped, [[5, 7, 4]])).toBe(5 * 7 * 4 * 2 * 3 * 3)
  })

  it('has units that see one or two cells an axis, by turns, inside the box of the formula', () => {
    const model = resolveModel(
      parseModelSpec({
        name: 'twice as large',
        input: { height: 6, width: 6, channels: 1 },
        layers: [
          { id: 'up', kind: 'convTranspose2d', channels: 1, kernel: 3, stride: 2, padding: 1 },
          { id: 'gap', kind: 'globalAvgPool2d' },
        ],
      }),
    )
    const pixels = (row: number, column: number) => unitField(model, 'up', { row, column }).pixels
    expect(pixels(4, 4)).toEqual(area(span(2, 2), span(2, 2)))
    expect(pixels(5, 4)).toEqual(area(span(2, 3), span(2, 2)))
    expect(boxOf(pixels(5, 5))).toEqual({ rows: [2, 3], columns: [2, 3] })
    expect(layerFields(model).get('up')).toEqual({
      size: [2, 2],
      stride: [0.5, 0.5],
      start: [-0.5, -0.5],
      aligned: false,
    })
    expect(summarise(model).layers[0]?.receptiveField).toBeNull()
  })
})
