import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KeptPass } from './pass'
import { PassStore } from './pass-store'
import { predictionsOf } from './predictions'
import { quantise } from './quantise'
import { statistics } from './statistics'

describe('statistics', () => {
  it('of known values', () => {
    expect(statistics(Float32Array.of(0, 2, 4, 0, -1))).toEqual({
      min: -1,
      max: 4,
      mean: 1,
      standardDeviation: Math.sqrt(16 / 5),
      sparsity: 0.4,
    })
  })

  it('leave out what is not finite, and keep the deviation of large means', () => {
    expect(statistics(Float32Array.of(NaN, 1, Infinity, 3))).toMatchObject({
      min: 1,
      max: 3,
      mean: 2,
      standardDeviation: 1,
    })
    expect(statistics(Float32Array.of(NaN))).toMatchObject({ min: 0, max: 0 })
    expect(statistics(Float32Array.of(1e7, 1e7 + 1, 1e7 + 2)).standardDeviation).toBeCloseTo(
      Math.sqrt(2 / 3),
      9,
    )
  })
})

describe('predictions', () => {
  it('are the softmax, sorted, with the classes’ names', () => {
    const [first, second, third] = predictionsOf(Float32Array.of(1, 3, 2), ['a', 'b'])
    expect([first?.label, second?.label, third?.label]).toEqual(['b', '2', 'a'])
    expect(first?.probability).toBeCloseTo(1 / (1 + Math.exp(-1) + Math.exp(-2)), 12)
  })

  it('survive logits of any size', () => {
    fc.assert(
      fc.property(
        fc.float32Array({ minLength: 1, maxLength: 12, noNaN: true, noDefaultInfinity: true }),
        (logits) => {
          const sum = predictionsOf(logits, []).reduce(
            (total, { probability }) => total + probability,
            0,
          )
          expect(sum).toBeCloseTo(1, 9)
        },
      ),
    )
    expect(predictionsOf(Float32Array.of(1, NaN), [])).toEqual([])
  })
})

describe('quantised maps', () => {
  it('stand channel after channel', () => {
    expect(quantise({ shape: [1, 2, 2], data: Float32Array.of(0, 10, 1, 30) })).toEqual({
      shape: [1, 2, 2],
      quantised: Uint8Array.of(0, 255, 0, 255),
      minimum: Float32Array.of(0, 10),
      maximum: Float32Array.of(1, 30),
    })
  })

  it('of constant, NaN and infinite values', () => {
    expect([...quantise({ shape: [4], data: Float32Array.of(7, 7, 7, 7) }).quantised]).toEqual([
      0, 0, 0, 0,
    ])
    expect([
      ...quantise({ shape: [5], data: Float32Array.of(0, NaN, Infinity, -Infinity, 1) }).quantised,
    ]).toEqual([0, 0, 255, 0, 255])
  })
})

describe('kept passes', () => {
  const pass = (id: string, values: number): KeptPass => ({
    id,
    model: 'preset:lenet',
    input: { shape: [1], data: new Float32Array(1) },
    layers: [],
    predictions: [],
    outputs: new Map([['a', { shape: [values], data: new Float32Array(values) }]]),
    loaded: { weights: new Map() } as unknown as KeptPass['loaded'],
  })
  const kept = (store: PassStore, ids: readonly string[]) =>
    ids.filter((id) => {
      try {
        return store.get(id).id === id
      } catch {
        return false
      }
    })

  it('are the last ones, by number and by bytes', () => {
    const store = new PassStore(3, 1000)
    for (const id of ['a', 'b', 'c', 'd']) store.add(pass(id, 10))
    expect(kept(store, ['a', 'b', 'c', 'd'])).toEqual(['b', 'c', 'd'])
    store.add(pass('large', 240))
    expect(kept(store, ['b', 'c', 'd', 'large'])).toEqual(['d', 'large'])
    store.add(pass('larger', 5000))
    expect(kept(store, ['d', 'large', 'larger'])).toEqual(['larger'])
  })

  it('that are gone, and layers that are not there, say so', () => {
    const store = new PassStore()
    store.add(pass('a', 1))
    expect(() => store.get('b')).toThrow(/not kept any more/)
    expect(() => store.layer('a', 'ghost')).toThrow(/"ghost"/)
    expect(store.layer('a', 'a').shape).toEqual([1])
  })
})
