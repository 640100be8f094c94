import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../errors'
import {
  area,
  areaOf,
  boxOf,
  cells,
  extentOf,
  hasPlace,
  joinAreas,
  placesOf,
} from '../../math/field/cells'
import { hasNumber, span } from '../../math/field/intervals'
import { fieldOfUnit } from '../../math/receptive-field'
import { preset, PRESET_IDS } from '../presets'
import { resolveModel } from '../resolve'
import { INPUT_ID, parseModelSpec, type ModelSpecInput } from '../spec'
import { layerFields } from './layer-fields'
import { arbitrarySpec } from './testing/arbitrary-spec'
import { channelField, unitCells, unitField } from './unit-field'
import { cellsAhead, cellsBehind } from './walk'

const resolve = (spec: ModelSpecInput) => resolveModel(parseModelSpec(spec))
const lenet = resolveModel(preset('lenet'))

describe('the field of a unit', () => {
  it('of LeNet’s dense layers is the whole picture and two cells of padding around it', () => {
    expect(unitField(lenet, 'dense1', { row: 0, column: 0, channel: 3 })).toMatchObject({
      rows: [-2, 29],
      columns: [-2, 29],
      clipped: true,
    })
    expect(placesOf(unitField(lenet, 'dense3', { row: 0, column: 0 }).pixels)).toBe(28 * 28)
  })

  it.each(PRESET_IDS)('is the box of the closed form for every layer of %s', (id) => {
    const model = resolveModel(preset(id))
    for (const { layer, outputShape } of model.layers.filter(
      (resolved) => resolved.layer.kind !== 'flatten',
    )) {
      const field = layerFields(model).get(layer.id)
      const [height = 1, width = 1] = outputShape.length === 3 ? outputShape : [1, 1]
      for (const [row, column] of [
        [0, 0],
        [height - 1, Math.floor(width / 2)],
      ] as const) {
        expect(unitField(model, layer.id, { row, column }), layer.id).toMatchObject(
          fieldOfUnit(field!, [row, column]),
        )
      }
    }
  })

  it('is inside the box of the closed form, and all of it where the field is aligned', () => {
    fc.assert(
      fc.property(
        arbitrarySpec({ sides: [3, 8], layers: 4 }),
        fc.nat(),
        fc.nat(),
        (spec, pick, at) => {
          const model = resolve(spec)
          const maps = model.layers.filter(({ outputShape }) => outputShape.length === 3)
          const resolved = maps[pick % Math.max(1, maps.length)]
          const field = resolved && layerFields(model).get(resolved.layer.id)
          if (!field) return
          const [height, width] = extentOf(resolved.outputShape)
          const [row, column] = [Math.floor(at / width) % height, at % width]
          const box = fieldOfUnit(field, [row, column])
          const { rows, columns } = unitField(model, resolved.layer.id, { row, column })
          if (field.aligned) expect({ rows, columns }).toEqual(box)
          if (rows[1] < rows[0]) return
          expect(rows[0]).toBeGreaterThanOrEqual(box.rows[0])
          expect(rows[1]).toBeLessThanOrEqual(box.rows[1])
          expect(columns[0]).toBeGreaterThanOrEqual(box.columns[0])
          expect(columns[1]).toBeLessThanOrEqual(box.columns[1])
        },
      ),
      { numRuns: 150 },
    )
  })

  it('is exact where the closed form is not: units beyond a map are padding and see nothing', () => {
    // pool drops the seventh column; the second convolution’s padding is there instead.
    const model = resolve({
      name: 'dropped',
      input: { height: 7, width: 7, channels: 1 },
      layers: [
        { id: 'pool', kind: 'maxPool2d', window: 2 },
        { id: 'conv', kind: 'conv2d', channels: 1, kernel: 3, padding: 1 },
        { id: 'gap', kind: 'globalAvgPool2d' },
      ],
    })
    const field = unitField(model, 'conv', { row: 2, column: 2 })
    expect(field).toMatchObject({ rows: [2, 7], columns: [2, 7], clipped: true })
    expect(boxOf(field.pixels)).toEqual({ rows: [2, 5], columns: [2, 5] })
  })

  it('has holes where a dilation leaves them', () => {
    const model = resolve({
      name: 'holes',
      input: { height: 9, width: 9, channels: 1 },
      layers: [
        { id: 'conv', kind: 'conv2d', channels: 1, kernel: 3, dilation: [3, 1] },
        { id: 'gap', kind: 'globalAvgPool2d' },
      ],
    })
    expect(unitField(model, 'conv', { row: 1, column: 2 }).pixels).toEqual(
      area(
        [
          [1, 1],
          [4, 4],
          [7, 7],
        ],
        span(2, 4),
      ),
    )
  })

  it('is not a box where branches with different centres meet, and depends on the channel where they are stacked', () => {
    const model = resolve({
      name: 'skewed',
      input: { height: 8, width: 8, channels: 1 },
      layers: [
        { id: 'wide', kind: 'conv2d', channels: 2, kernel: [1, 5], padding: [0, 2] },
        {
          id: 'tall',
          kind: 'conv2d',
          channels: 2,
          kernel: [5, 1],
          padding: [
            [4, 0],
            [0, 0],
          ],
          inputs: ['input'],
        },
        { id: 'sum', kind: 'add', inputs: ['wide', 'tall'] },
        { id: 'both', kind: 'concat', inputs: ['wide', 'tall'] },
        { id: 'gap', kind: 'globalAvgPool2d' },
      ],
    })
    const { pixels } = unitField(model, 'sum', { row: 5, column: 4 })
    expect(pixels).toEqual([
      { keys: [[1, 4]], value: [[4, 4]] },
      { keys: [[5, 5]], value: [[2, 6]] },
    ])
    expect(layerFields(model).get('sum')).toEqual({
      size: [5, 5],
      stride: [1, 1],
      start: [-4, -2],
      aligned: false,
    })
    expect(unitField(model, 'both', { row: 5, column: 4, channel: 1 })).toMatchObject({
      rows: [5, 5],
      columns: [2, 6],
    })
    expect(unitField(model, 'both', { row: 5, column: 4, channel: 2 })).toMatchObject({
      rows: [1, 5],
      columns: [4, 4],
    })
  })

  it.each([
    ['a layer that is not there', 'conv7', { row: 0, column: 0 }, 'not-found', 'conv1'],
    [
      'a row outside the map',
      'conv2',
      { row: 10, column: 0 },
      'invalid-argument',
      'row 0…9, column 0…9, channel 0…15',
    ],
    [
      'a channel that is not there',
      'pool1',
      { row: 0, column: 0, channel: 6 },
      'invalid-argument',
      'channel 0…5',
    ],
    [
      'a place of a vector',
      'dense1',
      { row: 0, column: 1 },
      'invalid-argument',
      'row 0, column 0, channel 0…119',
    ],
  ])('of %s is refused, naming the valid values', (_, layer, unit, code, text) => {
    expect(() => unitField(lenet, layer, unit)).toThrow(AppError)
    try {
      unitField(lenet, layer, unit)
    } catch (thrown) {
      expect(AppError.from(thrown)).toMatchObject({
        code,
        message: expect.stringContaining(text) as string,
      })
    }
  })
})

