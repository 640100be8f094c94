import fc from 'fast-check'
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

describe('quantising exact values', () => {
  it('gives back every value within half a level', () => {
    const value = fc.double({ min: -10, max: 10, noNaN: true })
    fc.assert(
      fc.property(fc.array(value, { minLength: 12, maxLength: 12 }), (values) => {
        const data = Float32Array.from(values)
        const maps = quantise({ shape: [2, 3, 2], data })
        data.forEach((exact, i) => {
          const channel = i % 2
          const [min, max] = [maps.minimum[channel]!, maps.maximum[channel]!]
          const level = maps.quantised[channel * 6 + Math.floor(i / 2)]!
          expect(Math.abs(min + (level / 255) * (max - min) - exact)).toBeLessThanOrEqual(
            (max - min) / 510 + 1e-5,
          )
        })
      }),
    )
  })
})
