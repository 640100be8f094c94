import { describe, expect, it } from 'vitest'
import type { AppError } from '@shared/errors'
import { counting, modelOf, read, wholeNumbers } from './testing/graph'
import { halfToFloat } from './constants'
import { fromOnnx } from '.'

const node = (
  op: string,
  inputs: readonly string[],
  output: string,
  attributes: Record<
    string,
    { int: number } | { ints: readonly number[] } | { float: number } | { text: string }
  > = {},
) => ({ op, inputs, output, attributes })

const kinds = (graph: Parameters<typeof read>[0]) => read(graph).spec.layers.map(({ kind }) => kind)

const listOf = (graph: Parameters<typeof read>[0]): unknown => {
  try {
    read(graph)
  } catch (thrown) {
    return (thrown as AppError).details?.['nodes']
  }
  return undefined
}

describe('a flattened map', () => {
  const rows = [[0, 1], [10, 11], [20, 21], [30, 31], [40, 41], [50, 51], [60, 61], [70, 71], [80, 81], [90, 91], [100, 101], [110, 111]] // prettier-ignore
  const weight = { ...counting('w', [12, 2]), rawData: new Uint8Array(Float32Array.from(rows.flat()).buffer) } // prettier-ignore
  const offsets = Array.from({ length: 12 }, (_, i) => i)
  const places = [wholeNumbers('one', [1]), wholeNumbers('size', [12]), wholeNumbers('offsets', offsets)] // prettier-ignore
  // Two channels of two rows and three columns: the file's row [c, h, w] is ours of [h, w, c].
  const ours = [0, 60, 10, 70, 20, 80, 30, 90, 40, 100, 50, 110]

  it.each([
    ['Flatten', [node('Flatten', ['x'], 'flat', { axis: { int: 1 } })]],
    ['Reshape', [node('Reshape', ['x', 'to'], 'flat')]],
    [
      'Keras’s shape, taken apart and put together',
      [
        node('Shape', ['x'], 'shape'),
        node('Gather', ['shape', 'zero'], 'batch', { axis: { int: 0 } }),
        node('Concat', ['batch', 'minus'], 'both', { axis: { int: 0 } }),
        node('Reshape', ['x', 'both'], 'flat'),
      ],
    ],
    [
      'PyTorch’s table of places over the batch',
      [
        node('Shape', ['x'], 'shape'),
        node('Gather', ['shape', 'zero'], 'batch', { axis: { int: 0 } }),
        node('Range', ['zero', 'batch', 'one'], 'pictures'),
        node('Mul', ['pictures', 'size'], 'firsts'),
        node('Unsqueeze', ['firsts', 'one'], 'column'),
        node('Add', ['column', 'offsets'], 'places'),
        node('Reshape', ['x', 'minus'], 'row'),
        node('Gather', ['row', 'places'], 'flat', { axis: { int: 0 } }),
      ],
    ],
  ])('by %s has the rows of the dense layer in our order', (_, nodes) => {
    const { spec, weights } = read({
      nodes: [...nodes, node('Gemm', ['flat', 'w'], 'y')],
      arrays: [weight, wholeNumbers('to', [0, -1]), wholeNumbers('zero', [0]), wholeNumbers('minus', [-1]), ...places], // prettier-ignore
      input: [2, 2, 3],
      output: 'y',
    })
    expect(spec.layers.map(({ kind }) => kind)).toEqual(['flatten', 'dense'])
    const found = [...(weights.get('y.weight')?.data ?? [])]
    expect(found.filter((_, i) => i % 2 === 0)).toEqual(ours)
  })
})

describe('a table of places over the batch', () => {
  it.each([
    ['another order', [1, 0, 2, 3], 4],
    ['values of the next picture', [0, 1, 2, 3], 3],
    ['a part', [0, 1, 2], 4],
  ])('that takes %s is refused', (_, offsets, size) => {
    const nodes = [
      node('Shape', ['x'], 'shape'),
      node('Gather', ['shape', 'zero'], 'batch', { axis: { int: 0 } }),
      node('Range', ['zero', 'batch', 'one'], 'pictures'),
      node('Mul', ['pictures', 'size'], 'firsts'),
      node('Unsqueeze', ['firsts', 'one'], 'column'),
      node('Add', ['column', 'offsets'], 'places'),
      node('Reshape', ['x', 'minus'], 'row'),
      node('Gather', ['row', 'places'], 'y', { axis: { int: 0 } }),
    ]
    const arrays = [
      wholeNumbers('zero', [0]),
      wholeNumbers('one', [1]),
      wholeNumbers('minus', [-1]),
      wholeNumbers('size', [size]),
      wholeNumbers('offsets', offsets),
    ]
    expect(() => read({ nodes, arrays, input: [4, 1, 1], output: 'y' })).toThrow(
      /takes values of a batch's pictures in an order that is not supported/,
    )
  })
})