describe('the field of a channel', () => {
  it('reaches from the first unit’s to the last one’s', () => {
    expect(channelField(lenet, 'conv2', 3)).toMatchObject({
      rows: [-2, 29],
      columns: [-2, 29],
      clipped: true,
    })
    expect(() => channelField(lenet, 'conv2', 16)).toThrow('channel 0…15')
  })

  it('is that of all its units together, whatever the network', () => {
    fc.assert(
      fc.property(
        arbitrarySpec({ sides: [3, 8], layers: 4 }),
        fc.nat(),
        fc.nat(),
        (spec, whichLayer, whichChannel) => {
          const model = resolve(spec)
          const { layer, outputShape } = model.layers[whichLayer % model.layers.length]!
          const [height, width, channels] = extentOf(outputShape)
          const channel = whichChannel % channels
          const units = Array.from(
            { length: height * width },
            (_, at) =>
              unitField(model, layer.id, {
                row: Math.floor(at / width),
                column: at % width,
                channel,
              }).pixels,
          )
          expect(channelField(model, layer.id, channel).pixels).toEqual(joinAreas(units))
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('from a pixel up', () => {
  it('LeNet’s units that see the corner', () => {
    const ahead = cellsAhead(lenet, INPUT_ID, unitCells(lenet, INPUT_ID, { row: 0, column: 0 }))
    expect(boxOf(areaOf(ahead.get('conv1') ?? []))).toEqual({ rows: [0, 2], columns: [0, 2] })
    expect(boxOf(areaOf(ahead.get('pool1') ?? []))).toEqual({ rows: [0, 1], columns: [0, 1] })
    expect(ahead.get('dense3')).toEqual(cells(span(0, 9), area(span(0, 0), span(0, 0))))
  })

  it('is the inverse of the way down, between any two layers of any network', () => {
    fc.assert(
      fc.property(
        arbitrarySpec({ sides: [3, 7], layers: 4 }),
        fc.nat(),
        fc.nat(),
        fc.nat(),
        (spec, pickUnit, pickLayer, pickCell) => {
          const model = resolveModel(parseModelSpec(spec))
          const ids = [INPUT_ID, ...model.layers.map(({ layer }) => layer.id)]
          const shape = (id: string): readonly number[] =>
            id === INPUT_ID
              ? model.inputShape
              : (model.layers.find(({ layer }) => layer.id === id)?.outputShape ?? [])
          const address = (id: string, n: number) => {
            const [height = 1, width = 1, channels = 1] =
              shape(id).length === 3 ? shape(id) : [1, 1, shape(id)[0]]
            return {
              row: Math.floor(n / channels / width) % height,
              column: Math.floor(n / channels) % width,
              channel: n % channels,
            }
          }
          const to = ids[1 + (pickLayer % (ids.length - 1))] as string
          const from = ids[pickLayer % ids.indexOf(to)] as string
          const [unit, cell] = [address(to, pickUnit), address(from, pickCell)]
          const down = cellsBehind(model, to, unitCells(model, to, unit)).get(from) ?? []
          const up = cellsAhead(model, from, unitCells(model, from, cell)).get(to) ?? []
          const holds = (found: typeof down, { row, column, channel }: typeof unit): boolean =>
            found.some(
              ({ keys, value }) => hasNumber(keys, channel) && hasPlace(value, row, column),
            )
          expect(holds(up, unit)).toBe(holds(down, cell))
        },
      ),
      { numRuns: 150 },
    )
  })
})
