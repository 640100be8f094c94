import { describe, expect, it } from 'vitest'
import { sequentialTable } from '../colour/tables'
import { heatRaster, weightRaster } from './raster'

const scale = { range: { min: 0, max: 1 }, table: sequentialTable('grey'), gamma: 1, signed: false }
const levels = (pixels: Uint32Array): number[] => [...pixels].map((word) => word & 255)

describe('a heat map', () => {
  it('is coloured by its scale, and empty where there is no value', () => {
    const { width, height, pixels } = heatRaster(Float32Array.of(0, 1, NaN, 0.5), 2, scale)
    expect([width, height]).toEqual([2, 2])
    expect(levels(pixels)).toEqual([0, 255, 0, 128])
    expect((pixels[2] ?? 1) >>> 24).toBe(0)
  })

  it('lets the picture through in grey', () => {
    const picture = { shape: [1, 2, 3], data: Float32Array.of(1, 1, 1, 1, 0, 0) }
    const { pixels } = heatRaster(Float32Array.of(0, NaN), 2, scale, picture)
    expect(levels(pixels)).toEqual([Math.round(255 * 0.55), 76])
    expect(((pixels[1] ?? 0) >>> 16) & 255).toBe(76)
  })
})

describe('a map of weights over the picture', () => {
  const picture = { shape: [1, 2, 1], data: Float32Array.of(0.5, 0.5) }
  const table = new Uint32Array(256).fill(0xff0000ff)
  it('covers what counts and lets the rest show', () => {
    const { pixels } = weightRaster(
      picture,
      { height: 1, width: 2, data: Float32Array.of(0, 4) },
      table,
      1,
    )
    expect([...pixels]).toEqual([0xff606060, 0xff0000ff])
    expect([...weightRaster(picture, undefined, table, 1).pixels]).toEqual([0xff808080, 0xff808080])
  })
})
