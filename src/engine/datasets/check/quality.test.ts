import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { qualityOf } from './quality'
import { thumbnail } from './thumbnail'

const SIZE = { height: 16, width: 16, channels: 1 }
const of = (value: (y: number, x: number) => number): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, at) => value(Math.floor(at / 16), at % 16))

describe('the quality of a picture', () => {
  it('tells how bright its brightest and its faintest pixels are', () => {
    const { bright, faint } = qualityOf(
      of((y) => 10 * y),
      SIZE,
    )
    expect(bright).toBeCloseTo(150 / 255)
    expect(faint).toBe(0)
  })

  it('has no deviation and no sharpness where nothing is to be seen', () => {
    expect(
      qualityOf(
        of(() => 77),
        SIZE,
      ),
    ).toMatchObject({ deviation: 0, sharpness: 0 })
  })

  it('is sharper the finer the detail', () => {
    const stripes = (width: number) =>
      qualityOf(
        of((_, x) => (Math.floor(x / width) % 2) * 200),
        SIZE,
      ).sharpness
    expect(stripes(1)).toBeGreaterThan(stripes(2))
    expect(stripes(2)).toBeGreaterThan(stripes(8))
  })

  it('does not depend on the contrast', () => {
    const sharpness = (contrast: number) =>
      qualityOf(
        of((y, x) => ((x * y) % 3) * contrast),
        SIZE,
      ).sharpness
    expect(sharpness(20)).toBeCloseTo(sharpness(100))
  })
})

describe('a thumbnail', () => {
  it('keeps the pixels of what is small enough', () => {
    const picture = of((y, x) => 16 * y + x)
    const { values } = thumbnail(picture, SIZE, 32)
    expect([...values].map((value) => Math.round(255 * value))).toEqual([...picture])
  })

  it('keeps the mean brightness where the cells are even', () => {
    const bytes = fc.uint8Array({ minLength: 256, maxLength: 256 })
    fc.assert(
      fc.property(bytes, (picture) => {
        const { values } = thumbnail(picture, SIZE, 4)
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length
        const right = picture.reduce((sum, value) => sum + value, 0) / 256 / 255
        expect(mean).toBeCloseTo(right, 5)
      }),
    )
  })

  it('weighs the colours as the eye does', () => {
    const { values } = thumbnail(Uint8Array.of(0, 255, 0), { height: 1, width: 1, channels: 3 }, 4)
    expect(values[0]).toBeCloseTo(0.587)
  })
})
