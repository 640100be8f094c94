import { describe, expect, it } from 'vitest'
import { area, cells, wholeArea, type Cells } from '../math/field/cells'
import { span } from '../math/field/intervals'
import { layerFields } from '../model/field/layer-fields'
import { unitField } from '../model/field/unit-field'
import { resolveModel } from '../model/resolve'
import { parseModelSpec, type ModelSpecInput } from '../model/spec'
import { summarise } from '../model/summary'

type LayerInput = ModelSpecInput['layers'][number]

const model = (...layers: LayerInput[]) =>
  resolveModel(
    parseModelSpec({
      name: 'norms',
      input: { height: 4, width: 5, channels: 6 },
      layers: [...layers, { id: 'end', kind: 'globalAvgPool2d' }],
    }),
  )
/** The cells of the input that unit 1,2 of a channel depends on. */
const seen = (layer: LayerInput, channel: number): Cells | undefined =>
  unitField(model(layer), layer.id, { row: 1, column: 2, channel }).behind.get('input')
const here = area(span(1, 1), span(2, 2))

describe('what a unit of a normalising layer sees', () => {
  it('is its place, all channels, of a layer norm', () => {
    expect(seen({ id: 'norm', kind: 'layerNorm' }, 4)).toEqual(cells(span(0, 5), here))
  })

  it('is the whole map of its group of a group norm, from every place', () => {
    const norm: LayerInput = { id: 'norm', kind: 'groupNorm', groups: 3 }
    expect(seen(norm, 4)).toEqual(cells(span(4, 5), wholeArea([4, 5, 6])))
    expect(layerFields(model(norm)).get('norm')).toEqual({
      size: [4, 5],
      stride: [0, 0],
      start: [0, 0],
      aligned: true,
    })
  })

  it('is the neighbouring channels at its place of a local response norm', () => {
    const norm = (size: number): LayerInput => ({ id: 'norm', kind: 'localResponseNorm', size })
    expect(seen(norm(3), 0)).toEqual(cells(span(0, 1), here))
    expect(seen(norm(4), 2)).toEqual(cells(span(1, 4), here))
    expect(seen(norm(5), 5)).toEqual(cells(span(3, 5), here))
  })

  it('is one channel of a slice and of a shuffle', () => {
    expect(seen({ id: 'slice', kind: 'slice', from: 2, to: 5 }, 1)).toEqual(cells(span(3, 3), here))
    expect(seen({ id: 'mix', kind: 'channelShuffle', groups: 2 }, 3)).toEqual(
      cells(span(4, 4), here),
    )
  })
})

describe('normalising layers', () => {
  it('learn what they are told to', () => {
    const parameters = (layer: LayerInput) => summarise(model(layer)).totals.parameters
    expect(parameters({ id: 'norm', kind: 'layerNorm' })).toBe(12)
    expect(parameters({ id: 'norm', kind: 'groupNorm', groups: 2, beta: false })).toBe(6)
    expect(parameters({ id: 'norm', kind: 'layerNorm', gamma: false, beta: false })).toBe(0)
    expect(parameters({ id: 'norm', kind: 'scale', scale: 2 })).toBe(0)
  })

  it('refuse what does not fit their input, with the layer’s name', () => {
    expect(() => model({ id: 'norm', kind: 'groupNorm', groups: 4 })).toThrow(
      'Layer "norm": 4 groups must divide the 6 input channels',
    )
    expect(() => model({ id: 'scale', kind: 'scale', scale: [1, 2, 3] })).toThrow(
      'scale has 3 numbers, and the input has 6 channels',
    )
    expect(() => model({ id: 'slice', kind: 'slice', from: 2, to: 7 })).toThrow(
      'Channels 2 up to 7 are no part of the 6 channels',
    )
  })
})
