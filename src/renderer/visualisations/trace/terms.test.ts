import { describe, expect, it } from 'vitest'
import type { UnitTrace } from '@shared/contract/fields'
import { termsOf } from './terms'

const trace: UnitTrace = {
  ...{
    layer: 'conv',
    kind: 'conv2d',
    unit: { row: 0, column: 0, channel: 0 },
    value: 1,
    recomputed: 1,
    fromPixels: 1,
    products: 2,
    combine: 'sum',
    function: null,
    bias: 0.5,
    winner: null,
    factor: null,
    padding: 0,
  },
  groups: [
    {
      source: 'input',
      units: Int32Array.of(0, 0, 0, 0, 1, 0),
      values: Float32Array.of(1, 2),
      weights: Float32Array.of(0.5, -3),
    },
  ],
}

describe('the terms of a trace', () => {
  it('are sorted by what they weigh', () => {
    expect(termsOf(trace).map(({ product }) => product)).toEqual([-6, 0.5])
    expect(termsOf(trace)[0]?.target).toEqual({
      layer: 'input',
      unit: { row: 0, column: 1, channel: 0 },
    })
  })

  it('of a maximum begin with the winner', () => {
    const groups = [
      {
        source: 'relu',
        units: new Int32Array(9),
        values: Float32Array.of(-8, -1, -2),
        weights: null,
      },
    ]
    expect(
      termsOf({ ...trace, combine: 'max', bias: null, winner: 1, groups }).map(
        ({ value, winner }) => [value, winner],
      ),
    ).toEqual([
      [-1, true],
      [-8, false],
      [-2, false],
    ])
  })
})
