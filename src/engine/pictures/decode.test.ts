import { describe, expect, it } from 'vitest'
import { decodePicture } from './decode'
import { exifOrientation } from './exif'
import { PICTURE_BYTES } from './limits'
import { upright } from './orient'

const refusal = (bytes: Uint8Array): unknown => {
  try {
    decodePicture(bytes, 'cat.png')
  } catch (error) {
    return error
  }
  return undefined
}

describe('decodePicture', () => {
  it.each([
    ['GIF', 'GIF89a\x01\0\x01\0'],
    ['WebP', 'RIFF\0\0\0\0WEBPVP8 '],
    ['BMP', 'BM\0\0\0\0'],
    ['TIFF', 'II*\0'],
    ['AVIF', '\0\0\0\x20ftypavif'],
    ['HEIC', '\0\0\0\x18ftypheic'],
    ['ICO', '\0\0\x01\0'],
    ['SVG', '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['PDF', '%PDF-1.7'],
  ])('refuses %s by name and says what is accepted', (format, text) => {
    expect(refusal(Buffer.from(text, 'latin1'))).toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(
        new RegExp(`^cat.png is an? .*${format}.*PNG and JPEG`),
      ) as string,
    })
  })

  it.each([
    ['an empty file', ''],
    ['text', 'hello, this is no picture'],
  ])('refuses %s', (_, text) => {
    expect(refusal(Buffer.from(text))).toMatchObject({
      code: 'invalid-image',
      message: expect.stringContaining('PNG and JPEG') as string,
    })
  })

  it('refuses a file over 32 MB unread', () => {
    expect(refusal(new Uint8Array(PICTURE_BYTES + 1))).toMatchObject({ code: 'too-large' })
  })
})

describe('orientation', () => {
  /** Six pixels numbered 0 … 5, two rows of three. */
  const picture = {
    height: 2,
    width: 3,
    channels: 3 as const,
    rgba: Uint8Array.from({ length: 24 }, (_, i) => Math.floor(i / 4)),
  }
  const numbers = (orientation: Parameters<typeof upright>[1]) => {
    const turned = upright(picture, orientation)
    return [turned.height, turned.width, [...turned.rgba].filter((_, i) => i % 4 === 0).join('')]
  }

  it('turns every EXIF orientation upright', () => {
    expect(numbers(1)).toEqual([2, 3, '012345'])
    expect(numbers(2)).toEqual([2, 3, '210543'])
    expect(numbers(3)).toEqual([2, 3, '543210'])
    expect(numbers(4)).toEqual([2, 3, '345012'])
    expect(numbers(5)).toEqual([3, 2, '031425'])
    expect(numbers(6)).toEqual([3, 2, '304152'])
    expect(numbers(7)).toEqual([3, 2, '524130'])
    expect(numbers(8)).toEqual([3, 2, '251403'])
  })

  it('takes damaged EXIF for upright', () => {
    expect(exifOrientation(new Uint8Array(3))).toBe(1)
    expect(exifOrientation(Uint8Array.from([0x49, 0x49, 0x2a, 0, 0xff, 0xff, 0xff, 0xff]))).toBe(1)
    expect(
      exifOrientation(Uint8Array.from([0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0xff, 0xff, 1, 0x12])),
    ).toBe(1)
  })
})
