import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Pair, Window } from './geometry'
import { conv2d, maxPool2d, type Grid } from './reference'
import { equivarianceError, invariance, shiftGrid } from './shift'

const X: Grid = [
  [1, 2, 3],
  [4, 5, 6],
]

describe('a shift', () => {
  it('moves down and right, and lets zeros or the other side in', () => {
    expect(shiftGrid(X, [0, 1])).toEqual([
      [0, 1, 2],
      [0, 4, 5],
    ])
    expect(shiftGrid(X, [-1, 0])).toEqual([
      [4, 5, 6],
      [0, 0, 0],
    ])
    expect(shiftGrid(X, [1, -1], 'wrap')).toEqual([
      [5, 6, 4],
      [2, 3, 1],
    ])
  })

  it('by wrapping can be undone', () => {
    const shift = fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }))
    fc.assert(
      fc.property(shift, ([down, right]) => {
        expect(
          shiftGrid(shiftGrid(X, [down, right], 'wrap'), [0 - down, 0 - right], 'wrap'),
        ).toEqual(X)
      }),
    )
  })
})

const K: Grid = [
  [1, 2, 0],
  [0, -1, 3],
  [1, 1, -2],
]
const layer = (padding: number, stride: number): Window => ({
  kernel: [3, 3],
  stride: [stride, stride],
  dilation: [1, 1],
  padding: [
    [padding, padding],
    [padding, padding],
  ],
})
const convolve = (x: Grid, window: Window): Grid => conv2d([x], [[K]], undefined, window)[0] ?? []
/** A spot in the middle of a dark picture. */
const spot: Grid = Array.from({ length: 12 }, (_, i) =>
  Array.from({ length: 12 }, (_, j) => (i > 3 && i < 7 && j > 3 && j < 7 ? i * j : 0)),
)
const bright: Grid = spot.map((row) => row.map((value) => value + 1))

const errorOf = (x: Grid, shift: Pair, window: Window) =>
  equivarianceError(
    convolve(x, window),
    convolve(shiftGrid(x, shift), window),
    shift,
    window.stride,
  )

describe('the equivariance error', () => {
  it('of a convolution is 0 while the spot stays inside', () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.integer({ min: -2, max: 3 }), fc.integer({ min: -2, max: 3 })),
        (shift) => {
          expect(errorOf(spot, shift, layer(1, 1))).toMatchObject({
            whole: true,
            largest: 0,
            relative: 0,
          })
        },
      ),
    )
  })

  it('is not 0 where padding meets a bright edge', () => {
    expect(errorOf(bright, [0, 1], layer(1, 1)).largest).toBeGreaterThan(0)
  })

  it('of a stride is 0 for whole steps only', () => {
    expect(errorOf(spot, [0, 2], layer(1, 2))).toMatchObject({
      whole: true,
      largest: 0,
      shift: [0, 1],
    })
    const odd = errorOf(spot, [0, 1], layer(1, 2))
    expect(odd.whole).toBe(false)
    expect(odd.relative).toBeGreaterThan(0.1)
  })

  it('leaves out the cells whose counterpart left', () => {
    expect(equivarianceError(X, X, [0, 2], [1, 1]).compared).toBe(2)
  })
})

describe('the invariance of pooling', () => {
  it('keeps more cells in place than the map it pools', () => {
    const map = convolve(spot, layer(1, 1))
    const moved = convolve(shiftGrid(spot, [0, 1]), layer(1, 1))
    const pool = (x: Grid): Grid =>
      maxPool2d([x], {
        kernel: [3, 3],
        stride: [1, 1],
        dilation: [1, 1],
        padding: [
          [0, 0],
          [0, 0],
        ],
      })[0] ?? []
    expect(invariance(map, map)).toMatchObject({ unchanged: 1, distance: 0, relative: 0 })
    expect(invariance(pool(map), pool(moved)).relative).toBeLessThan(
      invariance(map, moved).relative,
    )
    expect(
      invariance(
        [
          [1, 2],
          [3, 4],
        ],
        [
          [1, 2],
          [3, 5],
        ],
      ).unchanged,
    ).toBe(0.75)
  })
})
