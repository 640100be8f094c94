import { describe, expect, it } from 'vitest'
import { effectiveRatio, spreadOf } from './spread'

/**
 * The n-fold convolution of a 3×3 box: the input gradient of the centre unit of n plain
 * convolutions.
 */
function boxes(n: number): number[] {
  let line = [1]
  for (let i = 0; i < n; i += 1) {
    const before = line
    line = Array.from(
      { length: before.length + 2 },
      (_, at) => (before[at] ?? 0) + (before[at - 1] ?? 0) + (before[at - 2] ?? 0),
    )
  }
  return line
}

describe('the spread of a map', () => {
  it.each([
    [5, 1.826],
    [20, 3.651],
  ])('of %i plain 3×3 convolutions has the published σ %f', (n, sigma) => {
    const line = boxes(n).map((value) => value / 3 ** n)
    const data = Float32Array.from(line.flatMap((a) => line.map((b) => a * b)))
    const spread = spreadOf({ height: line.length, width: line.length, data })
    expect(spread?.center[0]).toBeCloseTo(n, 5)
    expect(spread?.sigma[0]).toBeCloseTo(sigma, 3)
    expect(spread?.sigma[1]).toBeCloseTo(Math.sqrt((2 * n) / 3), 5)
    expect(spread && effectiveRatio(spread, [2 * n + 1, 2 * n + 1])[0]).toBeCloseTo(
      (4 * sigma) / (2 * n + 1),
      3,
    )
  })

  it('gives the radii that contain half and nearly all of it', () => {
    const data = new Float32Array(25)
    data[12] = 60
    data[11] = data[13] = 15
    data[10] = data[14] = 5
    expect(spreadOf({ height: 5, width: 5, data })).toMatchObject({
      center: [2, 2],
      radius50: 0,
      radius95: 2,
      radius99: 2,
    })
  })

  it('of one pixel is a point, and there is none of nothing', () => {
    const one = spreadOf({ height: 2, width: 3, data: Float32Array.of(0, 0, 0, 0, 0, 2) })
    expect(one).toEqual({ center: [1, 2], sigma: [0, 0], radius50: 0, radius95: 0, radius99: 0 })
    expect(spreadOf({ height: 2, width: 2, data: new Float32Array(4) })).toBeNull()
    expect(spreadOf({ height: 1, width: 1, data: Float32Array.of(NaN) })).toBeNull()
  })
})
