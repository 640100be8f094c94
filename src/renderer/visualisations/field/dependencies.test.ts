import { describe, expect, it } from 'vitest'
import { fieldOfUnit } from '@shared/math/receptive-field'
import { PRESET_IDS, preset } from '@shared/model/presets'
import { resolveModel } from '@shared/model/resolve'
import { parseModelSpec } from '@shared/model/spec'
import { summarise } from '@shared/model/summary'
import { mapsOf } from '@renderer/maps/units'
import { dependencies, fieldAmong } from './dependencies'

const lenet = resolveModel(preset('lenet'))

describe('what a unit depends on', () => {
  it.each(PRESET_IDS)('is its receptive field on the input, for every layer of %s', (id) => {
    const model = resolveModel(preset(id))
    for (const { id: layer, outputShape, receptiveField } of summarise(model).layers.filter(
      ({ kind }) => kind !== 'flatten',
    )) {
      const { height, width, count } = mapsOf(outputShape)
      const units = [
        { row: 0, column: 0, channel: 0 },
        { row: height - 1, column: Math.floor(width / 2), channel: count - 1 },
      ]
      for (const unit of units) {
        const field = fieldAmong(dependencies(model, layer, unit))
        expect(field, layer).toMatchObject(fieldOfUnit(receptiveField!, [unit.row, unit.column]))
      }
    }
  })

  it('is a window on each map on the way, through padding and pooling', () => {
    const regions = dependencies(lenet, 'pool2', { row: 1, column: 2, channel: 3 })
    expect(Object.fromEntries(regions)).toEqual({
      sigmoid2: { rows: [2, 3], columns: [4, 5], channels: [3, 3] },
      conv2: { rows: [2, 3], columns: [4, 5], channels: [3, 3] },
      pool1: { rows: [2, 7], columns: [4, 9], channels: [0, 5] },
      sigmoid1: { rows: [4, 15], columns: [8, 19], channels: [0, 5] },
      conv1: { rows: [4, 15], columns: [8, 19], channels: [0, 5] },
      input: { rows: [2, 17], columns: [6, 21], channels: [0, 0] },
    })
  })

  it('of a flattened unit is the one cell that it was', () => {
    // [5, 5, 16], channels last: 3·5·16 + 4·16 + 7.
    const regions = dependencies(lenet, 'flatten', { row: 0, column: 0, channel: 311 })
    expect(regions.get('pool2')).toEqual({ rows: [3, 3], columns: [4, 4], channels: [7, 7] })
  })

  it('keeps to the group of a grouped convolution and to the branch of a concatenation', () => {
    const branches = resolveModel(
      parseModelSpec({
        name: 'branches',
        input: { height: 8, width: 8, channels: 4 },
        layers: [
          { id: 'left', kind: 'conv2d', channels: 4, kernel: 3, padding: 1, groups: 2 },
          { id: 'right', kind: 'conv2d', channels: 2, kernel: 1, inputs: ['input'] },
          { id: 'both', kind: 'concat', inputs: ['left', 'right'] },
          { id: 'pool', kind: 'globalAvgPool2d' },
        ],
      }),
    )
    const leftOnly = dependencies(branches, 'both', { row: 2, column: 2, channel: 3 })
    expect(leftOnly.has('right')).toBe(false)
    expect(leftOnly.get('left')).toEqual({ rows: [2, 2], columns: [2, 2], channels: [3, 3] })
    expect(fieldAmong(leftOnly)).toEqual({ rows: [1, 3], columns: [1, 3], channels: [2, 3] })
    const pooled = dependencies(branches, 'pool', { row: 0, column: 0, channel: 5 })
    expect(pooled.has('left')).toBe(false)
    expect(pooled.get('right')).toEqual({ rows: [0, 7], columns: [0, 7], channels: [1, 1] })
  })

  it('joins the windows of branches that meet again', () => {
    const residual = resolveModel(
      parseModelSpec({
        name: 'residual',
        input: { height: 8, width: 8, channels: 2 },
        layers: [
          { id: 'conv', kind: 'conv2d', channels: 2, kernel: 3, padding: 1 },
          { id: 'sum', kind: 'add', inputs: ['conv', 'input'] },
          { id: 'flatten', kind: 'flatten' },
        ],
      }),
    )
    expect(fieldAmong(dependencies(residual, 'sum', { row: 0, column: 4, channel: 1 }))).toEqual({
      rows: [-1, 1],
      columns: [3, 5],
      channels: [0, 1],
    })
  })
})
