import { decode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { encodeIndexed } from './encode'

const PALETTE = Array.from({ length: 256 }, (_, i): [number, number, number] => [i, 255 - i, 7])

describe('a PNG of palette colours', () => {
  it.each([
    [1, 1],
    [3, 5],
    [257, 130],
  ])('of %i×%i is read as it was drawn', async (width, height) => {
    const inks = Uint8Array.from({ length: width * height }, (_, i) => (i * i) % 256)
    const scanlines = new Uint8Array(height * (width + 1))
    for (let row = 0; row < height; row += 1)
      scanlines.set(inks.subarray(row * width, (row + 1) * width), row * (width + 1) + 1)
    const read = decode(await encodeIndexed({ width, height, scanlines, palette: PALETTE }), {
      checkCrc: true,
    })
    expect(read).toMatchObject({ width, height, depth: 8, channels: 1, palette: PALETTE })
    expect(Buffer.compare(Buffer.from(read.data as Uint8Array), Buffer.from(inks))).toBe(0)
  })
})
