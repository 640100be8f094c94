import { describe, expect, it } from 'vitest'
import { AppError } from '../errors'
import { fitToDataset } from './fit'
import { preset, isPresetId } from './presets'
import { requireLogits, resolveModel } from './resolve'
import { parseModelSpec } from './spec'

const input = { height: 8, width: 8, channels: 2 }
const resolve = (layers: readonly object[]) =>
  resolveModel(parseModelSpec({ name: 'test', input, layers }))

/** What `run` throws, as an AppError. */
function fault(run: () => unknown): AppError {
  try {
    run()
  } catch (thrown) {
    return AppError.from(thrown)
  }
  throw new Error('nothing was thrown')
}

const conv = { id: 'conv', kind: 'conv2d', channels: 4, kernel: 3 }
const end = { id: 'gap', kind: 'globalAvgPool2d' }

describe('a ModelSpec from outside', () => {
  it.each([
    ['an unknown kind', [{ id: 'x', kind: 'conv4d' }]],
    ['an unknown parameter', [{ ...conv, colour: 'red' }]],
    ['a kernel of 0', [{ ...conv, kernel: 0 }]],
    ['a negative padding', [{ ...conv, padding: -1 }]],
    ['an id with a slash', [{ ...conv, id: '../conv' }]],
    ['no layers', []],
    ['an addition of one input', [conv, { id: 'sum', kind: 'add', inputs: ['conv'] }]],
  ])('refuses %s', (_, layers) => {
    expect(fault(() => resolve(layers))).toMatchObject({ code: 'invalid-model' })
  })

  it.each([null, 3, 'lenet', [], { name: 'x' }])('refuses %j', (value) => {
    expect(fault(() => parseModelSpec(value))).toMatchObject({ code: 'invalid-model' })
  })

  it('names the layer and the field at fault', () => {
    const { message } = fault(() => resolve([{ ...conv, id: 'conv9', stride: 0 }]))
    expect(message).toContain('layer "conv9"')
    expect(message).toContain('stride')
  })

  it('fills in the defaults', () => {
    expect(resolve([conv, end]).spec.layers[0]).toEqual({
      ...conv,
      stride: 1,
      padding: 0,
      dilation: 1,
      groups: 1,
      bias: true,
    })
  })
})

describe('a network’s shapes', () => {
  it('a layer takes the one before it unless it names its inputs', () => {
    const { layers } = resolve([
      conv,
      { id: 'conv2', kind: 'conv2d', channels: 4, kernel: 3, inputs: ['input'] },
      { id: 'cat', kind: 'concat', inputs: ['conv', 'conv2'] },
      end,
    ])
    expect(layers.map(({ inputs }) => inputs)).toEqual([
      ['input'],
      ['input'],
      ['conv', 'conv2'],
      ['cat'],
    ])
    expect(layers[2]?.outputShape).toEqual([6, 6, 8])
  })

  it.each([
    ['an id used twice', [conv, conv, end], 'conv'],
    ['the id of the input', [{ ...conv, id: 'input' }, end], 'input'],
    ['an input that comes later', [{ ...conv, inputs: ['gap'] }, end], 'conv'],
    ['a window too large', [{ ...conv, kernel: 9 }, end], 'conv'],
    ['groups that do not divide', [{ ...conv, groups: 3 }, end], 'conv'],
    ['a dense layer on a map', [conv, { id: 'dense', kind: 'dense', units: 3 }], 'dense'],
    [
      'shapes that do not add',
      [conv, { id: 'sum', kind: 'add', inputs: ['conv', 'input'] }, end],
      'sum',
    ],
    [
      'pooling padded by its whole window',
      [{ id: 'pool', kind: 'maxPool2d', window: 2, padding: 2 }, end],
      'pool',
    ],
  ])('%s is a fault of its layer', (_, layers, id) => {
    const error = fault(() => resolve(layers))
    expect(error).toMatchObject({ code: 'invalid-model', details: { layer: id } })
    expect(error.message).toContain(`"${id}"`)
  })

  it('may end in a map, which is refused where logits are needed, by its layer’s name', () => {
    const model = resolve([conv])
    expect(model.classes).toBe(0)
    const error = fault(() => requireLogits(model))
    expect(error).toMatchObject({ code: 'invalid-model', details: { layer: 'conv' } })
    expect(error.message).toContain('"conv": the network ends in a map of')
    expect(() => requireLogits(resolve([conv, { id: 'end', kind: 'flatten' }]))).not.toThrow()
  })

  it('lists the weights with the shapes that files use', () => {
    const { layers } = resolve([
      { ...conv, groups: 2 },
      { id: 'flatten', kind: 'flatten' },
      { id: 'dense', kind: 'dense', units: 3 },
    ])
    expect(
      layers.flatMap(({ layer, weights }) =>
        weights.map(({ name, shape }) => [`${layer.id}.${name}`, shape]),
      ),
    ).toEqual([
      ['conv.weight', [3, 3, 1, 4]],
      ['conv.bias', [4]],
      ['dense.weight', [6 * 6 * 4, 3]],
      ['dense.bias', [3]],
    ])
  })
})

describe('fitToDataset', () => {
  it('gives LeNet the pictures of CIFAR-10 and a unit a class', () => {
    const model = resolveModel(
      fitToDataset(preset('lenet'), { height: 32, width: 32, channels: 3, classes: 7 }),
    )
    expect(model.inputShape).toEqual([32, 32, 3])
    expect(model.classes).toBe(7)
  })

  it('knows its presets by name only', () => {
    expect(isPresetId('lenet')).toBe(true)
    expect(isPresetId('toString')).toBe(false)
  })
})
