import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nodeAttributes } from './attributes'
import { inferredAttributes } from './op-table'
import { encodeSavedModel, readSavedModel, shapeProto, type NodeProto } from './proto'
import { DataType } from './types'

describe('encodeSavedModel', () => {
  it('writes the bytes that TensorFlow’s own schema prescribes', () => {
    const node: NodeProto = {
      name: 'a',
      op: 'Placeholder',
      input: [],
      attr: { dtype: { type: DataType.float32 }, shape: { shape: shapeProto([2]) } },
    }
    const field = (tag: string, content: string): string =>
      tag + (content.length / 2).toString(16).padStart(2, '0') + content
    const text = (value: string): string => Buffer.from(value).toString('hex')
    const attribute = (name: string, value: string): string =>
      field('2a', field('0a', text(name)) + field('12', value))
    const written =
      field('0a', text('a')) +
      field('12', text('Placeholder')) +
      attribute('dtype', '3001') +
      attribute('shape', field('3a', field('12', '0802')))
    const graph = field('0a', written) + field('22', '0807')
    const expected =
      '0801' + field('12', field('0a', field('22', text('serve'))) + field('12', graph))
    expect(Buffer.from(encodeSavedModel([node], 7)).toString('hex')).toBe(expected)
  })

  it('reads every attribute back', () => {
    const name = fc.stringMatching(/^[a-z]{1,8}$/)
    const attribute = fc.oneof(
      fc.record({ i: fc.integer({ min: -(2 ** 40), max: 2 ** 40 }) }),
      fc.record({ b: fc.constant(true) }),
      fc.record({ f: fc.float({ noNaN: true }) }),
      fc.record({ type: fc.constantFrom(1, 3, 4, 10) }),
      fc.record({
        shape: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 4 }).map(shapeProto),
      }),
      fc.record({
        list: fc.record({ i: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1 }) }),
      }),
    )
    const node = fc.record({
      name,
      op: name,
      input: fc.array(name),
      attr: fc.dictionary(name, attribute, { noNullPrototype: true, maxKeys: 3 }),
    })
    fc.assert(
      fc.property(fc.array(node, { maxLength: 3 }), (nodes) => {
        const decoded = readSavedModel(encodeSavedModel(nodes, 1)).nodes
        expect(decoded.map(({ name: n, op }) => [n, op])).toEqual(
          nodes.map(({ name: n, op }) => [n, op]),
        )
        nodes.forEach((original, i) => {
          for (const [key, value] of Object.entries(original.attr)) {
            if ('shape' in value)
              expect(
                (decoded[i]?.attr[key]?.shape?.dim ?? []).map(
                  (dim: { size?: number }) => dim.size ?? 0,
                ),
              ).toEqual(value.shape.dim.map(({ size }) => size))
            else expect(decoded[i]?.attr[key]).toEqual(value)
          }
        })
      }),
    )
  })
})

describe('attributes', () => {
  it('follow from the inputs: types, lengths of lists', () => {
    expect(Object.fromEntries(inferredAttributes('AddN', [1, 1, 1]))).toEqual({ N: 3, T: 1 })
    expect(Object.fromEntries(inferredAttributes('ConcatV2', [1, 1, 3]))).toEqual({
      N: 2,
      T: 1,
      Tidx: 3,
    })
    expect(Object.fromEntries(inferredAttributes('Fill', [3, 1]))).toEqual({ index_type: 3, T: 1 })
  })

  it('are written by their kind, and refused if the operation has no such attribute', () => {
    const given = [{ name: 'keep_dims', type: 4, value: true }]
    expect(nodeAttributes('Sum', given, [1, 3])).toEqual({
      keep_dims: { b: true },
      T: { type: 1 },
      Tidx: { type: 3 },
    })
    expect(() => nodeAttributes('Relu', given, [1])).toThrow('"keep_dims" of Relu')
    expect(() => nodeAttributes('NoSuchOperation', [], [])).toThrow('NoSuchOperation')
  })
})