describe('operators written out', () => {
  it('become one layer: x · sigmoid(x), and GELU by the error function', () => {
    expect(
      kinds({
        nodes: [
          node('Sigmoid', ['x'], 's'),
          node('Mul', ['x', 's'], 'swish'),
          node('Div', ['swish', 'root'], 'd'),
          node('Erf', ['d'], 'e'),
          node('Add', ['e', 'one'], 'a'),
          node('Mul', ['swish', 'a'], 'm'),
          node('Mul', ['m', 'half'], 'y'),
        ],
        arrays: [
          { ...counting('root', [1]), rawData: new Uint8Array(Float32Array.of(Math.SQRT2).buffer) },
          { ...counting('one', [1]), rawData: new Uint8Array(Float32Array.of(1).buffer) },
          { ...counting('half', [1]), rawData: new Uint8Array(Float32Array.of(0.5).buffer) },
        ],
        input: [2, 4, 4],
        output: 'y',
      }),
    ).toEqual(['activation', 'activation'])
  })

  it('become a channel shuffle', () => {
    const { spec } = read({
      nodes: [
        node('Reshape', ['x', 'apart'], 'groups'),
        node('Transpose', ['groups'], 'turned', { perm: { ints: [0, 2, 1, 3, 4] } }),
        node('Reshape', ['turned', 'whole'], 'shuffled'),
        node('MaxPool', ['shuffled'], 'y', { kernel_shape: { ints: [2, 2] } }),
      ],
      arrays: [wholeNumbers('apart', [0, 3, 2, 4, 4]), wholeNumbers('whole', [0, 6, 4, 4])],
      input: [6, 4, 4],
      output: 'y',
    })
    expect(spec.layers[0]).toMatchObject({ kind: 'channelShuffle', groups: 3 })
  })

  it('pad one side more as auto_pad says', () => {
    const [upper, lower] = ['SAME_UPPER', 'SAME_LOWER'].map((how) => {
      const attributes = { kernel_shape: { ints: [3, 3] }, strides: { ints: [2, 2] }, auto_pad: { text: how } } // prettier-ignore
      return read({
        nodes: [node('MaxPool', ['x'], 'y', attributes)],
        input: [1, 4, 4],
        output: 'y',
      }).spec.layers[0]
    })
    expect(upper).toMatchObject({ padding: [[0, 1], [0, 1]] }) // prettier-ignore
    expect(lower).toMatchObject({ padding: [[1, 0], [1, 0]] }) // prettier-ignore
  })
})

describe('a resize', () => {
  const resized = (attributes: Record<string, { text: string }>) => ({
    nodes: [node('Resize', ['x', '', 'by'], 'y', attributes)],
    arrays: [
      { ...counting('by', [4]), rawData: new Uint8Array(Float32Array.of(1, 1, 2, 3).buffer) },
    ],
    input: [2, 4, 5],
    output: 'y',
  })

  it('repeats cells by a whole factor, or lays their centres over each other', () => {
    expect(read(resized({ mode: { text: 'nearest' } })).spec.layers[0]).toMatchObject({
      kind: 'upsample2d',
      size: [8, 15],
      method: 'nearest',
    })
    expect(read(resized({ mode: { text: 'linear' } })).spec.layers[0]).toMatchObject({
      method: 'bilinear',
    })
  })

  it('by the corners of the cells is refused', () => {
    const attributes = { mode: { text: 'linear' }, coordinate_transformation_mode: { text: 'align_corners' } } // prettier-ignore
    expect(listOf(resized(attributes))).toMatchObject([{ reason: 'resizes by linear and align_corners' }]) // prettier-ignore
  })
})

describe('what can’t be taken', () => {
  it('is listed operator by operator, and of what reads it only what is never taken', () => {
    expect(
      listOf({
        nodes: [
          node('Einsum', ['x'], 'a'),
          node('Relu', ['a'], 'b'),
          node('NonZero', ['b'], 'd'),
          node('Softmax', ['x'], 'c', { axis: { int: 3 } }),
          node('Add', ['b', 'c'], 'y'),
        ],
        input: [2, 4, 3],
        output: 'y',
      }),
    ).toMatchObject([
      { name: 'a', operator: 'Einsum', reason: 'is an operator that is not known here' },
      { name: 'd', operator: 'NonZero', reason: 'is an operator that is not known here' },
      { name: 'c', operator: 'Softmax', reason: 'is over another axis than that of the channels' },
    ])
  })

  it('is an operator of a tensor that nothing gives, of itself, or behind it', () => {
    const nodes = [node('Relu', ['y'], 'y')]
    expect(listOf({ nodes, input: [2, 4, 3], output: 'y' })).toHaveLength(1)
  })

  it.each([6, 23])('is version %i of the operators', (opset) => {
    const model = modelOf({ nodes: [node('Relu', ['x'], 'y')], input: [2, 4, 3], output: 'y', opset }) // prettier-ignore
    expect(() => fromOnnx('small.onnx', model, new Map())).toThrow(/versions 7 to 22/)
  })
})

it('reads numbers of 16 bits', () => {
  expect([0x3c00, 0xc000, 0x7bff, 0x0001, 0x7c00].map(halfToFloat)).toEqual([
    1,
    -2,
    65504,
    2 ** -24,
    Infinity,
  ])
})
