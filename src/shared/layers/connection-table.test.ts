import { describe, expect, it } from 'vitest'
import { channelsOf } from '../math/field/cells'
import { unitField } from '../model/field/unit-field'
import { resolveModel } from '../model/resolve'
import { parseModelSpec } from '../model/spec'
import { summarise } from '../model/summary'
import { withWidth } from '.'
import { conv2d, conv2dSchema } from './conv2d'

const layer = (parameters: object) =>
  conv2dSchema.parse({ id: 'conv', kind: 'conv2d', channels: 3, kernel: 2, ...parameters })
const connections = [[0, 1], [3], [0, 2, 3]]
const input = [[5, 5, 4]]

describe('a convolution with a table of connections', () => {
  it('has the numbers that are connected as parameters and as products', () => {
    const [weight] = conv2d.weights(layer({ connections }), input)
    expect(weight?.shape).toEqual([2, 2, 4, 3])
    // The first cell of the kernel: which of three filters reads each of four channels.
    expect([...(weight?.mask?.slice(0, 12) ?? [])]).toEqual([1, 0, 1, 1, 0, 0, 0, 0, 1, 0, 1, 1])
    expect(weight?.fanIn).toBe((2 * 2 * 6) / 3)
    expect(conv2d.macs(layer({ connections }), input)).toBe(4 * 4 * (2 * 2) * 6)
  })

  it('counts, and sees only what it is connected with', () => {
    const model = resolveModel(
      parseModelSpec({
        name: 'table',
        input: { height: 5, width: 5, channels: 4 },
        layers: [
          { id: 'conv', kind: 'conv2d', channels: 3, kernel: 2, connections },
          { id: 'end', kind: 'globalAvgPool2d' },
        ],
      }),
    )
    expect(summarise(model).totals.parameters).toBe(2 * 2 * 6 + 3)
    const seen = unitField(model, 'conv', { row: 1, column: 1, channel: 2 }).behind.get('input')
    expect(channelsOf(seen ?? [])).toEqual([
      [0, 0],
      [2, 3],
    ])
  })

  it('is refused where it does not fit', () => {
    const shape = (parameters: object) => () => conv2d.outputShape(layer(parameters), input)
    expect(shape({ connections: [[0], [1]] })).toThrow(
      'connections has 2 lists, and the layer has 3',
    )
    expect(shape({ connections: [[0], [1], [4]] })).toThrow(
      'channel 2: 4 is named twice or is none',
    )
    expect(shape({ connections: [[0], [1, 1], [2]] })).toThrow('channel 1: 1 is named twice')
    expect(shape({ channels: 4, groups: 2, connections: [[0], [0], [1], [1]] })).toThrow(
      'groups or a table of connections',
    )
  })

  it('loses the table with another number of filters', () => {
    expect(withWidth(layer({ connections }), 5)).toEqual(layer({ channels: 5 }))
    expect(withWidth(layer({ connections }), 3)).toEqual(layer({ connections }))
  })
})
