import { describe, expect, it } from 'vitest'
import { quantise } from './quantise'

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
