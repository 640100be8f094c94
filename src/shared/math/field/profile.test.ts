import { describe, expect, it } from 'vitest'
import { profileOf } from './profile'
import { spreadOf, type WeightMap } from './spread'

const sum = (values: Float32Array): number => values.reduce((total, value) => total + value, 0)

/** A sampled Gaussian, its σ other on each axis. */
function bell([down, across]: readonly [number, number]): WeightMap {
  const [height, width] = [41, 61]
  const data = Float32Array.from({ length: height * width }, (_, at) =>
    Math.exp(
      -((Math.floor(at / width) - 20) ** 2) / (2 * down ** 2) -
        ((at % width) - 30) ** 2 / (2 * across ** 2),
    ),
  )
  return { height, width, data }
}

describe('the profile of a map', () => {
  it('of a Gaussian is its fit, on each axis', () => {
    const map = bell([3, 5])
    for (const axis of [0, 1] as const) {
      const { mass, fit } = profileOf(map, spreadOf(map)!, axis)
      expect(mass).toHaveLength(axis === 0 ? 41 : 61)
      mass.forEach((value, at) => expect(Math.abs(value - (fit[at] ?? NaN))).toBeLessThan(1e-3))
      expect(sum(mass)).toBeCloseTo(1, 6)
      expect(sum(fit)).toBeCloseTo(1, 4)
    }
  })

  it('of a box has flat mass and a fit that reaches over', () => {
    const map = { height: 1, width: 9, data: Float32Array.from([0, 0, 0, 1, 1, 1, 0, 0, 0]) }
    const { mass, fit } = profileOf(map, spreadOf(map)!, 1)
    expect([...mass]).toEqual([0, 0, 0, 1, 1, 1, 0, 0, 0].map((value) => Math.fround(value / 3)))
    expect(fit[2]).toBeGreaterThan(0.02)
    expect(fit[4]).toBeGreaterThan(mass[4] ?? 1)
  })

  it('of one pixel is that pixel', () => {
    const map = { height: 1, width: 3, data: Float32Array.from([0, 2, 0]) }
    expect(profileOf(map, spreadOf(map)!, 1)).toEqual({
      mass: Float32Array.from([0, 1, 0]),
      fit: Float32Array.from([0, 1, 0]),
    })
  })
})
