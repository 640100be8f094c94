import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { decodePicture } from './decode'
import { headerOf } from './header'
import { timeLimit } from './time-limit'

const odd = (name: string): Uint8Array =>
  readFileSync(join(__dirname, 'testing/fixtures/odd', name))

describe('a header', () => {
  it.each([
    'plain.jpg',
    'progressive.jpg',
    'grey.jpg',
    'rgb-16.png',
    'lossy.webp',
    'lossless.webp',
    'alpha.webp',
    'still.gif',
    'rle8.bmp',
    'top-down.bmp',
    'raw.tif',
    'tiff-lzw.tif',
    'grey-16-big-endian.tif',
    'group4.tif',
    '420.avif',
    '444.heic',
  ])('of %s says the size that the decoder finds', async (name) => {
    const { height, width, channels } = await decodePicture(odd(name), name)
    const header = headerOf(odd(name))
    expect(header).toMatchObject({ height, width })
    if (header?.isGrey) expect(channels).toBe(1)
  })

  it('is not made up: of no picture, of nothing, or cut off', () => {
    expect(headerOf(new TextEncoder().encode('a text of more than thirty letters'))).toBeUndefined()
    expect(headerOf(new Uint8Array())).toBeUndefined()
    expect(headerOf(odd('plain.jpg').subarray(0, 40))).toBeUndefined()
    expect(headerOf(odd('raw.tif').subarray(0, 40))).toBeUndefined()
  })
})

describe('the time that a picture may take', () => {
  /** A PNG's header of so many pixels, in a file of so many bytes. */
  function png(side: number, length: number): Uint8Array {
    const bytes = Buffer.alloc(length)
    bytes.write('\x89PNG\r\n\x1a\n', 'latin1')
    bytes.writeUInt32BE(side, 16)
    bytes.writeUInt32BE(side, 20)
    return bytes
  }

  it('is two seconds for a small one, and more for bytes and pixels', () => {
    expect(timeLimit(png(100, 2_000))).toBeCloseTo(2_007, 0)
    expect(timeLimit(png(10_000, 20_000_000))).toBeGreaterThan(60_000)
    expect(timeLimit(png(1_000, 2_000_000))).toBeCloseTo(2_000 + 1_907 + 500, 0)
  })

  it('is not longer for pixels that so few bytes can not hold', () => {
    expect(timeLimit(png(10_000, 2_000))).toBeCloseTo(3_002, 0)
    expect(timeLimit(png(60_000, 2_000))).toBeCloseTo(3_002, 0)
  })
})
