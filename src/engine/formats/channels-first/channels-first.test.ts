import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { elements } from '@shared/layers/definition'
import { resolveModel } from '@shared/model/resolve'
import { parseModelSpec, type ModelSpecInput } from '@shared/model/spec'
import { kernelOrder, rowsOrder, transposedKernelOrder, transposedRowsOrder } from './array'
import type { StoredOrder } from '../stored-weight'
import { flattenOrder } from './flatten-order'
import { permuted } from './permute'

const counting = (length: number): Float32Array => Float32Array.from({ length }, (_, i) => i)

describe('permuted', () => {
  it('transposes a matrix', () => {
    expect([...permuted(counting(6), [2, 3], [1, 0])]).toEqual([0, 3, 1, 4, 2, 5])
  })
})

describe('orders of arrays', () => {
  const side = fc.integer({ min: 1, max: 4 })
  const orders = fc
    .tuple(side, side, side, side, fc.integer({ min: 1, max: 3 }))
    .chain(([a, b, c, d, groups]) =>
      fc.constantFrom<[number, StoredOrder]>(
        [a * b * c * d, kernelOrder([a, b, c, d])],
        [a * b * c * d * groups, transposedKernelOrder([a, b, c, d * groups], groups)],
        [a * b * c * d, rowsOrder([a * b * c, d], [a, b, c])],
        [a * b * c * d, transposedRowsOrder([a * b * c, d], [a, b, c])],
        [a * b, transposedRowsOrder([a, b], undefined)],
      ),
    )

  it('come back', () => {
    fc.assert(
      fc.property(orders, ([length, { shape, pack, unpack }]) => {
        expect(elements(shape)).toBe(length)
        const values = counting(length)
        expect([...(unpack?.(pack?.(values) ?? values) ?? [])]).toEqual([...values])
      }),
    )
  })

  it('have the channels of a vector first', () => {
    // A map of 1×2 places and 2 channels, one output.
    expect([...(rowsOrder([4, 1], [1, 2, 2]).pack?.(counting(4)) ?? [])]).toEqual([0, 2, 1, 3])
  })

  it('have the groups of a transposed kernel’s inputs one after the other', () => {
    // One cell, one input a group, two groups of two outputs.
    const { shape, pack } = transposedKernelOrder([1, 1, 1, 4], 2)
    expect(shape).toEqual([2, 2, 1, 1])
    expect([...(pack?.(counting(4)) ?? [])]).toEqual([0, 1, 2, 3])
  })
})

describe('flattenOrder', () => {
  const orderOf = (layers: ModelSpecInput['layers']) =>
    flattenOrder(
      resolveModel(
        parseModelSpec({ name: 'net', input: { height: 4, width: 6, channels: 3 }, layers }),
      ),
    )

  it('goes into the rows of dense layers, also behind a dropout and a ReLU', () => {
    const found = orderOf([
      { id: 'f', kind: 'flatten' },
      { id: 'd', kind: 'dropout', rate: 0.5 },
      { id: 'r', kind: 'activation', function: 'relu' },
      { id: 'a', kind: 'dense', units: 5 },
      { id: 'b', kind: 'dense', units: 5 },
    ])
    expect([...found.rows]).toEqual([['a', [4, 6, 3]]])
    expect([...found.kept]).toEqual([])
  })

  it('stays where something else than a dense layer reads the vector, or nothing does', () => {
    const normed = orderOf([
      { id: 'f', kind: 'flatten' },
      { id: 'n', kind: 'batchNorm' },
      { id: 'a', kind: 'dense', units: 5 },
    ])
    expect([...normed.kept]).toEqual(['f'])
    expect(orderOf([{ id: 'f', kind: 'flatten' }]).kept.has('f')).toBe(true)
  })

  it('means nothing for a map of one place or one channel', () => {
    const found = orderOf([
      { id: 'c', kind: 'conv2d', channels: 1, kernel: 1 },
      { id: 'f', kind: 'flatten' },
      { id: 'a', kind: 'dense', units: 5 },
    ])
    expect([found.rows.size, found.kept.size]).toEqual([0, 0])
  })
})
