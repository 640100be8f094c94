import { describe, expect, it } from 'vitest'
import { areaOf, boxOf, placesOf } from '../math/field/cells'
import { layerFields } from '../model/field/layer-fields'
import { unitField } from '../model/field/unit-field'
import { resolveModel } from '../model/resolve'
import { parseModelSpec, type ModelSpecInput } from '../model/spec'
import { layerSchema, traitsOf } from '.'
import type { Shape } from './definition'

const shape = (layer: object, ...inputs: Shape[]): Shape => {
  const parsed = layerSchema.parse({ id: 'x', ...layer })
  return traitsOf(parsed).outputShape(parsed, inputs)
}
const model = (layers: ModelSpecInput['layers'], height = 8, width = 6) =>
  resolveModel(
    parseModelSpec({
      name: 'maps',
      input: { height, width, channels: 2 },
      layers: [...layers, { id: 'end', kind: 'globalAvgPool2d' }],
    }),
  )
const pixels = (network: ReturnType<typeof model>, layer: string, row: number, column: number) =>
  boxOf(unitField(network, layer, { row, column, channel: 0 }).pixels)

describe('shapes', () => {
  const two = { inputs: ['a', 'b'] }
  it.each<[object, Shape[], Shape]>([
    [
      {
        kind: 'pad2d',
        padding: [
          [1, 2],
          [0, 3],
        ],
      },
      [[4, 5, 3]],
      [7, 8, 3],
    ],
    [{ kind: 'crop2d', cropping: [1, 2] }, [[4, 5, 3]], [2, 1, 3]],
    [{ kind: 'upsample2d', factor: [2, 3] }, [[4, 5, 3]], [8, 15, 3]],
    [{ kind: 'upsample2d', size: 7 }, [[4, 5, 3]], [7, 7, 3]],
    [{ kind: 'adaptiveAvgPool2d', size: [6, 2] }, [[4, 5, 3]], [6, 2, 3]],
    [{ kind: 'globalMaxPool2d' }, [[4, 5, 3]], [3]],
    [{ kind: 'globalAvgPool2d', keepDims: true }, [[4, 5, 3]], [1, 1, 3]],
    [{ kind: 'multiply', ...two }, [[4, 5, 3], [3]], [4, 5, 3]],
    [
      { kind: 'multiply', ...two },
      [
        [1, 1, 3],
        [4, 5, 3],
      ],
      [4, 5, 3],
    ],
    [
      { kind: 'add', ...two },
      [
        [4, 5, 3],
        [4, 5, 1],
      ],
      [4, 5, 3],
    ],
    [{ kind: 'add', ...two }, [[3], [3]], [3]],
    // PyTorch's MaxPool2d(3, 2, ceil_mode=True): of 112, 56, and no window begins in the padding.
    [{ kind: 'maxPool2d', window: 3, stride: 2, ceilMode: true }, [[112, 111, 1]], [56, 55, 1]],
    [
      { kind: 'maxPool2d', window: 2, stride: 2, padding: 1, ceilMode: true },
      [[4, 5, 1]],
      [3, 3, 1],
    ],
  ])('%o', (layer, inputs, expected) => {
    expect(shape(layer, ...inputs)).toEqual(expected)
  })

  it.each<[object, Shape[], RegExp]>([
    [{ kind: 'pad2d', padding: 4, mode: 'reflect' }, [[4, 5, 3]], /at most 3×4/],
    [{ kind: 'crop2d', cropping: 2 }, [[4, 5, 3]], /leaves nothing of 4×5×3/],
    [{ kind: 'multiply', ...two }, [[4, 5, 3], [4]], /multiplication must have the same shape/],
    [
      { kind: 'add', ...two },
      [
        [4, 5, 3],
        [4, 1, 2],
      ],
      /addition must have the same shape/,
    ],
  ])('%o is refused', (layer, inputs, message) => {
    expect(() => shape(layer, ...inputs)).toThrow(message)
  })

  it.each([
    [{ kind: 'upsample2d' }, 'A factor or a size is needed'],
    [{ kind: 'upsample2d', factor: 2, size: 3 }, 'together'],
    [{ kind: 'pad2d', padding: 1, mode: 'reflect', value: 1 }, 'Only the mode'],
  ])('%o does not make a layer', (layer, message) => {
    expect(() => layerSchema.parse({ id: 'x', ...layer })).toThrow(message)
  })
})

describe('fields', () => {
  it('through a gate see all that the gate sees', () => {
    const network = model([
      { id: 'conv', kind: 'conv2d', channels: 2, kernel: 3, padding: 1 },
      { id: 'squeeze', kind: 'globalAvgPool2d', keepDims: true },
      { id: 'gate', kind: 'conv2d', channels: 2, kernel: 1 },
      { id: 'scaled', kind: 'multiply', inputs: ['conv', 'gate'] },
    ])
    expect(pixels(network, 'conv', 7, 5)).toEqual({ rows: [6, 7], columns: [4, 5] })
    expect(placesOf(unitField(network, 'scaled', { row: 7, column: 5 }).pixels)).toBe(48)
    expect(layerFields(network).get('scaled')).toBeNull()
    expect(layerFields(network).get('conv')?.size).toEqual([3, 3])
    const { behind } = unitField(network, 'scaled', { row: 7, column: 5, channel: 1 })
    expect(boxOf(areaOf(behind.get('gate') ?? []))).toEqual({ rows: [0, 0], columns: [0, 0] })
  })

  it('of pooling to a size differ from unit to unit', () => {
    const network = model([{ id: 'pool', kind: 'adaptiveAvgPool2d', size: [3, 2] }], 5)
    expect([0, 1, 2].map((row) => pixels(network, 'pool', row, 1)?.rows)).toEqual([
      [0, 1],
      [1, 3],
      [3, 4],
    ])
    expect(layerFields(network).get('pool')?.aligned).toBe(false)
    const even = model([{ id: 'pool', kind: 'adaptiveAvgPool2d', size: [4, 2] }])
    expect(layerFields(even).get('pool')).toMatchObject({
      size: [2, 3],
      stride: [2, 3],
      aligned: true,
    })
  })

  it('of a mirrored edge see what is mirrored, of upsampling what lies around', () => {
    const mirrored = model([{ id: 'pad', kind: 'pad2d', padding: 2, mode: 'reflect' }])
    expect(pixels(mirrored, 'pad', 0, 3)).toEqual({ rows: [2, 2], columns: [1, 1] })
    const larger = model([{ id: 'up', kind: 'upsample2d', factor: 2, method: 'bilinear' }])
    expect(pixels(larger, 'up', 0, 3)).toEqual({ rows: [0, 0], columns: [1, 2] })
  })

  it('of zeros around a map and of a cut map move with it', () => {
    const network = model([
      {
        id: 'pad',
        kind: 'pad2d',
        padding: [
          [1, 0],
          [2, 0],
        ],
      },
      {
        id: 'crop',
        kind: 'crop2d',
        cropping: [
          [3, 0],
          [0, 1],
        ],
      },
    ])
    expect(layerFields(network).get('crop')).toMatchObject({
      start: [2, -2],
      size: [1, 1],
      aligned: true,
    })
    expect(pixels(network, 'crop', 0, 2)).toEqual({ rows: [2, 2], columns: [0, 0] })
  })
})
