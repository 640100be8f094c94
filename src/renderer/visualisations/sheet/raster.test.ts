import { describe, expect, it } from 'vitest'
import { sequentialTable } from '../colour/tables'
import { mapsOf } from '@renderer/maps/units'
import { layoutSheet } from './layout'
import { mapRange, pictureRaster, rasterise } from './raster'

const grey = (min: number, max: number) => ({
  range: { min, max },
  table: sequentialTable('grey'),
  gamma: 1,
  signed: false,
})
const red = (pixels: Uint32Array): number[] => Array.from(pixels, (pixel) => pixel & 255)

describe('raster of a sheet', () => {
  const layer = {
    shape: [1, 2, 3],
    quantised: Uint8Array.of(0, 255, 255, 0, 0, 255),
    minimum: Float32Array.of(0, 0, 0),
    maximum: Float32Array.of(1, 1, 0.5),
  }
  const layout = layoutSheet({ maps: mapsOf(layer.shape), available: 44, side: 20 })

  it('puts map beside map, each coloured by its own levels', () => {
    expect(layout.columns).toBe(2)
    const raster = rasterise(layer, layout, () => grey(0, 1))
    expect([raster.width, raster.height]).toEqual([4, 2])
    expect(red(raster.pixels)).toEqual([0, 255, 255, 0, 0, 128, 0, 0])
    expect(raster.pixels[7]).toBe(0)
  })

  it('shares a vector’s range among its units', () => {
    const vector = {
      shape: [3],
      quantised: Uint8Array.of(0, 128, 255),
      minimum: Float32Array.of(-1),
      maximum: Float32Array.of(1),
    }
    expect(mapRange(vector, 2)).toEqual({ min: -1, max: 1 })
    const raster = rasterise(
      vector,
      layoutSheet({ maps: mapsOf([3]), available: 100, side: 40 }),
      () => grey(-1, 1),
    )
    expect(red(raster.pixels)).toEqual([0, 128, 255])
  })
})

describe('a picture as it looks', () => {
  it('is grey of one channel and coloured of three', () => {
    expect(pictureRaster({ shape: [1, 2, 1], data: Float32Array.of(0, 1) }).pixels).toEqual(
      Uint32Array.of(0xff000000, 0xffffffff),
    )
    expect(pictureRaster({ shape: [1, 1, 3], data: Float32Array.of(1, 0, 0.5) }).pixels).toEqual(
      Uint32Array.of(0xff8000ff),
    )
  })
})
