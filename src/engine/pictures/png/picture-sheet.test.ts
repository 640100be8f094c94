import { decode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { pictureSheet, toBytes } from './picture-sheet'

/** The colour of a pixel of a decoded sheet. */
const at = (png: ReturnType<typeof decode>, row: number, column: number): number[] =>
  [...png.data.slice(3 * (row * png.width + column), 3 * (row * png.width + column) + 3)].map(
    Number,
  )

describe('a sheet of pictures', () => {
  it('has them side by side, enlarged without smoothing, white between them', async () => {
    const pixels = Uint8Array.from([...Array.from({ length: 16 }, (_, i) => 10 * i), 7, 7, 7, 7])
    const png = decode(
      await pictureSheet({ height: 2, width: 2, channels: 1, pixels: pixels.slice(0, 12) }),
    )
    expect([png.height, png.width]).toEqual([2 * 112 + 2, 2 * 112 + 2])
    expect(at(png, 0, 0)).toEqual([0, 0, 0])
    expect(at(png, 111, 56)).toEqual([30, 30, 30])
    expect(at(png, 0, 112)).toEqual([255, 255, 255])
    expect(at(png, 0, 114)).toEqual([40, 40, 40])
    expect(at(png, 114, 0)).toEqual([80, 80, 80])
    expect(at(png, 200, 200)).toEqual([255, 255, 255])
  })

  it('has their colours', async () => {
    const pixels = Uint8Array.from({ length: 120 * 120 * 3 }, (_, i) => i % 251)
    const png = decode(await pictureSheet({ height: 120, width: 120, channels: 3, pixels }))
    expect(Uint8Array.from(png.data)).toEqual(pixels)
  })
})

it('numbers become bytes, and what lies outside 0…1 its end', () => {
  expect([...toBytes(Float32Array.of(-1, 0, 0.5, 1, 2))]).toEqual([0, 0, 128, 255, 255])
})
